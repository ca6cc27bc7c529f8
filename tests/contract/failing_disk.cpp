// A disk whose writes fail or wait: see failing_disk.hpp.
#include "failing_disk.hpp"

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace keyglass::test {

// Outlives the files: they hold it too.
struct FailingDisk::State {
  std::atomic<bool> syncs_fail = false;
  std::atomic<bool> appends_fail = false;
  std::mutex mutex;  // protects what follows
  std::condition_variable released;
  bool hold_syncs = false;
  int held_syncs = 0;

  // What becomes of one sync; waits while syncs are held.
  rocksdb::IOStatus before_sync() {
    const bool fails = syncs_fail;
    std::unique_lock lock(mutex);
    ++held_syncs;
    released.wait(lock, [this] { return !hold_syncs; });
    --held_syncs;
    return fails ? rocksdb::IOStatus::IOError("the sync failed") : rocksdb::IOStatus::OK();
  }

  rocksdb::IOStatus before_append() const {
    return appends_fail ? rocksdb::IOStatus::NoSpace("the disk is full") : rocksdb::IOStatus::OK();
  }
};

class FailingDisk::File final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  File(std::unique_ptr<rocksdb::FSWritableFile> file, std::shared_ptr<State> state)
      : FSWritableFileOwnerWrapper(std::move(file)), state_(std::move(state)) {}

  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           rocksdb::IODebugContext* debug) override {
    const auto status = state_->before_append();
    return status.ok() ? FSWritableFileOwnerWrapper::Append(data, options, debug) : status;
  }
  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           const rocksdb::DataVerificationInfo& verification,
                           rocksdb::IODebugContext* debug) override {
    const auto status = state_->before_append();
    return status.ok() ? FSWritableFileOwnerWrapper::Append(data, options, verification, debug) : status;
  }
  rocksdb::IOStatus Sync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    const auto status = state_->before_sync();
    return status.ok() ? FSWritableFileOwnerWrapper::Sync(options, debug) : status;
  }
  rocksdb::IOStatus Fsync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    const auto status = state_->before_sync();
    return status.ok() ? FSWritableFileOwnerWrapper::Fsync(options, debug) : status;
  }

 private:
  const std::shared_ptr<State> state_;
};

class FailingDisk::Files final : public rocksdb::FileSystemWrapper {
 public:
  explicit Files(std::shared_ptr<State> state)
      : FileSystemWrapper(rocksdb::FileSystem::Default()), state_(std::move(state)) {}

  const char* Name() const override { return "FailingDisk"; }
  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override {
    auto status = FileSystemWrapper::NewWritableFile(name, options, file, debug);
    if (status.ok() && name.ends_with(".log")) *file = std::make_unique<File>(std::move(*file), state_);
    return status;
  }

 private:
  const std::shared_ptr<State> state_;
};

FailingDisk::FailingDisk()
    : state_(std::make_shared<State>()), env_(rocksdb::NewCompositeEnv(std::make_shared<Files>(state_))) {}

FailingDisk::~FailingDisk() = default;

rocksdb::Env* FailingDisk::env() {
  return env_.get();
}

void FailingDisk::fail_syncs() {
  state_->syncs_fail = true;
}
void FailingDisk::fail_appends() {
  state_->appends_fail = true;
}

void FailingDisk::heal() {
  state_->syncs_fail = false;
  state_->appends_fail = false;
}

void FailingDisk::hold_syncs() {
  const std::lock_guard lock(state_->mutex);
  state_->hold_syncs = true;
}

void FailingDisk::release_syncs() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->hold_syncs = false;
  }
  state_->released.notify_all();
}

int FailingDisk::held_syncs() const {
  const std::lock_guard lock(state_->mutex);
  return state_->hold_syncs ? state_->held_syncs : 0;
}

}  // namespace keyglass::test
