// Members of a JSON object: see json_members.hpp.
#include "keyglass/json_members.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "keyglass/base64.hpp"
#include "keyglass/time_text.hpp"

namespace keyglass {
namespace {

constexpr std::size_t shown_bytes_max = 80;

// `name` short enough for a message, cut between characters.
std::string shortened(std::string_view name) {
  if (name.size() <= shown_bytes_max) return std::string(name);
  std::size_t end = shown_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
  return std::string(name.substr(0, end)) + "…";
}

std::string joined(std::initializer_list<std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) {
    if (!text.empty()) text += ", ";
    text += name;
  }
  return text;
}

}  // namespace

JsonMembers::JsonMembers(JsonValue& object, std::string_view called) : object_(object) {
  if (object.type == JsonValue::Type::object) return;
  fail("", std::string(called) + " must be a JSON object, not " + std::string(json_type_name(object.type)));
}

void JsonMembers::allow_only(std::initializer_list<std::string_view> names) {
  for (auto name = object_.names.begin(); name != object_.names.end(); ++name) {
    if (std::find(names.begin(), names.end(), *name) == names.end()) {
      fail(shortened(*name), "unknown member \"" + shortened(*name) + "\": known are " + joined(names));
    } else if (std::find(object_.names.begin(), name, *name) != name) {
      fail(*name, "member \"" + *name + "\" occurs twice");
    }
    if (failure_) return;
  }
}

void JsonMembers::require(std::string_view name) {
  if (find(name) == nullptr) fail(name, std::string(name) + " is missing");
}

void JsonMembers::read(std::string_view name, std::string& out) {
  if (auto* member = find_typed(name, JsonValue::Type::string, "a string")) out = std::move(member->text);
}

void JsonMembers::read(std::string_view name, std::optional<std::string>& out) {
  if (auto* member = find_typed(name, JsonValue::Type::string, "a string")) out = std::move(member->text);
}

void JsonMembers::read(std::string_view name, std::uint64_t& out) {
  if (auto* member = find_typed(name, JsonValue::Type::integer, "an integer of at least 0")) {
    out = member->integer;
  }
}

void JsonMembers::read(std::string_view name, std::optional<std::uint64_t>& out) {
  if (auto* member = find_typed(name, JsonValue::Type::integer, "an integer of at least 0")) {
    out = member->integer;
  }
}

void JsonMembers::read(std::string_view name, std::int64_t& out) {
  const auto* member = find(name);
  if (member == nullptr) return;
  const bool number = member->type == JsonValue::Type::number;
  const bool integer = member->type == JsonValue::Type::integer;
  const char* end = member->text.data() + member->text.size();
  if (integer && member->integer <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
    out = static_cast<std::int64_t>(member->integer);
  } else if (const auto parsed = std::from_chars(member->text.data(), end, out);
             !number || parsed.ec != std::errc{} || parsed.ptr != end) {
    fail(name, std::string(name) + " must be a whole number of 64 bits, with or without sign");
  }
}

void JsonMembers::read(std::string_view name, bool& out) {
  if (const auto* member = find_typed(name, JsonValue::Type::boolean, "true or false")) out = member->boolean;
}

void JsonMembers::read(std::string_view name, int& out) {
  std::uint64_t wide = 0;
  read(name, wide);
  if (wide > static_cast<std::uint64_t>(std::numeric_limits<int>::max())) {
    fail(name, std::string(name) + " is too large");
  } else if (find(name) != nullptr) {
    out = static_cast<int>(wide);
  }
}

void JsonMembers::read(std::string_view name, std::optional<double>& out) {
  auto* member = find(name);
  const bool integral = member != nullptr && member->type == JsonValue::Type::integer;
  if (!integral) member = find_typed(name, JsonValue::Type::number, "a number");
  if (member != nullptr) out = member->number;
}

void JsonMembers::read_time(std::string_view name, std::optional<std::int64_t>& out) {
  const auto* member = find_typed(name, JsonValue::Type::string, "a time as RFC 3339 writes it");
  if (member == nullptr) return;
  auto time = decode_time(member->text);
  if (time) {
    out = time.value();
  } else {
    fail(name, std::string(name) + ": " + time.error().message);
  }
}

void JsonMembers::read_time(std::string_view name, std::int64_t& out) {
  std::optional<std::int64_t> time;
  read_time(name, time);
  out = time.value_or(out);
}

void JsonMembers::read_bytes(std::string_view text, std::string_view base64, std::string& out) {
  const auto names = std::string(text) + " or " + std::string(base64);
  const bool has_text = find(text) != nullptr;
  const bool has_base64 = find(base64) != nullptr;
  if (has_text && has_base64) return fail(base64, "give " + names + ", not both");
  if (!has_text && !has_base64)
    return fail(text, std::string(text) + " is missing (" + names + " is required)");
  if (has_text) return read(text, out);
  std::string encoded;
  read(base64, encoded);
  auto decoded = decode_base64(encoded);
  if (!decoded) return fail(base64, std::string(base64) + " is " + decoded.error().message);
  out = std::move(decoded).value();
}

std::vector<JsonValue>* JsonMembers::read_array(std::string_view name) {
  auto* member = find_typed(name, JsonValue::Type::array, "an array");
  return member == nullptr ? nullptr : &member->elements;
}

JsonValue* JsonMembers::find(std::string_view name) {
  const auto found = std::find(object_.names.begin(), object_.names.end(), name);
  if (found == object_.names.end()) return nullptr;
  return &object_.elements[static_cast<std::size_t>(found - object_.names.begin())];
}

void JsonMembers::fail(std::string_view field, std::string message) {
  if (failure_) return;
  Error error;
  error.code = ErrorCode::invalid;
  error.message = std::move(message);
  error.field = field;
  failure_ = std::move(error);
}

void JsonMembers::fail_as(std::string_view place, const JsonMembers& element) {
  if (failure_ || !element.failure_) return;
  failure_ = element.failure_;
  failure_->field = failure_->field.empty() ? std::string(place) : std::string(place) + "." + failure_->field;
  failure_->message = std::string(place) + ": " + failure_->message;
}

JsonValue* JsonMembers::find_typed(std::string_view name, JsonValue::Type type, std::string_view expected) {
  auto* member = find(name);
  if (member == nullptr || member->type == type) return member;
  fail(name, std::string(name) + " must be " + std::string(expected) + ", not " +
                 std::string(json_type_name(member->type)));
  return nullptr;
}

}  // namespace keyglass
