// One client that watches: the events on their way to it.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "http/event_frame.hpp"
#include "http/event_source.hpp"
#include "service/permit.hpp"
#include "storage/store.hpp"

namespace keyglass::http {

class WatchHub;
struct WatchClass;

// What is asked for.
struct WatchRequest {
  std::string prefix;
  bool with_values = false;
  std::uint64_t since = 0;  // changes after this commit; of a snapshot, its revision
  // Told first, if there is one.
  std::unique_ptr<const storage::Snapshot> snapshot = nullptr;
};

// Between its connection's loop, which takes, and those who push: the hub's thread, or before that one
// worker.
class Watcher final : public EventSource, public std::enable_shared_from_this<Watcher> {
 public:
  // `hub` must outlive the watcher.
  Watcher(WatchHub& hub, WatchRequest request, service::Permit permit);

  void start(bool chunked, Wake wake) override;
  State take(std::string& bytes) override;
  void keep_alive(std::string& bytes) override;
  void finish() override;
  void close() override;

  const std::string& prefix() const { return request_.prefix; }
  bool with_values() const { return request_.with_values; }

  // Any thread. True: nothing that is pushed would be sent any more.
  bool is_over() const;
  // Who is told what has just happened must not fall behind: beyond the hub's bound it is dropped (and may
  // resume), so that nobody waits for it.
  void push_news(const SharedFrame& frame);
  // Who is told what was before has asked for much: it is given as much as it takes, see pause_if_full().
  void push_past(const SharedFrame& frame);
  // The events break off: the store failed, or no longer has what comes next.
  void break_off();

  // Of whoever pushes.
  // Everything up to here was pushed; 0 while that is a snapshot.
  std::uint64_t position() const { return position_; }
  void set_position(std::uint64_t revision) { position_ = revision; }
  // From now on the hub's thread pushes, and what it has told everyone was told here, too.
  void go_live() { live_ = true; }
  // True: enough waits to be sent; the hub is asked to go on with the replay once it is less.
  bool pause_if_full();

  // The rest of the snapshot that is told first. Of the replay alone.
  struct SnapshotWalk {
    std::unique_ptr<const storage::Snapshot> snapshot;  // null once it is told
    std::string after;                                  // as ScanQuery's
  };
  SnapshotWalk& walk() { return walk_; }

  // Where the hub keeps it. Of the hub's thread alone.
  struct Seat {
    WatchClass* of = nullptr;
    std::size_t index = 0;
  };
  Seat seat;

 private:
  void push(const SharedFrame& frame, std::size_t bytes_max);
  bool begin_frame();
  void end(State how);

  WatchHub& hub_;
  const WatchRequest request_;
  SnapshotWalk walk_;
  std::atomic<std::uint64_t> position_;
  std::atomic<bool> live_{false};
  bool chunked_ = true;
  Wake wake_;  // set before anyone pushes

  mutable std::mutex mutex_;  // protects what follows
  service::Permit permit_;
  std::deque<SharedFrame> frames_;
  std::size_t taken_ = 0;    // of the first frame
  std::uint64_t sent_ = 0;   // the last id
  std::size_t waiting_ = 0;  // bytes of frames not begun, and of the first
  bool paused_ = false;      // a replay, until less waits
  State state_ = State::open;
};

}  // namespace keyglass::http
