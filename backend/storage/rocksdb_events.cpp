// What RocksDB tells of itself while it works: see rocksdb_events.hpp.
#include "storage/rocksdb_events.hpp"

#include <rocksdb/env.h>
#include <rocksdb/listener.h>

#include <utility>

namespace keyglass::storage {
namespace {

std::string work_named(rocksdb::BackgroundErrorReason reason) {
  switch (reason) {
    case rocksdb::BackgroundErrorReason::kFlush:
    case rocksdb::BackgroundErrorReason::kFlushNoWAL:
      return "a flush";
    case rocksdb::BackgroundErrorReason::kCompaction:
      return "a compaction";
    default:
      return "a write";
  }
}

class Listener final : public rocksdb::EventListener {
 public:
  explicit Listener(std::shared_ptr<BackgroundErrors> errors) : errors_(std::move(errors)) {}

  void OnBackgroundError(rocksdb::BackgroundErrorReason reason, rocksdb::Status* status) override {
    errors_->note(work_named(reason) + " failed: " + status->ToString());
  }
  void OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason, rocksdb::Status status,
                            bool* auto_recovery) override {
    status.PermitUncheckedError();
    *auto_recovery = false;
  }

 private:
  const std::shared_ptr<BackgroundErrors> errors_;
};

class QuietLog final : public rocksdb::Logger {
 public:
  QuietLog() : Logger(rocksdb::InfoLogLevel::FATAL_LEVEL) {}
  using Logger::Logv;
  void Logv(const char*, va_list) override {}
};

}  // namespace

std::string BackgroundErrors::first() const {
  const std::lock_guard lock(mutex_);
  return first_;
}

void BackgroundErrors::note(std::string text) {
  const std::lock_guard lock(mutex_);
  if (first_.empty()) first_ = std::move(text);
}

std::shared_ptr<rocksdb::EventListener> listen_for_background_errors(
    std::shared_ptr<BackgroundErrors> errors) {
  return std::make_shared<Listener>(std::move(errors));
}

std::shared_ptr<rocksdb::Logger> make_quiet_log() {
  return std::make_shared<QuietLog>();
}

}  // namespace keyglass::storage
