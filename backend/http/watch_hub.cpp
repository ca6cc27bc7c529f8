// Telling watchers what happens: see watch_hub.hpp.
#include "http/watch_hub.hpp"

#include <algorithm>
#include <utility>

#include "http/watch_replay.hpp"

namespace keyglass::http {
namespace {

constexpr std::size_t page_changes = 1000;
constexpr std::size_t waiting_replays_max = 1'000'000;  // connections bound them

}  // namespace

WatchHub::WatchHub(storage::Store& store, WatchOptions options)
    : store_(store),
      feed_(store.change_feed()),
      options_(options),
      replays_(options.replay_threads, waiting_replays_max) {
  if (feed_ == nullptr) return;
  thread_ = std::thread([this] { run(); });
  subscription_ = feed_->subscribe([this](std::uint64_t newest_revision) { on_commit(newest_revision); });
  // What happened before is not told: it is looked up once.
  if (const auto now = store_.snapshot()) on_commit(now.value()->revision());
}

WatchHub::~WatchHub() {
  subscription_.reset();
  replays_.stop();
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void WatchHub::on_commit(std::uint64_t newest_revision) {
  std::uint64_t known = newest_;
  while (known < newest_revision && !newest_.compare_exchange_weak(known, newest_revision)) {
  }
  if (watching_ == 0) return;
  { const std::lock_guard lock(mutex_); }  // the thread has looked before, or will see it
  changed_.notify_one();
}

bool WatchHub::remembers(std::uint64_t since) const {
  return since <= newest_ && (since == newest_ || since >= recent_since_);
}

Status WatchHub::check_since(std::uint64_t since) const {
  storage::ChangeQuery query;
  query.since = since;
  query.limit = 1;
  const auto page = feed_->changes(query);
  if (!page) return page.error();
  return Done{};
}

std::shared_ptr<EventSource> WatchHub::open(WatchRequest request, service::Permit permit) {
  return std::make_shared<Watcher>(*this, std::move(request), std::move(permit));
}

void WatchHub::post(Job job) {
  {
    const std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  changed_.notify_one();
}

void WatchHub::enter(const std::shared_ptr<Watcher>& watcher) {
  figures_.watchers.fetch_add(1, std::memory_order_relaxed);
  post([this, watcher] { admit(watcher); });
}

void WatchHub::leave(const std::shared_ptr<Watcher>& watcher) {
  figures_.watchers.fetch_sub(1, std::memory_order_relaxed);
  post([this, watcher] { dismiss(watcher); });
}

void WatchHub::replay(const std::shared_ptr<Watcher>& watcher) {
  const bool taken = replays_.post([this, watcher] {
    if (watcher->is_over()) return;
    const Replayed replayed = replay_piece(*watcher, *feed_, newest_);
    if (replayed == Replayed::failed || watcher->pause_if_full()) return;
    if (replayed == Replayed::piece) return replay(watcher);
    post([this, watcher] { join(watcher); });
  });
  if (!taken) watcher->break_off();
}

void WatchHub::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    changed_.wait(lock, [this] { return stopping_ || !jobs_.empty() || has_news(); });
    std::vector<Job> jobs = std::exchange(jobs_, {});
    lock.unlock();
    for (Job& job : jobs) std::exchange(job, nullptr)();
    if (has_news()) read_on();
    lock.lock();
  }
  const std::vector<Job> dropped = std::exchange(jobs_, {});
  lock.unlock();
}

void WatchHub::admit(const std::shared_ptr<Watcher>& watcher) {
  if (watching_++ == 0) {
    // Commits tell of themselves from now on; those before are for the replay.
    told_ = newest_.load();
    recent_since_ = told_.load();
  }
  if (watcher->with_values()) ++value_watchers_;
  watcher->walk().snapshot ? replay(watcher) : join(watcher);
}

void WatchHub::dismiss(const std::shared_ptr<Watcher>& watcher) {
  classes_.remove(*watcher);
  std::erase(early_, watcher);
  if (watcher->with_values()) --value_watchers_;
  if (--watching_ > 0) return;
  recent_since_ = nothing;
  recent_.clear();
  recent_changes_ = recent_bytes_ = 0;
}

void WatchHub::join(const std::shared_ptr<Watcher>& watcher) {
  if (watcher->is_over()) return;
  if (watcher->position() > told_) {
    early_.push_back(watcher);
  } else if (tell_recent(*watcher)) {
    classes_.add(watcher);
    watcher->go_live();
  } else {
    replay(watcher);
  }
}

// False: what it misses is not at hand.
bool WatchHub::tell_recent(Watcher& watcher) const {
  const std::uint64_t since = watcher.position();
  if (since < recent_since_) return false;
  EventWriter writer;
  for (const Page& page : recent_) {
    for (const storage::Change& change : page.changes) {
      const KeyMetadata& metadata = change.version.metadata;
      if (metadata.revision <= since || !metadata.key.starts_with(watcher.prefix())) continue;
      if (watcher.with_values() && !page.with_values) return false;
      writer.add(event_of(change, watcher.with_values()), metadata.revision);
    }
  }
  if (!writer.empty()) watcher.push_past(writer.finish());
  watcher.set_position(told_);
  return true;
}

void WatchHub::read_on() {
  const std::uint64_t newest = newest_;
  storage::ChangeQuery query;
  query.since = told_;
  query.limit = page_changes;
  query.with_values = value_watchers_ > 0;
  auto page = feed_->changes(query);
  if (!page) return drop_all();
  classes_.tell(page.value().changes);
  keep({query.since, query.with_values, std::move(page.value().changes)});
  told_ = page.value().more ? page.value().upto : std::max(page.value().upto, newest);
  for (const auto& watcher : std::exchange(early_, {})) join(watcher);
}

void WatchHub::keep(Page page) {
  for (const storage::Change& change : page.changes) {
    page.bytes += sizeof change + change.version.metadata.key.size() + change.value.size();
  }
  recent_changes_ += page.changes.size();
  recent_bytes_ += page.bytes;
  recent_.push_back(std::move(page));
  // The last one stays in any case: who waits for its middle finds it.
  while (recent_.size() > 1 &&
         (recent_changes_ > options_.recent_changes_max || recent_bytes_ > options_.recent_bytes_max)) {
    recent_changes_ -= recent_.front().changes.size();
    recent_bytes_ -= recent_.front().bytes;
    recent_.pop_front();
  }
  recent_since_ = recent_.front().since;
}

// The store cannot tell what comes next. Who watches is told by breaking off, and asks again: then the store
// itself says why.
void WatchHub::drop_all() {
  for (const auto& watcher : classes_.take_all()) watcher->break_off();
  for (const auto& watcher : std::exchange(early_, {})) watcher->break_off();
  recent_.clear();
  recent_changes_ = recent_bytes_ = 0;
  told_ = newest_.load();
  recent_since_ = told_.load();
}

}  // namespace keyglass::http
