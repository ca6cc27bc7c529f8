// Changes as they happen: the stream's life, and how list, open key and feed follow it.
#include <algorithm>

#include "app/api.hpp"
#include "app/text.hpp"
#include "app/update_live_parts.hpp"
#include "keyglass/watch_codecs.hpp"

namespace keyglass::app {
namespace {

constexpr std::int64_t flash_kept_ms = 1'000;   // longer than it is drawn
constexpr std::int64_t tell_every_ms = 15'000;  // a screen reader is told of changes, at most

struct KindRow {
  std::string_view event;
  ChangeKind kind;
};
constexpr KindRow kinds[] = {
    {"put", ChangeKind::put}, {"delete", ChangeKind::removed}, {"expire", ChangeKind::expired}};

void enter(Turn& turn, LiveState state) {
  turn.model.live.state = state;
  turn.model.live.since_ms = turn.model.now_ms;
  turn.model.live.retry_at_ms = 0;
}

void connect(Turn& turn) {
  Live& live = turn.model.live;
  enter(turn, LiveState::connecting);
  live.stream_id = ++turn.model.last_id;
  // A token that reaches some keys only may watch no others.
  const auto& told = turn.model.server.told;
  const std::string prefix = told && !told->prefixes.empty() ? told->prefixes.front() : "";
  turn.emit(OpenStream{live.stream_id, api::watch_target(prefix, live.last_event_id)});
}

// Asked again later; while nothing answers at all, when the API is back.
void wait_for_retry(Turn& turn, Trouble trouble) {
  Live& live = turn.model.live;
  live.trouble = std::move(trouble);
  if (live.state != LiveState::waiting) enter(turn, LiveState::waiting);
  live.retry_at_ms = turn.model.now_ms + retry_pause_ms(turn.model, live.attempts++);
}

bool is_offline(const Model& model) {
  return std::holds_alternative<Offline>(model.connection);
}

// --- what is said ---------------------------------------------------------------------------------------

void tell(Turn& turn, std::uint64_t changes) {
  Live& live = turn.model.live;
  live.untold += changes;
  if (live.untold == 0 || turn.model.now_ms < live.told_at_ms + tell_every_ms) return;
  live.words = format_counted(live.untold, "change") + " arrived.";
  live.untold = 0;
  live.told_at_ms = turn.model.now_ms;
}

void note_activity(Model& model, const Change& change) {
  Live& live = model.live;
  ++live.changes;
  const KeyMetadata& metadata = change.metadata;
  live.activity.push_front(
      {live.changes, change.kind, metadata.key, metadata.size_bytes, metadata.revision, model.now_ms});
  if (live.activity.size() > activity_max) live.activity.pop_back();
}

// --- what arrives -----------------------------------------------------------------------------------------

std::optional<Change> change_of(const StreamEvent& event) {
  for (const KindRow& row : kinds) {
    if (row.event != event.type) continue;
    auto told = decode_watch_event(event.data);
    if (!told.ok()) return std::nullopt;
    return Change{row.kind, std::move(told).value().metadata};
  }
  return std::nullopt;
}

// Words for a refusal after which asking again is of no use.
Trouble refusal(const Turn& turn, const HttpReply& reply) {
  Trouble trouble = trouble_in(turn, reply, "Changes are not shown as they happen");
  if (reply.status == 404 || reply.status == 405) {
    trouble.why = "This server does not tell of changes.";
    trouble.remedy = "Refresh to see what is new.";
  }
  return trouble;
}

// A page that was asked for and answered, or one that cannot be resumed.
bool is_past_forgotten(const HttpReply& reply) {
  return reply.failure == HttpFailure::none && (reply.status == 410 || reply.status == 422);
}

}  // namespace

void offer_live(Turn& turn, bool is_offered) {
  Live& live = turn.model.live;
  live.last_event_id.clear();
  live.attempts = 0;
  if (!is_offered) {
    if (live.state != LiveState::off) turn.emit(CloseStream{});
    return enter(turn, LiveState::off);
  }
  if (live.state != LiveState::paused) connect(turn);
}

void reconnect_live(Turn& turn) {
  if (turn.model.live.state == LiveState::waiting) connect(turn);
}

void follow_changes(Turn& turn) {
  Model& model = turn.model;
  Live& live = model.live;
  std::erase_if(live.flashes,
                [&](const Flash& flash) { return flash.at_ms + flash_kept_ms <= model.now_ms; });
  if (is_offline(model)) return;
  if (live.state == LiveState::waiting && live.retry_at_ms <= model.now_ms) connect(turn);
  follow_list(turn);
  follow_open(turn);
}

std::int64_t live_wakeup_ms(const Model& model) {
  const Live& live = model.live;
  std::int64_t wakeup_ms = 0;
  const auto add = [&](std::int64_t at_ms) {
    if (at_ms > model.now_ms && (wakeup_ms == 0 || at_ms < wakeup_ms)) wakeup_ms = at_ms;
  };
  if (is_offline(model)) return 0;
  add(live.retry_at_ms);
  add(live.refresh_at_ms);
  add(open_wakeup_ms(model));
  // Each row of the feed tells its age.
  for (const Activity& change : live.activity)
    add(model.now_ms + relative_time_lasts_ms(change.at_ms, model.now_ms));
  return wakeup_ms;
}

void apply(Turn& turn, const StreamOpened& action) {
  Live& live = turn.model.live;
  if (action.id != live.stream_id || live.state != LiveState::connecting) return;
  enter(turn, LiveState::live);
  live.attempts = 0;
  // Without a place to go on from, what happened between the last reading and now was told to nobody.
  if (live.last_event_id.empty()) fall_behind(turn);
}

void apply(Turn& turn, const StreamArrived& action) {
  Model& model = turn.model;
  if (action.id != model.live.stream_id || model.live.state != LiveState::live) return;
  std::vector<Change> arrived;
  arrived.reserve(action.events.size());
  for (const StreamEvent& event : action.events) {
    if (auto change = change_of(event)) arrived.push_back(std::move(*change));
  }
  model.live.last_event_id = action.last_id.empty() ? model.live.last_event_id : action.last_id;
  const KeyOpen* open = open_key(model);
  Changes newest;
  std::uint64_t foreign = 0;
  for (Change& change : arrived) {
    note_activity(model, change);
    foreign += is_being_written(model, change.metadata.key) ? 0 : 1;
    if (open && open->key == change.metadata.key) note_open(turn, change);
    newest[change.metadata.key] = &change;
  }
  update_list(turn, newest);
  tell(turn, foreign);
  if (action.has_gap) fall_behind(turn);
}

void apply(Turn& turn, const StreamEnded& action) {
  Live& live = turn.model.live;
  const HttpReply& reply = action.reply;
  const bool is_expected = live.state == LiveState::connecting || live.state == LiveState::live;
  if (reply.id != live.stream_id || !is_expected) return;
  const bool was_live = live.state == LiveState::live;
  if (reply.failure == HttpFailure::aborted) {
    // Nobody looked at the page; this frame says that somebody does again.
    return connect(turn);
  }
  if (!was_live && is_past_forgotten(reply) && !live.last_event_id.empty()) {
    live.last_event_id.clear();
    return connect(turn);
  }
  Trouble trouble = refusal(turn, reply);
  if (!was_live && reply.failure == HttpFailure::none && !may_pass_by_itself(trouble) &&
      reply.status != 429) {
    live.trouble = std::move(trouble);
    enter(turn, LiveState::unavailable);
    // The token may have ended; it is asked for then.
    return note_access(turn, ForProbe{}, reply);
  }
  wait_for_retry(turn, std::move(trouble));
  // Where nothing answers at all, everything else is told so too, and asks together.
  if (!was_live) note_connection(turn, ForProbe{}, reply);
}

void apply(Turn& turn, const PauseLive&) {
  Live& live = turn.model.live;
  if (live.state == LiveState::off || live.state == LiveState::paused) return;
  turn.emit(CloseStream{});
  enter(turn, LiveState::paused);
  announce(turn, "Live changes paused.");
}

void apply(Turn& turn, const ResumeLive&) {
  Live& live = turn.model.live;
  if (live.state != LiveState::paused && live.state != LiveState::unavailable) return;
  live.attempts = 0;
  connect(turn);
  announce(turn, "Live changes resumed.");
}

}  // namespace keyglass::app
