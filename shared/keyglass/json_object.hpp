// Decoding one JSON object into a message. For codecs only.
#pragma once

#include <string_view>

#include "keyglass/json_members.hpp"
#include "keyglass/json_value.hpp"
#include "keyglass/result.hpp"

namespace keyglass {

// Parses `json` and lets `read` fill a Message from the object's members.
template <typename Message, typename Read>
Result<Message> decode_object(std::string_view json, Read read) {
  auto parsed = parse_json(json);
  if (!parsed) return parsed.error();
  JsonMembers members(parsed.value());
  Message message{};
  read(members, message);
  if (members.failure()) return *members.failure();
  return message;
}

}  // namespace keyglass
