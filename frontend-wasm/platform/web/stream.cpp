// The event stream of web/stream.js: bytes are parsed as they arrive, events wait for the next frame.
#include "platform/stream.hpp"

#include <emscripten.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "platform/redraw.hpp"
#include "platform/transport.hpp"
#include "platform/web/inbox_store.hpp"
#include "platform/web/javascript.hpp"
#include "platform/web/stream_store.hpp"

namespace keyglass::platform {
namespace {

struct Stream {
  std::uint64_t id = 0;     // 0: none
  bool was_opened = false;  // and that is not told yet
  app::EventStreamParser parser;
  std::vector<app::StreamEvent> waiting;
  std::uint64_t told_left_out = 0;
  std::optional<app::HttpReply> end;
};

Stream stream;
std::string arriving;

bool is_current(double id) {
  return stream.id != 0 && static_cast<std::uint64_t>(id) == stream.id;
}

void take_events(StreamNews& news) {
  const std::size_t count = std::min(stream.waiting.size(), stream_events_a_frame);
  const auto end = stream.waiting.begin() + static_cast<std::ptrdiff_t>(count);
  news.events.assign(std::make_move_iterator(stream.waiting.begin()), std::make_move_iterator(end));
  stream.waiting.erase(stream.waiting.begin(), end);
  // Where to go on is after what is handed over, not after what waits.
  news.last_id = stream.waiting.empty() ? stream.parser.last_id() : news.events.back().id;
  news.has_gap = stream.parser.left_out() != stream.told_left_out;
  stream.told_left_out = stream.parser.left_out();
}

}  // namespace

void open_stream(std::uint64_t id, std::string_view target) {
  stream = {};
  stream.id = id;
  const std::string url = api_url_of(target);
  const std::string headers = "Accept: text/event-stream\n" + authorization_line();
  kg_open_stream(static_cast<double>(id), url.c_str(), headers.c_str());
}

void close_stream() {
  stream = {};
  kg_close_stream();
}

void take_stream_news(Inbox& inbox) {
  if (stream.id == 0) return;
  StreamNews news;
  news.id = stream.id;
  news.is_opened = std::exchange(stream.was_opened, false);
  take_events(news);
  kg_stream_taken(stream.waiting.size());
  if (!stream.waiting.empty()) {
    request_redraw("stream");
  } else if (stream.end) {
    news.end = std::move(*stream.end);
    stream = {};
  }
  inbox.stream = std::move(news);
}

}  // namespace keyglass::platform

using namespace keyglass;

extern "C" {

EMSCRIPTEN_KEEPALIVE void kg_on_stream_opened(double id) {
  if (platform::is_current(id)) platform::stream.was_opened = true;
}

// Room for the next bytes; the caller fills it and then calls kg_on_stream_bytes().
EMSCRIPTEN_KEEPALIVE char* kg_stream_buffer(std::size_t bytes) {
  platform::arriving.resize(bytes);
  return platform::arriving.data();
}

// The number of events that wait now.
EMSCRIPTEN_KEEPALIVE std::size_t kg_on_stream_bytes(double id) {
  if (!platform::is_current(id)) return 0;
  platform::stream.parser.feed(platform::arriving, platform::stream.waiting);
  return platform::stream.waiting.size();
}

// `failure` and `status` as of a reply; the bytes of kg_stream_buffer() are its body.
EMSCRIPTEN_KEEPALIVE void kg_on_stream_ended(double id, int failure, int status) {
  if (!platform::is_current(id)) return;
  app::HttpReply reply;
  reply.id = platform::stream.id;
  reply.failure = static_cast<app::HttpFailure>(failure);
  reply.status = status;
  reply.body = std::move(platform::arriving);
  platform::arriving.clear();
  platform::stream.end = std::move(reply);
}

}  // extern "C"
