// The streamed object of pairs: see pair_stream.hpp.
#include "http/pair_stream.hpp"

#include <memory>
#include <utility>

#include "http/listing.hpp"
#include "http/problem.hpp"
#include "keyglass/codecs.hpp"
#include "keyglass/key_rules.hpp"

namespace keyglass::http {
namespace {

constexpr std::size_t chunk_bytes = 64 * 1024;
constexpr std::size_t page_keys = 500;  // the store keeps a page of large values smaller

// Collects members of one JSON object and passes them on in chunks.
class PairWriter {
 public:
  explicit PairWriter(const ByteSink& sink) : sink_(sink) {}

  bool write(const storage::Entry& entry) {
    buffer_ += first_ ? "" : ",";
    first_ = false;
    append_json_string(buffer_, entry.metadata.key);
    buffer_ += ':';
    if (is_utf8(entry.value)) {
      append_json_string(buffer_, entry.value);
    } else {
      buffer_ += JsonObjectText().add_text("value_base64", encode_base64(entry.value)).finish();
    }
    return buffer_.size() < chunk_bytes || flush();
  }

  bool finish() {
    buffer_ += '}';
    return flush();
  }

 private:
  bool flush() {
    const bool sent = sink_(buffer_);
    buffer_.clear();
    return sent;
  }

  const ByteSink& sink_;
  std::string buffer_ = "{";
  bool first_ = true;
};

bool write_page(PairWriter& writer, const storage::Page& page) {
  for (const storage::Entry& entry : page.entries) {
    if (!writer.write(entry)) return false;
  }
  return true;
}

// The values of a page that was listed without them. What was deleted since is left out.
bool write_listed(const service::KeyValueService& service, PairWriter& writer, const storage::Page& listed) {
  for (const storage::Entry& row : listed.entries) {
    const auto entry = service.read(row.metadata.key);
    if (!entry && entry.error().code == ErrorCode::not_found) continue;
    if (!entry || !writer.write(entry.value())) return false;
  }
  return true;
}

Reply one_page(const Api& api, Call& call, const storage::ScanQuery& query) {
  auto listed = call.timing.store([&] { return api.service.list(query); });
  if (!listed) return reply_with(listed.error());
  Reply reply;
  reply.set("Content-Type", "application/json");
  if (!listed.value().next.empty()) reply.set("Link", next_link("/kv", query, listed.value().next));
  auto page = std::make_shared<const storage::Page>(std::move(listed).value());
  reply.stream = [&service = api.service, page](const ByteSink& sink) {
    PairWriter writer(sink);
    return write_listed(service, writer, *page) && writer.finish();
  };
  return reply;
}

}  // namespace

Reply pair_list_reply(const Api& api, Call& call) {
  auto parsed = scan_query_of(call.query);
  if (!parsed) return reply_with(parsed.error());
  storage::ScanQuery query = std::move(parsed).value();
  if (call.query.has("limit")) return one_page(api, call, query);
  query.limit = page_keys;
  query.with_values = true;
  query.reads_all = true;
  auto first = call.timing.store([&] { return api.service.list(query); });
  if (!first) return reply_with(first.error());
  Reply reply;
  reply.set("Content-Type", "application/json");
  auto page = std::make_shared<storage::Page>(std::move(first).value());
  reply.stream = [&service = api.service, page, query](const ByteSink& sink) mutable {
    PairWriter writer(sink);
    while (true) {
      if (!write_page(writer, *page)) return false;
      if (page->next.empty()) return writer.finish();
      query.after = page->next;
      auto next = service.list(query);
      if (!next) return false;
      *page = std::move(next).value();
    }
  };
  return reply;
}

}  // namespace keyglass::http
