// A disk whose writes fail: see failing_disk.hpp.
#include "failing_disk.hpp"

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <utility>

namespace keyglass::test {

struct FailingDisk::State {
  std::atomic<bool> syncs_fail = false;
  std::atomic<bool> appends_fail = false;
};

namespace {

class FailingFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  FailingFile(std::unique_ptr<rocksdb::FSWritableFile> file, const std::atomic<bool>& syncs_fail,
              const std::atomic<bool>& appends_fail)
      : FSWritableFileOwnerWrapper(std::move(file)), syncs_fail_(syncs_fail), appends_fail_(appends_fail) {}

  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           rocksdb::IODebugContext* debug) override {
    if (appends_fail_) return rocksdb::IOStatus::NoSpace("the disk is full");
    return FSWritableFileOwnerWrapper::Append(data, options, debug);
  }
  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           const rocksdb::DataVerificationInfo& verification,
                           rocksdb::IODebugContext* debug) override {
    if (appends_fail_) return rocksdb::IOStatus::NoSpace("the disk is full");
    return FSWritableFileOwnerWrapper::Append(data, options, verification, debug);
  }
  rocksdb::IOStatus Sync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    if (syncs_fail_) return rocksdb::IOStatus::IOError("the sync failed");
    return FSWritableFileOwnerWrapper::Sync(options, debug);
  }
  rocksdb::IOStatus Fsync(const rocksdb::IOOptions& options, rocksdb::IODebugContext* debug) override {
    if (syncs_fail_) return rocksdb::IOStatus::IOError("the sync failed");
    return FSWritableFileOwnerWrapper::Fsync(options, debug);
  }

 private:
  const std::atomic<bool>& syncs_fail_;
  const std::atomic<bool>& appends_fail_;
};

class FailingFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  FailingFileSystem(const std::atomic<bool>& syncs_fail, const std::atomic<bool>& appends_fail)
      : FileSystemWrapper(rocksdb::FileSystem::Default()),
        syncs_fail_(syncs_fail),
        appends_fail_(appends_fail) {}

  const char* Name() const override { return "FailingFileSystem"; }
  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override {
    auto status = FileSystemWrapper::NewWritableFile(name, options, file, debug);
    if (status.ok() && name.ends_with(".log")) {
      *file = std::make_unique<FailingFile>(std::move(*file), syncs_fail_, appends_fail_);
    }
    return status;
  }

 private:
  const std::atomic<bool>& syncs_fail_;
  const std::atomic<bool>& appends_fail_;
};

}  // namespace

FailingDisk::FailingDisk()
    : state_(std::make_shared<State>()),
      env_(rocksdb::NewCompositeEnv(
          std::make_shared<FailingFileSystem>(state_->syncs_fail, state_->appends_fail))) {}

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

}  // namespace keyglass::test
