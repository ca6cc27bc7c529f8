// A session of the app whose event stream is played by hand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "keyglass/watch_codecs.hpp"
#include "session.hpp"

namespace keyglass::app::testing {

// A session whose stream is played by hand: what another client does is told as the server would.
class LiveSession : public Session {
 public:
  void start_live(std::string_view hash = "") {
    api.offers_changes = true;
    start(hash);
    open_stream();
    settle();
  }

  const OpenStream& opened() const { return *last_effect<OpenStream>(); }
  const Live& live() const { return model.live; }

  void open_stream() { act(StreamOpened{live().stream_id}); }

  void end_stream(int status, HttpFailure failure = HttpFailure::none) {
    HttpReply reply;
    reply.id = live().stream_id;
    reply.status = status;
    reply.failure = failure;
    act(StreamEnded{std::move(reply)});
  }

  // Another client stores or deletes, and the stream tells. Nothing that the app asks then is answered yet.
  void put_elsewhere(std::string_view key, std::string_view value) {
    api.put(key, value);
    tell({event_of("put", *api.metadata(key))});
  }
  void remove_elsewhere(std::string_view key, std::string_view op = "delete") {
    KeyMetadata metadata;
    metadata.key = key;
    metadata.revision = api.next_revision();
    api.remove(key);
    tell({event_of(op, metadata)});
  }

  static StreamEvent event_of(std::string_view op, const KeyMetadata& metadata) {
    WatchEvent event;
    event.op = op;
    event.metadata = metadata;
    return {std::string(op), encode_watch_event(event), std::to_string(metadata.revision)};
  }

  void tell(std::vector<StreamEvent> events) {
    StreamArrived arrived{.id = live().stream_id, .events = std::move(events)};
    arrived.last_id = arrived.events.back().id;
    act(std::move(arrived));
  }

  // Everything that follows a change, its pauses included.
  void catch_up() {
    for (int round = 0; round < 8; ++round) {
      pass(250);
      settle();
    }
  }

  std::vector<std::string> keys() const {
    std::vector<std::string> keys;
    for (std::size_t row = 0; row < row_count(model.list); ++row)
      keys.push_back(row_at(model.list, row)->key);
    return keys;
  }
};

inline std::size_t count_opened(const Session& session) {
  std::size_t count = 0;
  for (const Effect& effect : session.effects) count += std::holds_alternative<OpenStream>(effect);
  return count;
}

}  // namespace keyglass::app::testing
