// /watch: see watch_handlers.hpp.
#include "http/watch_handlers.hpp"

#include <charconv>
#include <limits>
#include <optional>
#include <utility>

#include "http/authentication.hpp"
#include "http/problem.hpp"
#include "http/text.hpp"
#include "http/watch_hub.hpp"

namespace keyglass::http {
namespace {

constexpr std::string_view events_type = "text/event-stream";
constexpr std::string_view last_event_header = "Last-Event-ID";
constexpr std::uint64_t revision_max = std::numeric_limits<std::uint64_t>::max();

// Where to begin; nothing: now.
struct Begin {
  std::optional<std::uint64_t> last_event;  // what an interrupted stream came to: goes before the others
  std::optional<std::uint64_t> since;
  bool snapshot = false;
};

Error invalid(std::string field, std::string message) {
  return Error{
      .code = ErrorCode::invalid, .message = std::move(message), .key = {}, .field = std::move(field)};
}

Result<std::optional<std::uint64_t>> last_event_of(const Request& request) {
  const auto text = request.header(last_event_header);
  if (!text || text->empty()) return std::optional<std::uint64_t>();
  std::uint64_t revision = 0;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), revision);
  if (read.ec != std::errc{} || read.ptr != text->data() + text->size()) {
    return invalid(std::string(last_event_header), "Last-Event-ID must be the id of an event of /watch");
  }
  return std::optional(revision);
}

Result<Begin> begin_of(const Call& call) {
  Begin begin;
  const auto last_event = last_event_of(call.request);
  if (!last_event) return last_event.error();
  const auto since = call.query.number("since", 0, {0, revision_max});
  if (!since) return since.error();
  const auto snapshot = call.query.flag("snapshot");
  if (!snapshot) return snapshot.error();
  begin.last_event = last_event.value();
  if (call.query.has("since")) begin.since = since.value();
  begin.snapshot = snapshot.value();
  if (begin.since && begin.snapshot) {
    return invalid("snapshot", "since and snapshot exclude each other: give one of them");
  }
  return begin;
}

// A store that was replaced by an older one has forgotten what the client knows.
Error forgotten(std::uint64_t revision, std::uint64_t newest) {
  Error error;
  error.code = ErrorCode::compacted;
  error.message = "revision " + std::to_string(revision) + " is not known to this store: begin anew";
  error.field = last_event_header;
  error.revision = newest;
  return error;
}

// May wait. A commit can be read before the hub has heard of it, so the store has the last word.
Status check_last_event(const WatchHub& hub, std::uint64_t last_event) {
  const Status checked = hub.check_since(last_event);
  if (checked) return checked;
  Error error = checked.error();
  if (error.code == ErrorCode::invalid) return forgotten(last_event, error.limit.value_or(0));
  if (error.field == "since") error.field = last_event_header;
  return error;
}

// Sets since and snapshot of `request`. False: that needs a wait, which the call does not allow.
Result<bool> find_begin(const WatchHub& hub, const Call& call, const Begin& begin, WatchRequest& request) {
  request.since = hub.newest();
  const auto since = begin.last_event ? begin.last_event : begin.since;
  if (!since && !begin.snapshot) return true;
  if (since && hub.remembers(*since)) {
    request.since = *since;
    return true;
  }
  if (!call.request.may_wait) return false;
  if (since) {
    const Status checked = call.timing.store(
        [&] { return begin.last_event ? check_last_event(hub, *since) : hub.check_since(*since); });
    if (!checked) return checked.error();
    request.since = *since;
    return true;
  }
  auto snapshot = call.timing.store([&] { return hub.snapshot(); });
  if (!snapshot) return snapshot.error();
  request.snapshot = std::move(snapshot).value();
  return true;
}

}  // namespace

Reply watch_keys(const Api& api, Call& call) {
  WatchHub& hub = *api.watches;
  if (!hub.offers_events()) {
    return reply_with(Error{
        .code = ErrorCode::unsupported,
        .message = "the " + api.service.capabilities().engine + " store does not tell what changes in it"});
  }
  const auto accept = call.request.header("Accept");
  if (accept && weight_of(*accept, events_type) == 0) {
    return reply_with(problem_of_status(406, "only " + std::string(events_type) + " is offered here"));
  }
  const auto begin = begin_of(call);
  if (!begin) return reply_with(begin.error());
  const auto with_values = call.query.flag("values");
  if (!with_values) return reply_with(with_values.error());
  WatchRequest request;
  request.prefix = call.query.get("prefix").value_or("");
  request.with_values = with_values.value();
  const auto found = find_begin(hub, call, begin.value(), request);
  if (!found) return reply_with(found.error());
  Reply reply;
  reply.needs_wait = !found.value();
  if (reply.needs_wait) return reply;
  reply.set("Content-Type", events_type);
  reply.set("X-Accel-Buffering", "no");  // a proxy that collects what it passes on would hold events back
  service::Permit permit(api.tokens, bearer_token(call.request), request.prefix);
  reply.events = hub.open(std::move(request), std::move(permit));
  return reply;
}

}  // namespace keyglass::http
