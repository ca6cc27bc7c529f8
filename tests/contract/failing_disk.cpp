// A disk whose writes fail, wait or are lost: see failing_disk.hpp.
#include "failing_disk.hpp"

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace keyglass::test {
namespace {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

bool is_log(const std::string& name) {
  return name.ends_with(".log");
}

bool is_meant(DiskFiles files, const std::string& name) {
  return files == DiskFiles::all || is_log(name) == (files == DiskFiles::logs);
}

IOStatus failure_of(DiskFault fault, const char* what) {
  if (fault == DiskFault::no_space) return IOStatus::NoSpace("the disk is full");
  return IOStatus::IOError(std::string("the ") + what + " failed");
}

struct Written {
  std::uint64_t size = 0;
  std::uint64_t synced = 0;
};

}  // namespace

// Outlives the files: they hold it too.
struct FailingDisk::State {
  std::atomic<bool> syncs_fail = false;
  std::atomic<bool> appends_fail = false;
  mutable std::mutex mutex;  // protects what follows
  std::condition_variable released;
  bool hold_syncs = false;
  int held_syncs = 0;
  int era = 0;  // syncs of an earlier one are held no more
  struct Countdown {
    std::uint64_t operations = 0;
    DiskFault fault = DiskFault::error;
    DiskFiles files = DiskFiles::all;
  };
  std::optional<Countdown> countdown;
  bool struck = false;
  std::map<std::string, Written> written;

  // The fault that meets this operation, if one does.
  std::optional<DiskFault> strike(const std::string& name) {
    const std::lock_guard lock(mutex);
    if (!countdown || !is_meant(countdown->files, name)) return std::nullopt;
    if (countdown->operations > 0) {
      --countdown->operations;
      return std::nullopt;
    }
    struck = true;
    return countdown->fault;
  }

  // What becomes of one sync; waits while syncs of logs are held.
  IOStatus before_sync(const std::string& name) {
    if (const auto fault = strike(name)) return failure_of(*fault, "sync");
    if (!is_log(name)) return IOStatus::OK();
    const bool fails = syncs_fail;
    std::unique_lock lock(mutex);
    ++held_syncs;
    released.wait(lock, [this, era = era] { return !hold_syncs || era != this->era; });
    --held_syncs;
    return fails ? failure_of(DiskFault::error, "sync") : IOStatus::OK();
  }

  void appended(const std::string& name, std::uint64_t bytes) {
    const std::lock_guard lock(mutex);
    written[name].size += bytes;
  }
  void synced(const std::string& name, std::uint64_t bytes) {
    const std::lock_guard lock(mutex);
    written[name].synced = bytes;
  }
  std::uint64_t size_of(const std::string& name) const {
    const std::lock_guard lock(mutex);
    const auto found = written.find(name);
    return found == written.end() ? 0 : found->second.size;
  }
  void renamed(const std::string& from, const std::string& to) {
    const std::lock_guard lock(mutex);
    auto node = written.extract(from);
    if (node.empty()) return;
    written.erase(to);
    node.key() = to;
    written.insert(std::move(node));
  }
  void removed(const std::string& name) {
    const std::lock_guard lock(mutex);
    written.erase(name);
  }
};

class FailingDisk::File final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  File(std::unique_ptr<rocksdb::FSWritableFile> file, std::string name, std::shared_ptr<State> state)
      : FSWritableFileOwnerWrapper(std::move(file)), name_(std::move(name)), state_(std::move(state)) {}

  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options, IODebugContext* debug) override {
    const auto status = before_append(data, options, debug);
    return status.ok() ? noted(data, FSWritableFileOwnerWrapper::Append(data, options, debug)) : status;
  }
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo& verification, IODebugContext* debug) override {
    const auto status = before_append(data, options, debug);
    if (!status.ok()) return status;
    return noted(data, FSWritableFileOwnerWrapper::Append(data, options, verification, debug));
  }
  IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
    const std::uint64_t size = state_->size_of(name_);
    auto status = state_->before_sync(name_);
    if (status.ok()) status = FSWritableFileOwnerWrapper::Sync(options, debug);
    if (status.ok()) state_->synced(name_, size);
    return status;
  }
  IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
    const std::uint64_t size = state_->size_of(name_);
    auto status = state_->before_sync(name_);
    if (status.ok()) status = FSWritableFileOwnerWrapper::Fsync(options, debug);
    if (status.ok()) state_->synced(name_, size);
    return status;
  }

 private:
  IOStatus before_append(const rocksdb::Slice& data, const IOOptions& options, IODebugContext* debug) {
    if (is_log(name_) && state_->appends_fail) return failure_of(DiskFault::no_space, "write");
    const auto fault = state_->strike(name_);
    if (!fault) return IOStatus::OK();
    if (*fault == DiskFault::short_write) {
      const rocksdb::Slice part(data.data(), data.size() / 2);
      noted(part, FSWritableFileOwnerWrapper::Append(part, options, debug)).PermitUncheckedError();
    }
    return failure_of(*fault, "write");
  }
  IOStatus noted(const rocksdb::Slice& data, IOStatus status) {
    if (status.ok()) state_->appended(name_, data.size());
    return status;
  }

  const std::string name_;
  const std::shared_ptr<State> state_;
};

