// A client of GET /watch for tests: see event_reader.hpp.
#include "integration/event_reader.hpp"

#include <chrono>
#include <stdexcept>
#include <string_view>

#include "keyglass/watch_codecs.hpp"
#include "support/wait_until.hpp"

namespace keyglass::test {

EventReader::EventReader(const std::string& address, const std::string& target, Headers headers)
    : connection_(std::make_unique<HttpConnection>(address)),
      answer_(connection_->ask({"GET", target, std::move(headers), {}})) {}

std::optional<ReceivedEvent> EventReader::next() {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (auto block = next_block()) {
    if (!block->data.empty()) return block;
    // Signs of life alone would be waited for for ever.
    if (std::chrono::steady_clock::now() > deadline)
      throw std::runtime_error("no event came, but signs of life");
  }
  return std::nullopt;
}

std::optional<ReceivedEvent> EventReader::next_block() {
  auto end = pending_.find("\n\n");
  while (end == std::string::npos) {
    const auto chunk = connection_->read_chunk();
    ended_in_order_ = chunk && chunk->empty();
    if (!chunk || chunk->empty()) return std::nullopt;
    pending_ += *chunk;
    ++chunk_;
    end = pending_.find("\n\n");
  }
  ReceivedEvent event;
  event.chunk = chunk_;
  std::string_view lines(pending_.data(), end + 1);
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(line.size() + 1);
    if (line.starts_with(":")) ++comment_count_;
    if (line.starts_with("event: ")) event.name = line.substr(7);
    if (line.starts_with("data: ")) event.data = line.substr(6);
    if (line.starts_with("id: ")) event.id = line.substr(4);
  }
  pending_.erase(0, end + 2);
  if (!event.id.empty()) last_id_ = event.id;
  return event;
}

std::string shown(const std::optional<ReceivedEvent>& event) {
  if (!event) return "the end";
  const std::string id = event->id.empty() ? "" : " #" + event->id;
  if (event->name == "synced") {
    const auto synced = decode_watch_synced(event->data);
    return synced ? "synced " + std::to_string(synced.value().revision) + id : synced.error().message;
  }
  const auto decoded = decode_watch_event(event->data);
  if (!decoded) return decoded.error().message;
  if (decoded.value().op != event->name) return "another op than " + event->name;
  const auto& value = decoded.value().value;
  return event->name + " " + decoded.value().metadata.key + (value ? "=" + *value : "") + id;
}

}  // namespace keyglass::test
