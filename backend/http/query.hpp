// The query part of a target, decoded (application/x-www-form-urlencoded: "+" is a space).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "keyglass/result.hpp"

namespace keyglass::http {

class Query {
 public:
  // Fails with invalid, naming the parameter as field: a bad escape, or a name given twice.
  static Result<Query> parse(std::string_view text);

  // The value ("" for a bare name), or nullopt.
  std::optional<std::string_view> get(std::string_view name) const;
  bool has(std::string_view name) const { return get(name).has_value(); }
  const std::vector<std::pair<std::string, std::string>>& parameters() const { return parameters_; }

  // The value as a whole number, or `otherwise` if absent. Fails with invalid (field) unless within
  // least..most.
  struct Bounds {
    std::uint64_t least;
    std::uint64_t most;
  };
  Result<std::uint64_t> number(std::string_view name, std::uint64_t otherwise, Bounds bounds) const;
  // Whether it is given at all, be it as a bare name, unless its value is false. Fails with invalid (field)
  // for a value that is neither true nor false.
  Result<bool> flag(std::string_view name) const;
  // The value as a decimal number, or nullopt if absent. Fails with invalid (field).
  Result<std::optional<double>> decimal(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> parameters_;
};

}  // namespace keyglass::http
