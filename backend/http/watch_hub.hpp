// Tells all watchers what happens in the store. One thread reads each change once, however many watch; it
// sleeps while nobody does. No writer waits for it, and it waits for no watcher.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "http/watch_classes.hpp"
#include "http/watcher.hpp"
#include "http/worker_pool.hpp"
#include "service/permit.hpp"
#include "storage/change_feed.hpp"
#include "storage/store.hpp"

namespace keyglass::http {

struct WatchOptions {
  // Of one watcher; who has as much waiting when something new happens is dropped.
  std::size_t waiting_bytes_max = 4u * 1024 * 1024;
  // What is kept to go on from without reading it again.
  std::size_t recent_changes_max = 4096;
  std::size_t recent_bytes_max = 1024u * 1024;
  std::size_t replay_threads = 2;
};

struct WatchFigures {
  std::atomic<std::int64_t> watchers{0};
  std::atomic<std::uint64_t> events{0};   // sent
  std::atomic<std::uint64_t> dropped{0};  // watchers that were too slow
};

// Any thread may call any method.
class WatchHub {
 public:
  // `store` must outlive the hub. Where it has no change feed nothing can be watched.
  explicit WatchHub(storage::Store& store, WatchOptions options = {});
  // Every connection with a watcher must have ended.
  ~WatchHub();
  WatchHub(const WatchHub&) = delete;
  WatchHub& operator=(const WatchHub&) = delete;

  bool offers_events() const { return feed_ != nullptr; }
  const WatchOptions& options() const { return options_; }
  WatchFigures& figures() { return figures_; }
  const WatchFigures& figures() const { return figures_; }

  // At least that of every commit that was answered.
  std::uint64_t newest() const { return newest_; }
  // True if watching since this commit needs no check, because what followed is still at hand.
  bool remembers(std::uint64_t since) const;
  // May wait. Fails as ChangeFeed::changes() does.
  Status check_since(std::uint64_t since) const;
  // May wait.
  Result<std::unique_ptr<const storage::Snapshot>> snapshot() const { return store_.snapshot(); }
  // Not begun before a connection starts it. `request.since` must have happened.
  std::shared_ptr<EventSource> open(WatchRequest request, service::Permit permit);

  // Of its watchers.
  void enter(const std::shared_ptr<Watcher>& watcher);
  void leave(const std::shared_ptr<Watcher>& watcher);
  void replay(const std::shared_ptr<Watcher>& watcher);
  // Every change up to here was pushed to all who are live.
  std::uint64_t told() const { return told_; }

 private:
  // Changes as they were read, to go on from in their middle.
  struct Page {
    std::uint64_t since = 0;
    bool with_values = false;
    std::vector<storage::Change> changes;
    std::size_t bytes = 0;
  };
  using Job = std::function<void()>;

  void post(Job job);
  void on_commit(std::uint64_t newest_revision);
  bool has_news() const { return watching_ > 0 && newest_ > told_; }
  void run();
  void read_on();
  void keep(Page page);
  void drop_all();
  void admit(const std::shared_ptr<Watcher>& watcher);
  void dismiss(const std::shared_ptr<Watcher>& watcher);
  void join(const std::shared_ptr<Watcher>& watcher);
  bool tell_recent(Watcher& watcher) const;

  storage::Store& store_;
  storage::ChangeFeed* const feed_;
  const WatchOptions options_;
  WatchFigures figures_;
  std::atomic<std::uint64_t> newest_{0};
  std::atomic<std::uint64_t> told_{0};  // only the thread changes it
  // The smallest commit that can be gone on from; nothing while the thread sleeps.
  static constexpr std::uint64_t nothing = std::numeric_limits<std::uint64_t>::max();
  std::atomic<std::uint64_t> recent_since_{nothing};
  std::atomic<std::size_t> watching_{0};  // who entered and has not left; only the thread changes it

  // The thread's alone.
  WatchClasses classes_;
  std::deque<Page> recent_;
  std::size_t recent_changes_ = 0;
  std::size_t recent_bytes_ = 0;
  std::size_t value_watchers_ = 0;               // of those
  std::vector<std::shared_ptr<Watcher>> early_;  // know more than was told; they join once that has caught up

  WorkerPool replays_;
  std::mutex mutex_;  // protects what follows
  std::condition_variable changed_;
  std::vector<Job> jobs_;
  bool stopping_ = false;
  std::thread thread_;
  std::unique_ptr<storage::ChangeFeed::Subscription> subscription_;
};

}  // namespace keyglass::http
