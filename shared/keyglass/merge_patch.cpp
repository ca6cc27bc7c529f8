// JSON merge patch: see merge_patch.hpp.
#include "keyglass/merge_patch.hpp"

#include <unordered_map>
#include <utility>
#include <vector>

namespace keyglass {
namespace {

constexpr std::size_t shown_bytes_max = 80;  // of a member's name in an error

using Places = std::unordered_map<std::string, std::size_t>;

Error repeated_member(ErrorCode code, const std::string& name) {
  Error error;
  error.code = code;
  error.message = "a member occurs twice in one object: which one is meant is not defined";
  if (name.size() <= shown_bytes_max) error.field = name;
  return error;
}

// Where each member of `object` is.
Result<Places> places_of(const JsonValue& object) {
  Places places;
  places.reserve(object.names.size());
  for (std::size_t i = 0; i < object.names.size(); ++i) {
    if (!places.emplace(object.names[i], i).second)
      return repeated_member(ErrorCode::conflict, object.names[i]);
  }
  return places;
}

Status check_unique(const JsonValue& value) {
  if (value.type == JsonValue::Type::object) {
    if (const auto places = places_of(value); !places) {
      return repeated_member(ErrorCode::invalid, places.error().field);
    }
  }
  for (const JsonValue& element : value.elements) {
    if (Status checked = check_unique(element); !checked) return checked;
  }
  return Done{};
}

void erase_members(JsonValue& object, const std::vector<bool>& erased) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < object.names.size(); ++i) {
    if (i < erased.size() && erased[i]) continue;
    if (kept != i) {
      object.names[kept] = std::move(object.names[i]);
      object.elements[kept] = std::move(object.elements[i]);
    }
    ++kept;
  }
  object.names.resize(kept);
  object.elements.resize(kept);
}

// RFC 7396 section 2. Nesting is bounded by parse_json().
Status merge(JsonValue& target, const JsonValue& patch) {
  if (patch.type != JsonValue::Type::object) {
    target = patch;
    return Done{};
  }
  if (target.type != JsonValue::Type::object) {
    target = JsonValue{};
    target.type = JsonValue::Type::object;
  }
  const auto places = places_of(target);
  if (!places) return places.error();
  std::vector<bool> erased(target.names.size(), false);
  for (std::size_t i = 0; i < patch.names.size(); ++i) {
    const JsonValue& change = patch.elements[i];
    const auto place = places.value().find(patch.names[i]);
    const bool known = place != places.value().end();
    if (change.type == JsonValue::Type::null) {
      if (known) erased[place->second] = true;
      continue;
    }
    if (!known) {
      target.names.push_back(patch.names[i]);
      target.elements.emplace_back();
    }
    JsonValue& member = known ? target.elements[place->second] : target.elements.back();
    if (Status merged = merge(member, change); !merged) return merged;
  }
  erase_members(target, erased);
  return Done{};
}

}  // namespace

Result<MergePatch> MergePatch::parse(std::string_view text) {
  auto root = parse_json(text);
  if (!root) return root.error();
  if (const Status checked = check_unique(root.value()); !checked) return checked.error();
  return MergePatch(std::move(root).value());
}

Result<std::string> MergePatch::apply(std::string_view value) const {
  auto document = parse_json(value);
  if (!document) {
    Error error = document.error();
    error.code = ErrorCode::conflict;
    constexpr std::string_view parsed_name = "the body";
    if (const auto at = error.message.find(parsed_name); at != std::string::npos) {
      error.message.replace(at, parsed_name.size(), "the value");
    }
    return error;
  }
  if (const Status merged = merge(document.value(), root_); !merged) return merged.error();
  return encode_json(document.value());
}

}  // namespace keyglass
