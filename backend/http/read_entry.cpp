// Reading one entry: see read_entry.hpp.
#include "http/read_entry.hpp"

namespace keyglass::http {

std::optional<Result<storage::Entry>> read_entry(const Api& api, Call& call, std::uint64_t revision) {
  return call.timing.store([&]() -> std::optional<Result<storage::Entry>> {
    const bool may_wait = call.request.may_wait;
    if (revision != 0 && !may_wait) return std::nullopt;
    if (revision != 0) return api.service.read_at(call.path_value, revision);
    return may_wait ? api.service.read(call.path_value) : api.service.try_read(call.path_value);
  });
}

Reply ask_to_wait() {
  Reply reply;
  reply.needs_wait = true;
  return reply;
}

}  // namespace keyglass::http
