// A file system that tells of failed writes: see rocksdb_log_guard.hpp.
#include "storage/rocksdb_log_guard.hpp"

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <string>
#include <utility>

namespace keyglass::storage {
namespace {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

class GuardedLog final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  GuardedLog(std::unique_ptr<rocksdb::FSWritableFile> file, std::shared_ptr<LogGuard> guard)
      : FSWritableFileOwnerWrapper(std::move(file)), guard_(std::move(guard)) {}

  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options, IODebugContext* debug) override {
    return judged(FSWritableFileOwnerWrapper::Append(data, options, debug));
  }
  IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                  const rocksdb::DataVerificationInfo& verification, IODebugContext* debug) override {
    return judged(FSWritableFileOwnerWrapper::Append(data, options, verification, debug));
  }

 private:
  IOStatus judged(IOStatus status) const {
    if (!status.ok()) guard_->write_failed();
    return status;
  }

  const std::shared_ptr<LogGuard> guard_;
};

class GuardedFiles final : public rocksdb::FileSystemWrapper {
 public:
  GuardedFiles(const std::shared_ptr<rocksdb::FileSystem>& files, std::shared_ptr<LogGuard> guard)
      : FileSystemWrapper(files), guard_(std::move(guard)) {}

  const char* Name() const override { return "keyglass.GuardedFiles"; }
  IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                           std::unique_ptr<rocksdb::FSWritableFile>* file, IODebugContext* debug) override {
    auto status = FileSystemWrapper::NewWritableFile(name, options, file, debug);
    if (status.ok() && name.ends_with(".log")) *file = std::make_unique<GuardedLog>(std::move(*file), guard_);
    return status;
  }

 private:
  const std::shared_ptr<LogGuard> guard_;
};

}  // namespace

rocksdb::Status LogGuard::sync(const std::function<rocksdb::Status()>& sync) {
  const std::lock_guard lock(mutex_);
  if (write_failed_) return rocksdb::Status::IOError("a write to the log has failed");
  return sync();
}

void LogGuard::write_failed() {
  const std::lock_guard lock(mutex_);
  write_failed_ = true;
}

std::unique_ptr<rocksdb::Env> guard_logs(rocksdb::Env& env, std::shared_ptr<LogGuard> guard) {
  return rocksdb::NewCompositeEnv(std::make_shared<GuardedFiles>(env.GetFileSystem(), std::move(guard)));
}

}  // namespace keyglass::storage
