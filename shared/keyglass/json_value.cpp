// The only file that includes the JSON library: its parser, driven as a stream of events.
#include "keyglass/json_value.hpp"

#include <optional>

#define JSON_NOEXCEPTION 1
#include <nlohmann/json.hpp>

#include "keyglass/json_text.hpp"

namespace keyglass {
namespace {

Error invalid(std::string message) {
  Error error;
  error.code = ErrorCode::invalid;
  error.message = std::move(message);
  return error;
}

// "line 1, column 5: invalid literal" out of the library's text, which also quotes what it read: that may be
// a secret or not UTF-8, so it is cut.
std::string reason_of(std::string_view library_text) {
  constexpr std::string_view before_place = "parse error at ";
  const std::size_t place = library_text.find(before_place);
  if (place == std::string_view::npos) return "a number in the body is too large";
  std::string_view reason = library_text.substr(place + before_place.size());
  return "the body is not JSON: " + std::string(reason.substr(0, reason.find("; last read")));
}

// Builds the tree from the parser's events. The names of its methods are the library's.
class TreeBuilder {
 public:
  bool null() { return add({}); }
  bool boolean(bool value) {
    JsonValue leaf;
    leaf.type = JsonValue::Type::boolean;
    leaf.boolean = value;
    return add(std::move(leaf));
  }
  bool number_integer(std::int64_t value) {
    JsonValue leaf;
    leaf.type = JsonValue::Type::number;
    leaf.number = static_cast<double>(value);
    leaf.text = std::to_string(value);
    return add(std::move(leaf));
  }
  bool number_unsigned(std::uint64_t value) {
    JsonValue leaf;
    leaf.type = JsonValue::Type::integer;
    leaf.integer = value;
    leaf.number = static_cast<double>(value);
    return add(std::move(leaf));
  }
  bool number_float(double value, const std::string& literal) {
    JsonValue leaf;
    leaf.type = JsonValue::Type::number;
    leaf.number = value;
    leaf.text = literal;
    return add(std::move(leaf));
  }
  bool string(std::string& value) {
    JsonValue leaf;
    leaf.type = JsonValue::Type::string;
    leaf.text = std::move(value);
    return add(std::move(leaf));
  }
  bool binary(nlohmann::json::binary_t&) { return false; }  // JSON text has none
  bool key(std::string& name) {
    open_.back()->names.push_back(std::move(name));
    return true;
  }
  bool start_object(std::size_t) { return open(JsonValue::Type::object); }
  bool start_array(std::size_t) { return open(JsonValue::Type::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& failure) {
    error_ = invalid(reason_of(failure.what()));
    return false;
  }

  const std::optional<Error>& error() const { return error_; }
  JsonValue take_root() { return std::move(root_); }

 private:
  bool add(JsonValue value) {
    if (!count_one()) return false;
    place(std::move(value));
    return true;
  }

  bool count_one() {
    if (++count_ <= json_values_max) return true;
    error_ = invalid("the body holds more than " + std::to_string(json_values_max) + " values");
    return false;
  }

  JsonValue& place(JsonValue value) {
    if (open_.empty()) return root_ = std::move(value);
    return open_.back()->elements.emplace_back(std::move(value));
  }

  bool open(JsonValue::Type type) {
    if (open_.size() == json_depth_max) {
      error_ = invalid("the body nests deeper than " + std::to_string(json_depth_max) + " levels");
      return false;
    }
    if (!count_one()) return false;
    JsonValue container;
    container.type = type;
    open_.push_back(&place(std::move(container)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  JsonValue root_;
  std::vector<JsonValue*> open_;  // from the root inwards; an open container's vector does not grow
  std::size_t count_ = 0;         // of values so far
  std::optional<Error> error_;
};

void append_json(std::string& out, const JsonValue& value) {
  switch (value.type) {
    case JsonValue::Type::null:
      out += "null";
      return;
    case JsonValue::Type::boolean:
      out += value.boolean ? "true" : "false";
      return;
    case JsonValue::Type::integer:
      out += std::to_string(value.integer);
      return;
    case JsonValue::Type::number:
      out += value.text;
      return;
    case JsonValue::Type::string:
      append_json_string(out, value.text);
      return;
    case JsonValue::Type::array:
    case JsonValue::Type::object:
      break;
  }
  const bool is_object = value.type == JsonValue::Type::object;
  out += is_object ? '{' : '[';
  for (std::size_t i = 0; i < value.elements.size(); ++i) {
    if (i > 0) out += ',';
    if (is_object) append_json_string(out, value.names[i]);
    if (is_object) out += ':';
    append_json(out, value.elements[i]);
  }
  out += is_object ? '}' : ']';
}

}  // namespace

std::string_view json_type_name(JsonValue::Type type) {
  switch (type) {
    case JsonValue::Type::null:
      return "null";
    case JsonValue::Type::boolean:
      return "a boolean";
    case JsonValue::Type::integer:
    case JsonValue::Type::number:
      return "a number";
    case JsonValue::Type::string:
      return "a string";
    case JsonValue::Type::array:
      return "an array";
    case JsonValue::Type::object:
      return "an object";
  }
  return "";
}

Result<JsonValue> parse_json(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return invalid("the body is empty");
  // The library takes a NUL byte for the end of the text and would ignore what follows it.
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) {
    return invalid("the body is not JSON: NUL byte at byte " + std::to_string(nul));
  }
  TreeBuilder builder;
  const bool parsed = nlohmann::json::sax_parse(text.begin(), text.end(), &builder);
  if (builder.error()) return *builder.error();
  if (!parsed) return invalid("the body is not JSON");
  return builder.take_root();
}

std::string encode_json(const JsonValue& value) {
  std::string out;
  append_json(out, value);
  return out;
}

}  // namespace keyglass
