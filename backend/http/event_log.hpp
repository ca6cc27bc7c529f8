// The log: one JSON object a line on stderr. Never holds bodies, queries or secrets.
// {"ts":"2026-01-31T09:30:00.000Z","level":"info","event":"listening","service":"api",
//  "address":"http://127.0.0.1:8000"}
#pragma once

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

struct LogField {
  std::string_view name;                                        // a literal of ours
  std::variant<std::string_view, std::uint64_t, double> value;  // an empty text is left out
};

// Any thread; lines never mix. Less than `least` is dropped before it is put together.
class EventLog {
 public:
  explicit EventLog(Level least);
  ~EventLog();
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;

  bool writes(Level level) const { return level >= least_; }
  void write(Level level, std::string_view event, std::initializer_list<LogField> fields) const;

 private:
  const Level least_;
  const std::unique_ptr<spdlog::logger> logger_;
};

}  // namespace keyglass::http
