// Reading one entry for a handler, on a thread that may wait or on one that may not.
#pragma once

#include <cstdint>
#include <optional>

#include "http/call.hpp"

namespace keyglass::http {

// The entry that the path names, as of `revision`, or now if that is 0. nullopt: it cannot be had without
// waiting, and the request may not wait. Fails as KeyValueService::read() and read_at().
std::optional<Result<storage::Entry>> read_entry(const Api& api, Call& call, std::uint64_t revision = 0);

// What a handler returns that would have to wait.
Reply ask_to_wait();

}  // namespace keyglass::http
