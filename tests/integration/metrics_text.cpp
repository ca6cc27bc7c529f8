// A strict reader of metrics: see metrics_text.hpp.
#include "integration/metrics_text.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <optional>
#include <set>
#include <sstream>

namespace keyglass::test {
namespace {

bool is_name(const std::string& name, bool may_have_colon) {
  const auto is_letter = [&](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || (may_have_colon && c == ':');
  };
  return !name.empty() && is_letter(name.front()) && std::ranges::all_of(name, [&](char c) {
    return is_letter(c) || std::isdigit(static_cast<unsigned char>(c)) != 0;
  });
}

// "label="value",…}" up to the closing brace; nullopt if it breaks the grammar.
std::optional<std::map<std::string, std::string>> read_labels(std::istringstream& line) {
  std::map<std::string, std::string> labels;
  while (line.peek() != '}') {
    std::string name;
    if (!std::getline(line, name, '=') || !is_name(name, false) || line.get() != '"') return std::nullopt;
    std::string value;
    for (int c = line.get(); c != '"'; c = line.get()) {
      if (c == EOF || c == '\n') return std::nullopt;
      if (c == '\\') c = line.get();
      value += static_cast<char>(c);
    }
    if (!labels.emplace(name, value).second) return std::nullopt;
    if (line.peek() == ',') line.get();
  }
  line.get();
  return labels;
}

std::optional<Sample> read_sample(const std::string& text) {
  Sample sample;
  const auto name_end = text.find_first_of("{ ");
  if (name_end == std::string::npos) return std::nullopt;
  sample.name = text.substr(0, name_end);
  if (!is_name(sample.name, true)) return std::nullopt;
  std::istringstream rest(text.substr(name_end));
  if (rest.peek() == '{') {
    rest.get();
    auto labels = read_labels(rest);
    if (!labels) return std::nullopt;
    sample.labels = *std::move(labels);
  }
  std::string value;
  std::string more;
  if (rest.get() != ' ' || !(rest >> value) || rest >> more) return std::nullopt;
  std::size_t used = 0;
  sample.value = std::stod(value, &used);
  if (used != value.size()) return std::nullopt;
  return sample;
}

// The family that a sample belongs to: histograms have samples of other names.
std::string family_of(const Metrics& metrics, const std::string& name) {
  if (metrics.types.contains(name)) return name;
  for (const std::string suffix : {"_bucket", "_sum", "_count"}) {
    if (!name.ends_with(suffix)) continue;
    const std::string family = name.substr(0, name.size() - suffix.size());
    const auto type = metrics.types.find(family);
    if (type != metrics.types.end() && type->second == "histogram") return family;
  }
  return {};
}

void check_histograms(Metrics& metrics) {
  std::map<std::pair<std::string, std::map<std::string, std::string>>, std::map<double, double>> buckets;
  for (const Sample& sample : metrics.samples) {
    if (!sample.name.ends_with("_bucket")) continue;
    auto labels = sample.labels;
    const std::string bound = labels["le"];
    labels.erase("le");
    buckets[{sample.name.substr(0, sample.name.size() - 7), labels}][std::stod(bound)] = sample.value;
  }
  for (const auto& [key, by_bound] : buckets) {
    const auto& [name, labels] = key;
    double before = 0;
    for (const auto& [bound, value] : by_bound) {
      if (value < before) metrics.faults.push_back(name + ": its buckets fall");
      before = value;
    }
    if (!std::isinf(by_bound.rbegin()->first)) metrics.faults.push_back(name + ": no +Inf");
    if (before != metrics.sum(name + "_count", labels)) metrics.faults.push_back(name + ": not its count");
  }
}

void check_sample(Metrics& metrics, const Sample& sample) {
  const std::string family = family_of(metrics, sample.name);
  if (family.empty()) return metrics.faults.push_back(sample.name + ": no TYPE before it");
  if (metrics.types.at(family) != "counter") return;
  if (sample.value < 0) metrics.faults.push_back(sample.name + ": a negative counter");
  if (!sample.name.ends_with("_total")) metrics.faults.push_back(sample.name + ": a counter without _total");
}

}  // namespace

double Metrics::sum(const std::string& name, const std::map<std::string, std::string>& labels) const {
  double total = 0;
  for (const Sample& sample : samples) {
    const bool wanted = sample.name == name && std::ranges::all_of(labels, [&](const auto& label) {
                          const auto found = sample.labels.find(label.first);
                          return found != sample.labels.end() && found->second == label.second;
                        });
    if (wanted) total += sample.value;
  }
  return total;
}

bool Metrics::has(const std::string& name) const {
  return std::ranges::any_of(samples, [&](const Sample& sample) { return sample.name == name; });
}

Metrics parse_metrics(const std::string& text) {
  Metrics metrics;
  std::set<std::string> helped;
  std::set<std::string> series;
  if (!text.ends_with('\n')) metrics.faults.emplace_back("the last line has no end");
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string hash;
    std::string keyword;
    std::string name;
    std::string type;
    if (line.starts_with("# HELP ")) {
      words >> hash >> keyword >> name;
      if (!helped.insert(name).second) metrics.faults.push_back(line + ": a second HELP");
    } else if (line.starts_with("# TYPE ")) {
      words >> hash >> keyword >> name >> type;
      if (!helped.contains(name)) metrics.faults.push_back(line + ": no HELP before it");
      if (!metrics.types.emplace(name, type).second) metrics.faults.push_back(line + ": a second TYPE");
    } else if (auto sample = read_sample(line)) {
      if (!series.insert(line.substr(0, line.rfind(' '))).second) metrics.faults.push_back(line + ": twice");
      check_sample(metrics, *sample);
      metrics.samples.push_back(*std::move(sample));
    } else {
      metrics.faults.push_back(line + ": no sample");
    }
  }
  check_histograms(metrics);
  return metrics;
}

}  // namespace keyglass::test
