// Reading a request's body under a limit and a media type.
#pragma once

#include <string>

#include "http/call.hpp"

namespace keyglass::http {

// The body of a request that should be JSON. A missing Content-Type passes; another type than
// application/json is refused with 415 (a form's types too: a foreign page can send those unasked).
// On refusal, `refusal` is filled and the text is empty.
struct JsonContent {
  std::string text;
  std::optional<Reply> refusal;
};
JsonContent read_json(const Api& api, const Request& request);

// The refusal of a body that does not decode. What concerns no member of it is named "body".
Reply refuse_body(Error error);

}  // namespace keyglass::http
