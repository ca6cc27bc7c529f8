// The text format of Prometheus (version 0.0.4), read strictly: for tests that check what a server exposes.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace keyglass::test {

struct Sample {
  std::string name;
  std::map<std::string, std::string> labels;
  double value = 0;
};

struct Metrics {
  std::map<std::string, std::string> types;  // of each family: "counter", "gauge", "histogram"
  std::vector<Sample> samples;
  std::vector<std::string> faults;  // lines that break the format, each with what is wrong

  // The sum of the samples of that name that have all of these labels; 0 if there is none.
  double sum(const std::string& name, const std::map<std::string, std::string>& labels = {}) const;
  bool has(const std::string& name) const;
};

// Faults are: a line that is no sample, HELP or TYPE; a name or label that breaks the grammar; a family
// without HELP and TYPE before its samples, or twice; a sample that occurs twice; a counter that is negative
// or not named _total; a histogram whose buckets fall, lack +Inf or differ from its count.
Metrics parse_metrics(const std::string& text);

}  // namespace keyglass::test
