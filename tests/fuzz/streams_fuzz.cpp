// Fuzzing what the app reads of a server: event streams give the same events wherever they are cut, never
// hold more than one event, and metrics are never more than what a reader can hold.
#include <cstdint>
#include <cstdlib>

#include "app/dashboard.hpp"
#include "app/event_stream.hpp"
#include "app/metrics_text.hpp"

namespace {

using namespace keyglass::app;

void check(bool holds) {
  if (!holds) std::abort();
}

// The first byte says where to cut.
void check_stream(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto cut = static_cast<std::size_t>(static_cast<unsigned char>(bytes.front()));
  bytes.remove_prefix(1);
  EventStreamParser whole;
  std::vector<StreamEvent> expected;
  whole.feed(bytes, expected);
  EventStreamParser in_parts;
  std::vector<StreamEvent> events;
  for (std::size_t at = 0; at < bytes.size(); at += cut + 1) in_parts.feed(bytes.substr(at, cut + 1), events);
  check(events == expected);
  check(in_parts.last_id() == whole.last_id());
  for (const StreamEvent& event : events) check(event.data.size() <= stream_event_bytes_max);
}

void check_metrics(std::string_view text) {
  for_each_sample(text, [&](const MetricSample& sample) {
    check(!sample.name.empty());
    if (const auto value = label_of(sample, "le")) check(value->size() <= sample.labels.size());
  });
  Dashboard dashboard;
  take_metrics(dashboard, text, 1'000);
  take_metrics(dashboard, text, 2'000);
  check(dashboard.moments.size() == 2);
  check(!dashboard.counters || dashboard.counters->requests_within.size() <= 64);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check_stream(text);
  check_metrics(text);
  return 0;
}
