// `{"<key>": "<value>", …}` of GET /kv, made while it is sent: memory stays bounded however many pairs there
// are.
#pragma once

#include "http/call.hpp"

namespace keyglass::http {

// Without ?limit: everything under ?prefix after ?after, streamed. With it: one page, and a Link to the next.
// A value that is not UTF-8 becomes {"value_base64": …}. An error before the first byte is a problem reply;
// one later breaks the stream off, so that the client cannot take a part for the whole.
Reply pair_list_reply(const Api& api, Call& call);

}  // namespace keyglass::http
