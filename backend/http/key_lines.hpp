// A listing of keys as NDJSON: one metadata object a line, and {"prefix": "user:"} for what is folded.
#pragma once

#include "http/call.hpp"
#include "storage/store.hpp"

namespace keyglass::http {

// Without ?limit: everything after ?after, made while it is sent: memory stays bounded however many keys
// there are. With it: one page, and a Link to the next. An error before the first byte is a problem reply;
// one later breaks the stream off, so that the client cannot take a part for the whole.
Reply key_lines_reply(const Api& api, Call& call, storage::ScanQuery query);

}  // namespace keyglass::http
