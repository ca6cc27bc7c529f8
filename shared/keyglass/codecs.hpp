// JSON text <-> messages. The JSON library stays behind this header. Pure functions; any thread.
// Decoders are strict where a person writes the body (requests: unknown members, wrong types and duplicate
// members are refused with code invalid and the field named) and lenient where a newer peer may have written
// it (replies: unknown members are ignored). Encoders emit UTF-8 without spaces after separators.
#pragma once

#include <string>
#include <string_view>

#include "keyglass/base64.hpp"    // IWYU pragma: export
#include "keyglass/messages.hpp"  // IWYU pragma: export
#include "keyglass/result.hpp"
#include "keyglass/time_text.hpp"  // IWYU pragma: export

namespace keyglass {

Result<WriteRequest> decode_write_request(std::string_view json);
std::string encode_write_request(const WriteRequest& request);

Result<CompatibleWriteRequest> decode_compatible_write_request(std::string_view json);

Result<KeyValue> decode_key_value(std::string_view json);
std::string encode_key_value(const KeyValue& pair);

Result<KeyMetadata> decode_key_metadata(std::string_view json);
std::string encode_key_metadata(const KeyMetadata& metadata);

Result<KeyPage> decode_key_page(std::string_view json);
std::string encode_key_page(const KeyPage& page);

Result<Problem> decode_problem(std::string_view json);
std::string encode_problem(const Problem& problem);

Result<WebConfig> decode_web_config(std::string_view json);
std::string encode_web_config(const WebConfig& config);

// `text` as a JSON string with its quotes. `text` must be UTF-8.
std::string encode_json_string(std::string_view text);

}  // namespace keyglass
