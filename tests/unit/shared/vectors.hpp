// Test vectors of shared/: the same tables run natively under Catch2 and as wasm under Node.
// Catch2 itself is not compiled to wasm: a vector is plain data that any runner can judge.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "keyglass/result.hpp"

namespace keyglass::test {

// One statement about shared/. It holds if `actual` equals `expected`, or, where `expected` ends with "…",
// begins with what stands before it.
struct Vector {
  std::string statement;  // a sentence
  std::string actual;
  std::string expected;
};

struct Group {
  std::string name;  // a sentence that all its vectors belong to
  std::vector<Vector> vectors;
};

bool holds(const Vector& vector);

// "invalid [field] message", with "(actual > limit)" where given: how vectors show an error.
std::string shown(const Error& error);
std::string shown(const Status& status);
std::string shown(const Result<std::string>& result);

Group key_vectors();
Group utf8_vectors();
Group value_rule_vectors();
Group glob_rule_vectors();
Group glob_match_vectors();
Group glob_end_vectors();
Group percent_vectors();
Group cursor_vectors();
Group base64_vectors();
Group time_vectors();
Group json_text_vectors();
Group json_syntax_vectors();
Group write_request_vectors();
Group compatible_request_vectors();
Group reply_vectors();
Group merge_patch_vectors();
Group increment_vectors();
Group batch_request_vectors();
Group answer_vectors();
Group transfer_vectors();
Group watch_vectors();
Group plan_vectors();
Group server_vectors();

// Every group above.
std::vector<Group> all_groups();

}  // namespace keyglass::test
