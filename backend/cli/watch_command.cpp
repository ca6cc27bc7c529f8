// watch: see client.hpp.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <optional>
#include <random>
#include <thread>
#include <utility>

#include "cli/client.hpp"
#include "cli/event_lines.hpp"
#include "cli/output.hpp"
#include "keyglass/base64.hpp"
#include "keyglass/codecs.hpp"
#include "keyglass/json_text.hpp"
#include "keyglass/key_rules.hpp"
#include "keyglass/watch_codecs.hpp"

namespace keyglass::cli {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds pause_first{1'000};
constexpr milliseconds pause_longest{30'000};
// The server gives a sign of life every 15 seconds.
constexpr std::uint32_t silence_seconds = 45;

// Whoever ends a watch has what it wanted: that is no failure. Lines that are being written are written to
// their end first, unless nobody takes them for a second.
std::atomic<bool> is_writing{false};
std::atomic<bool> is_ending{false};

void on_end(int) {
  if (!is_writing || is_ending.exchange(true)) ::_exit(exit_done);
  ::alarm(1);
}

void end_by_signals() {
  for (const int signal : {SIGINT, SIGTERM, SIGALRM}) std::signal(signal, on_end);
}

Status write_lines(std::string_view lines) {
  is_writing = true;
  const Status written = write_all(STDOUT_FILENO, lines, "stdout");
  is_writing = false;
  if (is_ending) ::_exit(exit_done);
  return written;
}

// What has come, and how far. An id stands on the last event of a commit; one that broke off before comes
// once more, whole. So the lines of a commit are shown with its id, and none is shown twice.
class Progress {
 public:
  explicit Progress(const Client& client) : client_(client), in_snapshot_(client.options.with_snapshot) {}

  ApiRequest request() const {
    const config::ClientOptions& options = client_.options;
    const std::string since = options.since ? std::to_string(*options.since) : "";
    const std::string values = options.with_values ? "true" : "";
    ApiRequest request{"GET", "/watch"};
    request.silence_seconds_min = silence_seconds;
    if (last_id_.empty()) {
      request.target += query_of({{"prefix", options.prefix},
                                  {"values", values},
                                  {"since", since},
                                  {"snapshot", in_snapshot_ ? "true" : ""}});
    } else {
      request.target += query_of({{"prefix", options.prefix}, {"values", values}});
      request.headers.emplace_back("Last-Event-ID", last_id_);
    }
    return request;
  }

  Status take(const StreamEvent& event) {
    has_news_ = true;
    if (!event.data.empty()) {
      auto line = line_of(event);
      if (!line) return line.error();
      pending_ += line.value();
    }
    const bool is_whole = event.id || in_snapshot_;
    if (event.name == "synced") in_snapshot_ = false;
    if (event.id) last_id_ = *event.id;
    // Changes begin with the id of where they begin. That of an empty store has none.
    if (!in_snapshot_ && last_id_.empty()) last_id_ = "0";
    return is_whole ? write_lines(std::exchange(pending_, {})) : Status(Done{});
  }

  // False: it has not begun, or broke off in a snapshot, of which another one would be told from its
  // beginning.
  bool can_go_on() const { return !last_id_.empty(); }
  const std::string& last_id() const { return last_id_; }
  // To be called where a stream has ended. True if anything came in it.
  bool end_stream() {
    pending_.clear();
    return std::exchange(has_news_, false);
  }

 private:
  Result<std::string> line_of(const StreamEvent& event) const {
    if (event.name == "synced") {
      const auto synced = decode_watch_synced(event.data);
      if (!synced) return synced.error();
      const std::uint64_t revision = synced.value().revision;
      if (!client_.as_json) return std::to_string(revision) + " synced\n";
      return JsonObjectText().add_text("op", "synced").add_integer("revision", revision).finish() + "\n";
    }
    const auto change = decode_watch_event(event.data);
    if (!change) return change.error();
    if (client_.as_json) return event.data + "\n";
    const auto& [op, metadata, value] = change.value();
    std::string line = std::to_string(metadata.revision) + " " + op + " " + printable(metadata.key);
    if (value)
      line += is_utf8(*value) ? " " + encode_json_string(*value) : " base64:" + encode_base64(*value);
    return line + "\n";
  }

  const Client& client_;
  std::string last_id_;
  std::string pending_;  // lines of a commit that is not whole yet
  bool in_snapshot_;
  bool has_news_ = false;
};

// What another attempt may find mended: a server that is full or starting, a proxy without one.
bool is_passing(int status) {
  return status == 429 || status == 502 || status == 503 || status == 504;
}

int refuse(const Client& client, const ApiReply& reply) {
  const auto problem = decode_problem(reply.body);
  if (!problem || !problem.value().revision) return fail_with(client, reply);
  const std::string revision = std::to_string(*problem.value().revision);
  return fail_with(client, reply,
                   ". Begin anew with --snapshot, or go on after what is lost with --since " + revision);
}

// The exit code where the stream that ended with `reply` is not to be asked for again.
std::optional<int> end_of(const Client& client, const Progress& progress, const Result<ApiReply>& reply) {
  const bool is_refusal = reply && !is_success(reply.value());
  if (is_refusal && !(is_passing(reply.value().status) && progress.can_go_on())) {
    return refuse(client, reply.value());
  }
  if (progress.can_go_on()) return std::nullopt;
  return reply ? fail_with(client, reply.value()) : fail_with(reply.error());
}

// Those that were cut off at once should not all come back at once.
milliseconds shortened(milliseconds pause) {
  static std::minstd_rand random(std::random_device{}());
  return milliseconds(std::uniform_int_distribution<std::int64_t>(pause.count() / 2, pause.count())(random));
}

void say_break(const Client& client, const Progress& progress) {
  const std::string text = "keyglass: the stream from " + client.api.url() +
                           " ended; going on after revision " + printable(progress.last_id()) +
                           " as soon as it answers\n";
  // Where stderr cannot be written, nothing is lost.
  (void)write_all(STDERR_FILENO, text, "stderr");
}

}  // namespace

int watch_keys(const Client& client) {
  if (client.options.since && client.options.with_snapshot) {
    return fail_with(
        Error{.code = ErrorCode::invalid, .message = "--since and --snapshot exclude each other: give one"});
  }
  end_by_signals();
  Progress progress(client);
  milliseconds pause = pause_first;
  while (true) {
    std::optional<Error> failure;
    EventLines events([&](const StreamEvent& event) {
      const Status taken = progress.take(event);
      if (!taken) failure = taken.error();
      return taken;
    });
    const auto reply =
        client.api.send(progress.request(), [&events](std::string_view bytes) { return events.read(bytes); });
    if (failure) return fail_with(*failure);
    if (const auto code = end_of(client, progress, reply)) return *code;
    if (progress.end_stream()) {
      pause = pause_first;
      say_break(client, progress);
    }
    std::this_thread::sleep_for(shortened(pause));
    pause = std::min(2 * pause, pause_longest);
  }
}

}  // namespace keyglass::cli
