// JSON merge patch (RFC 7396): what changes in a JSON document, as a document of the same shape. Plain value;
// any thread.
#pragma once

#include <string>
#include <string_view>

#include "keyglass/json_value.hpp"
#include "keyglass/result.hpp"

namespace keyglass {

class MergePatch {
 public:
  // Fails with invalid for a text that is no JSON, and for a member that occurs twice in an object (field).
  static Result<MergePatch> parse(std::string_view text);

  // `value` changed by this, without spaces; what the patch does not name keeps its place and its literals.
  // Fails with conflict if `value` is no JSON (as parse_json() bounds it) or an object to be changed has a
  // member twice.
  Result<std::string> apply(std::string_view value) const;

 private:
  explicit MergePatch(JsonValue root) : root_(std::move(root)) {}

  JsonValue root_;
};

}  // namespace keyglass
