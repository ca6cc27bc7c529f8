// Whether what a selection was at an earlier revision is still known in full.
#pragma once

#include <cstdint>

#include "service/selection.hpp"
#include "storage/store.hpp"

namespace keyglass::service {

// A key that did not change after `revision` is now what it was then; of each selected key that did, the
// version of then must still be within the retention at `now_ms`. Fails with compacted (key) if one is not,
// or if the changes themselves are no longer kept, and with invalid if that commit has not happened yet.
// The store must keep history and a change feed.
Status check_past_is_known(storage::Store& store, const Selection& selection, std::uint64_t revision,
                           std::int64_t now_ms);

}  // namespace keyglass::service
