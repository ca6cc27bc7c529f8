// A listing of keys as NDJSON: see key_lines.hpp.
#include "http/key_lines.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "http/listing.hpp"
#include "http/problem.hpp"
#include "keyglass/codecs.hpp"

namespace keyglass::http {
namespace {

constexpr std::size_t chunk_bytes = 64 * 1024;
constexpr std::size_t page_keys = 1000;

// Keys and prefixes merged: in an ordered listing the lines are in order, too.
bool send_page(const storage::Page& page, const ByteSink& sink) {
  std::string buffer;
  auto prefix = page.prefixes.begin();
  const auto add = [&](const std::string& line) {
    buffer += line;
    buffer += '\n';
    if (buffer.size() < chunk_bytes) return true;
    return sink(std::exchange(buffer, {}));
  };
  const auto add_prefix = [&] { return add(JsonObjectText().add_text("prefix", *prefix++).finish()); };
  for (const storage::Entry& entry : page.entries) {
    while (prefix != page.prefixes.end() && *prefix < entry.metadata.key) {
      if (!add_prefix()) return false;
    }
    if (!add(encode_key_metadata(entry.metadata))) return false;
  }
  while (prefix != page.prefixes.end()) {
    if (!add_prefix()) return false;
  }
  return buffer.empty() || sink(buffer);
}

}  // namespace

Reply key_lines_reply(const Api& api, Call& call, storage::ScanQuery query) {
  const bool one_page = call.query.has("limit");
  if (!one_page) query.limit = page_keys;
  query.reads_all = !one_page;
  auto first = call.timing.store([&] { return api.service.list(query); });
  if (!first) return reply_with(first.error());
  Reply reply;
  reply.set("Content-Type", "application/x-ndjson");
  auto page = std::make_shared<storage::Page>(std::move(first).value());
  if (one_page && !page->next.empty()) reply.set("Link", next_link("/keys", query, page->next));
  reply.stream = [&service = api.service, page, query, one_page](const ByteSink& sink) mutable {
    while (send_page(*page, sink)) {
      if (one_page || page->next.empty()) return true;
      query.after = page->next;
      auto next = service.list(query);
      if (!next) return false;
      *page = std::move(next).value();
    }
    return false;
  };
  return reply;
}

}  // namespace keyglass::http
