// Samples of the Prometheus text format.
#include "app/metrics_text.hpp"

#include <algorithm>
#include <cstdlib>

namespace keyglass::app {
namespace {

constexpr std::string_view blanks = " \t";

void skip_blanks(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(blanks), text.size()));
}

bool is_name_character(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
         byte == '_' || byte == ':';
}

std::string_view take_name(std::string_view& text) {
  const auto* end = std::find_if_not(text.begin(), text.end(), is_name_character);
  const std::string_view name = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(name.size());
  return name;
}

// The length of the quoted text at the beginning of `text`, quotes included; 0 if it does not end.
std::size_t quoted_length(std::string_view text) {
  if (!text.starts_with('"')) return 0;
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return 0;
}

struct Label {
  std::string_view name;
  std::string_view quoted;
};

// The first of `labels`, which is cut off; nullopt at the end, and where it is not well formed.
std::optional<Label> take_label(std::string_view& labels) {
  labels.remove_prefix(std::min(labels.find_first_not_of(" \t,"), labels.size()));
  Label label;
  label.name = take_name(labels);
  skip_blanks(labels);
  if (label.name.empty() || !labels.starts_with('=')) return std::nullopt;
  labels.remove_prefix(1);
  skip_blanks(labels);
  const std::size_t length = quoted_length(labels);
  if (length == 0) return std::nullopt;
  label.quoted = labels.substr(1, length - 2);
  labels.remove_prefix(length);
  return label;
}

std::string unescape(std::string_view quoted) {
  std::string text;
  for (std::size_t at = 0; at < quoted.size(); ++at) {
    const bool is_escaped = quoted[at] == '\\' && at + 1 < quoted.size();
    if (is_escaped) ++at;
    text += is_escaped && quoted[at] == 'n' ? '\n' : quoted[at];
  }
  return text;
}

// Cuts "{…}" off; false where it does not end. A brace inside of a value ends nothing.
bool take_braces(std::string_view& line, std::string_view& labels) {
  if (!line.starts_with('{')) return true;
  std::string_view rest = line.substr(1);
  while (take_label(rest)) {
  }
  skip_blanks(rest);
  if (!rest.starts_with('}')) return false;
  labels = line.substr(1, line.size() - rest.size() - 1);
  line = rest.substr(1);
  return true;
}

std::optional<MetricSample> sample_of(std::string_view line) {
  skip_blanks(line);
  MetricSample sample;
  sample.name = take_name(line);
  skip_blanks(line);
  if (sample.name.empty() || !take_braces(line, sample.labels)) return std::nullopt;
  skip_blanks(line);
  const auto value = parse_metric_value(line.substr(0, line.find_first_of(blanks)));
  if (!value) return std::nullopt;
  sample.value = *value;
  return sample;
}

}  // namespace

void for_each_sample(std::string_view text, const std::function<void(const MetricSample&)>& visit) {
  text = text.substr(0, metrics_bytes_max);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const auto sample = sample_of(text.substr(0, end))) visit(*sample);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::optional<std::string> label_of(const MetricSample& sample, std::string_view name) {
  std::string_view labels = sample.labels;
  while (const auto label = take_label(labels)) {
    if (label->name == name) return unescape(label->quoted);
  }
  return std::nullopt;
}

std::optional<double> parse_metric_value(std::string_view text) {
  // Longer than any number needs, short enough for the copy that strtod() asks for.
  constexpr std::size_t number_bytes_max = 64;
  const bool may_begin =
      !text.empty() && std::string_view("+-.0123456789IiNn").find(text[0]) != std::string_view::npos;
  if (!may_begin || text.size() > number_bytes_max) return std::nullopt;
  const std::string copy(text);
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  return end == copy.c_str() + copy.size() ? std::optional(value) : std::nullopt;
}

}  // namespace keyglass::app
