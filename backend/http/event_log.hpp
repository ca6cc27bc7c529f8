// The log: one JSON object a line on stderr. Never holds bodies, queries or secrets.
// {"ts":"2026-01-31T09:30:00.000Z","level":"info","event":"listening","service":"api",
//  "address":"http://127.0.0.1:8000"}
#pragma once

#include <atomic>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string_view>
#include <variant>

namespace spdlog {
class logger;
}

namespace keyglass::http {

enum class Level { debug, info, warn, error };

using LogValue = std::variant<std::string_view, std::uint64_t, double>;  // an empty text is left out

struct LogField {
  std::string_view name;  // a literal of ours
  LogValue value;
};

// Any thread; lines never mix. Less than `least` is dropped before it is put together.
class EventLog {
 public:
  // Of what is routine, one in `sample_every` (at least 1) is to be written.
  explicit EventLog(Level least, std::uint64_t sample_every = 1);
  ~EventLog();
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  bool writes(Level level) const { return level >= least_; }
  std::uint64_t sample_every() const { return sample_every_; }
  // Asked once for each routine event: true for the first, and for every sample_every() th after it.
  bool takes_sample() const {
    return sample_every_ == 1 || routine_.fetch_add(1, std::memory_order_relaxed) % sample_every_ == 0;
  }
  void write(Level level, std::string_view event, std::initializer_list<LogField> fields) const;

 private:
  const Level least_;
  const std::uint64_t sample_every_;
  mutable std::atomic<std::uint64_t> routine_{0};  // events asked about
  const std::unique_ptr<spdlog::logger> logger_;
};

}  // namespace keyglass::http
