// The log, over spdlog: see event_log.hpp.
#include "http/event_log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

#include "keyglass/json_text.hpp"
#include "keyglass/time_text.hpp"
#include "storage/clock.hpp"

namespace keyglass::http {
namespace {

std::string_view name_of(Level level) {
  switch (level) {
    case Level::debug:
      return "debug";
    case Level::info:
      return "info";
    case Level::warn:
      return "warn";
    case Level::error:
      return "error";
  }
  return "error";
}

struct AddField {
  JsonObjectText& line;
  std::string_view name;
  void operator()(std::string_view value) const {
    if (!value.empty()) line.add_text(name, value);
  }
  void operator()(std::uint64_t value) const { line.add_integer(name, value); }
  void operator()(double value) const { line.add_number(name, value); }
};

// The sink serialises the lines of every thread.
std::unique_ptr<spdlog::logger> make_logger() {
  auto logger =
      std::make_unique<spdlog::logger>("keyglass", std::make_shared<spdlog::sinks::stderr_sink_mt>());
  logger->set_pattern("%v");
  logger->set_level(spdlog::level::trace);
  return logger;
}

}  // namespace

EventLog::EventLog(Level least, std::uint64_t sample_every)
    : least_(least), sample_every_(sample_every), logger_(make_logger()) {}
EventLog::~EventLog() = default;

void EventLog::write(Level level, std::string_view event, std::initializer_list<LogField> fields) const {
  if (!writes(level)) return;
  JsonObjectText line;
  line.add_text("ts", encode_time(storage::system_time_ms()));
  line.add_text("level", name_of(level)).add_text("event", event);
  for (const LogField& field : fields) std::visit(AddField{line, field.name}, field.value);
  logger_->log(spdlog::level::info, spdlog::string_view_t(line.finish()));
}

}  // namespace keyglass::http
