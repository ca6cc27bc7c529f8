// What all vectors share: see vectors.hpp.
#include "vectors.hpp"

#include "keyglass/error_codes.hpp"

namespace keyglass::test {

bool holds(const Vector& vector) {
  constexpr std::string_view any_rest = "…";
  std::string_view expected = vector.expected;
  if (!expected.ends_with(any_rest)) return vector.actual == expected;
  expected.remove_suffix(any_rest.size());
  return std::string_view(vector.actual).starts_with(expected);
}

std::string shown(const Error& error) {
  std::string text(error_code_info(error.code).name);
  text += " [" + error.field + "] " + error.message;
  if (error.limit && error.actual) {
    text += " (" + std::to_string(*error.actual) + " > " + std::to_string(*error.limit) + ")";
  }
  return text;
}

std::string shown(const Status& status) {
  return status ? "ok" : shown(status.error());
}

std::string shown(const Result<std::string>& result) {
  return result ? result.value() : shown(result.error());
}

std::vector<Group> all_groups() {
  return {key_vectors(),           utf8_vectors(),
          value_rule_vectors(),    glob_rule_vectors(),
          glob_match_vectors(),    glob_end_vectors(),
          percent_vectors(),       cursor_vectors(),
          base64_vectors(),        time_vectors(),
          json_text_vectors(),     json_syntax_vectors(),
          write_request_vectors(), compatible_request_vectors(),
          reply_vectors(),         merge_patch_vectors(),
          increment_vectors(),     batch_request_vectors(),
          answer_vectors(),        transfer_vectors(),
          plan_vectors(),          watch_vectors(),
          server_vectors()};
}

}  // namespace keyglass::test
