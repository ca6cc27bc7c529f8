// One table of requests and what HTTP's rules (RFC 9110, 9112, 9457) make of them. Its rows are by topic in
// rfc_*_rows.cpp; rfc_test.cpp asks each of the real process.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "integration/http_connection.hpp"

namespace keyglass::test {

using Wants = std::vector<std::pair<std::string, std::string>>;

// Every row begins with /kv/rfc/known (text/plain, "1234567890"), /kv/rfc/empty (no byte) and no
// /kv/rfc/none. Texts may hold {etag} and {modified} of the first, {bytes_etag} of its bytes where Accept
// chose them, and {earlier} and {later}, dates around it.
struct Row {
  std::string says;
  Ask ask;
  int status = 200;
  // Lower-case names. "": the header must be absent; "~text": it holds the text; otherwise exactly this.
  Wants headers = {};
  // Of the JSON body: the text of a string, or the JSON of another value.
  Wants members = {};
  std::optional<std::string> body = {};
};

std::vector<Row> rfc_read_condition_rows();
std::vector<Row> rfc_write_condition_rows();
std::vector<Row> rfc_range_rows();
std::vector<Row> rfc_path_rows();
std::vector<Row> rfc_body_rows();
std::vector<Row> rfc_field_rows();
std::vector<Row> rfc_request_id_rows();
std::vector<Row> rfc_resource_rows();

}  // namespace keyglass::test
