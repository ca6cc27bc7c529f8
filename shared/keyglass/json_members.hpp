// Reads the members of one JSON object into the fields of a message. For codecs only.
// Reading goes on after a failure and does nothing then: a decoder reads everything and asks failure() once.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "keyglass/json_value.hpp"
#include "keyglass/result.hpp"

namespace keyglass {

class JsonMembers {
 public:
  // `object` must outlive this; strings are moved out of it. Fails at once if it is not an object: messages
  // name it as `called`.
  explicit JsonMembers(JsonValue& object, std::string_view called = "the body");

  // Strictness for what people write: fails for a member not in `names` and for one that occurs twice.
  void allow_only(std::initializer_list<std::string_view> names);
  // Fails if the member is absent.
  void require(std::string_view name);

  // Each leaves `out` as it is if the member is absent, and fails, with the member as the error's field, if
  // its type is another. Of a member that occurs twice the first counts.
  void read(std::string_view name, std::string& out);
  void read(std::string_view name, std::optional<std::string>& out);
  void read(std::string_view name, std::uint64_t& out);
  void read(std::string_view name, std::optional<std::uint64_t>& out);
  void read(std::string_view name, std::int64_t& out);
  void read(std::string_view name, int& out);
  void read(std::string_view name, bool& out);
  void read(std::string_view name, std::optional<double>& out);
  void read_time(std::string_view name, std::int64_t& out);
  void read_time(std::string_view name, std::optional<std::int64_t>& out);
  // `text` as a plain string member or `base64` as its base64 form; both at once fail, and so does neither.
  void read_bytes(std::string_view text, std::string_view base64, std::string& out);

  // The elements of an array, or nullptr: absent, or no array, which fails.
  std::vector<JsonValue>* read_array(std::string_view name);

  // The member, or nullptr if it is absent.
  JsonValue* find(std::string_view name);
  // Keeps the first failure.
  void fail(std::string_view field, std::string message);
  // As fail() with what `element` failed with, if it did: "ops[3]" and its "key" make "ops[3].key".
  void fail_as(std::string_view place, const JsonMembers& element);
  const std::optional<Error>& failure() const { return failure_; }

 private:
  JsonValue* find_typed(std::string_view name, JsonValue::Type type, std::string_view expected);

  JsonValue& object_;
  std::optional<Error> failure_;
};

}  // namespace keyglass