class FailingDisk::Files final : public rocksdb::FileSystemWrapper {
 public:
  explicit Files(std::shared_ptr<State> state)
      : FileSystemWrapper(rocksdb::FileSystem::Default()), state_(std::move(state)) {}

  const char* Name() const override { return "FailingDisk"; }
  IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                           std::unique_ptr<rocksdb::FSWritableFile>* file, IODebugContext* debug) override {
    auto status = FileSystemWrapper::NewWritableFile(name, options, file, debug);
    // RocksDB's own report of what it does is nobody's data.
    if (!status.ok() || std::filesystem::path(name).filename().string().starts_with("LOG")) return status;
    state_->removed(name);
    *file = std::make_unique<File>(std::move(*file), name, state_);
    return status;
  }
  IOStatus RenameFile(const std::string& from, const std::string& to, const IOOptions& options,
                      IODebugContext* debug) override {
    auto status = FileSystemWrapper::RenameFile(from, to, options, debug);
    if (status.ok()) state_->renamed(from, to);
    return status;
  }
  IOStatus DeleteFile(const std::string& name, const IOOptions& options, IODebugContext* debug) override {
    auto status = FileSystemWrapper::DeleteFile(name, options, debug);
    if (status.ok()) state_->removed(name);
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

void FailingDisk::fail_after(std::uint64_t operations, DiskFault fault, DiskFiles files) {
  const std::lock_guard lock(state_->mutex);
  state_->struck = false;
  state_->countdown = State::Countdown{operations, fault, files};
}

bool FailingDisk::has_struck() const {
  const std::lock_guard lock(state_->mutex);
  return state_->struck;
}

void FailingDisk::heal() {
  state_->syncs_fail = false;
  state_->appends_fail = false;
  const std::lock_guard lock(state_->mutex);
  state_->countdown.reset();
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

void FailingDisk::release_held_syncs() {
  {
    const std::lock_guard lock(state_->mutex);
    ++state_->era;
  }
  state_->released.notify_all();
}

std::uint64_t FailingDisk::logged_bytes() const {
  const std::lock_guard lock(state_->mutex);
  std::uint64_t bytes = 0;
  for (const auto& [name, file] : state_->written) bytes += is_log(name) ? file.size : 0;
  return bytes;
}

int FailingDisk::held_syncs() const {
  const std::lock_guard lock(state_->mutex);
  return state_->hold_syncs ? state_->held_syncs : 0;
}

void FailingDisk::lose_unsynced(std::mt19937_64& random) {
  const std::lock_guard lock(state_->mutex);
  for (auto& [name, file] : state_->written) {
    if (!std::filesystem::exists(name)) continue;
    const std::uint64_t most = std::max(file.synced, file.size);
    const bool all = random() % 3 == 0;
    const std::uint64_t kept =
        all ? most : std::uniform_int_distribution<std::uint64_t>(file.synced, most)(random);
    if (kept < std::filesystem::file_size(name)) std::filesystem::resize_file(name, kept);
    file = {kept, kept};
  }
}

}  // namespace keyglass::test
