// JSON text <-> messages. The JSON library stays behind this header. Pure functions; any thread.
//
// Request decoders are strict, for a person may have written the body: a member that is unknown, missing,
// twice or of a wrong type, null included, is refused. Reply decoders ignore unknown members, for a newer
// peer may have written them, and take an absent optional member as empty. Every decoder fails with invalid;
// `field` names the member concerned (empty: the body as a whole), `message` says what was expected and gives
// line and column of a syntax error. Encoders emit UTF-8 without spaces after separators; members in the
// order of the struct.
#pragma once

#include <string>
#include <string_view>

#include "keyglass/base64.hpp"     // IWYU pragma: export
#include "keyglass/json_text.hpp"  // IWYU pragma: export
#include "keyglass/messages.hpp"   // IWYU pragma: export
#include "keyglass/result.hpp"
#include "keyglass/time_text.hpp"  // IWYU pragma: export

namespace keyglass {

// Exactly one of value and value_base64; ttl and content_type as value_rules.hpp allows.
Result<WriteRequest> decode_write_request(std::string_view json);
// The value as value_base64 when it is not UTF-8.
std::string encode_write_request(const WriteRequest& request);

// Messages of wrong types are those of the second contract, ready to be shown: "Not a valid string.". An
// empty text has no members.
Result<CompatibleWriteRequest> decode_compatible_write_request(std::string_view json);

Result<KeyValue> decode_key_value(std::string_view json);
std::string encode_key_value(const KeyValue& pair);

// Members that the engine does not keep (revision and times of 0, empty content_type and etag) are left out.
Result<KeyMetadata> decode_key_metadata(std::string_view json);
std::string encode_key_metadata(const KeyMetadata& metadata);

// `next` is left out on the last page.
Result<KeyPage> decode_key_page(std::string_view json);
std::string encode_key_page(const KeyPage& page);

// {"increment": n}: n a whole number of 64 bits.
Result<std::int64_t> decode_increment_request(std::string_view json);

// At most limits::batch_ops_max ops and as many conditions; an element's error has its place in `field`:
// "ops[3].value". Keys, content types and times to live are those of the rules; sizes are not checked.
Result<BatchRequest> decode_batch_request(std::string_view json);
std::string encode_batch_reply(const BatchReply& reply);

std::string encode_history_page(const HistoryPage& page);
std::string encode_key_stats(const KeyStats& stats);

Result<Problem> decode_problem(std::string_view json);
std::string encode_problem(const Problem& problem);

Result<WebConfig> decode_web_config(std::string_view json);
std::string encode_web_config(const WebConfig& config);

}  // namespace keyglass
