// JSON text -> what the API tells about many keys or versions: totals and history. Replies, so members that
// are unknown are ignored and an absent optional one is empty; fails with invalid as codecs.hpp says. Any
// thread.
#pragma once

#include <string_view>

#include "keyglass/messages.hpp"
#include "keyglass/result.hpp"

namespace keyglass {

// {"count","bytes","exact","revision"?}: count is required.
Result<KeyStats> decode_key_stats(std::string_view json);

// {"versions": [...], "complete", "next"?}: versions is required, and of each its revision and op (one of
// three).
Result<HistoryPage> decode_history_page(std::string_view json);

}  // namespace keyglass
