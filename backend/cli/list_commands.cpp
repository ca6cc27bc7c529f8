// ls and stats: see client.hpp.
#include <algorithm>
#include <limits>

#include "cli/client.hpp"
#include "keyglass/codecs.hpp"
#include "keyglass/json_text.hpp"
#include "keyglass/overview_decoders.hpp"

namespace keyglass::cli {
namespace {

constexpr std::uint64_t page_keys = 1'000;

std::string line_of(const Client& client, const KeyMetadata& metadata) {
  return (client.as_json ? encode_key_metadata(metadata) : metadata.key) + "\n";
}

std::string line_of(const Client& client, const std::string& prefix) {
  return (client.as_json ? JsonObjectText().add_text("prefix", prefix).finish() : prefix) + "\n";
}

// Keys and prefixes of a page in one order; keys hold no control characters, so each is one line.
std::string lines_of(const Client& client, const KeyPage& page) {
  std::string lines;
  auto prefix = page.prefixes.begin();
  for (const KeyMetadata& metadata : page.keys) {
    for (; prefix != page.prefixes.end() && *prefix < metadata.key; ++prefix)
      lines += line_of(client, *prefix);
    lines += line_of(client, metadata);
  }
  for (; prefix != page.prefixes.end(); ++prefix) lines += line_of(client, *prefix);
  return lines;
}

}  // namespace

int list_keys(const Client& client) {
  const config::ClientOptions& options = client.options;
  std::uint64_t left = options.limit.value_or(std::numeric_limits<std::uint64_t>::max());
  std::string after;
  do {
    const std::string limit = std::to_string(std::min(left, page_keys));
    const auto reply = client.api.send({"GET", "/keys" + query_of({{"prefix", options.prefix},
                                                                   {"delimiter", options.delimiter},
                                                                   {"glob", options.glob},
                                                                   {"limit", limit},
                                                                   {"after", after}})});
    if (!reply) return fail_with(reply.error());
    if (!is_success(reply.value())) return fail_with(client, reply.value());
    const auto page = decode_key_page(reply.value().body);
    if (!page) return fail_with(client, reply.value());
    if (const int code = print(lines_of(client, page.value())); code != exit_done) return code;
    left -= std::min<std::uint64_t>(left, page.value().keys.size() + page.value().prefixes.size());
    after = page.value().next;
  } while (!after.empty() && left > 0);
  return exit_done;
}

int show_stats(const Client& client) {
  const auto reply = client.api.send({"GET", "/stats" + query_of({{"prefix", client.options.prefix}})});
  if (!reply) return fail_with(reply.error());
  if (!is_success(reply.value())) return fail_with(client, reply.value());
  if (client.as_json) return print(reply.value().body + "\n");
  const auto stats = decode_key_stats(reply.value().body);
  if (!stats) return fail_with(client, reply.value());
  const KeyStats& counted = stats.value();
  std::string text = "keys      " + std::to_string(counted.count) + (counted.exact ? "\n" : " or more\n");
  text += "bytes     " + std::to_string(counted.bytes) + (counted.exact ? "\n" : " or more\n");
  if (counted.revision != 0) text += "revision  " + std::to_string(counted.revision) + "\n";
  return print(text);
}

}  // namespace keyglass::cli
