// One page of a listing, and the count of one, over keys that stand in byte order: what ScanQuery means, the
// same for every engine that keeps an order, and for the present, a snapshot and the past.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/store.hpp"

namespace keyglass::storage {

// A way through the keys of one moment in byte order. For one thread.
class OrderedKeys {
 public:
  virtual ~OrderedKeys() = default;
  // Goes to the first key that is not less than `key`.
  virtual void seek(std::string_view key) = 0;
  // Goes to the next key. Only where valid().
  virtual void next() = 0;
  // False at the end; then failure() says whether it is one.
  virtual bool valid() const = 0;
  virtual Status failure() const { return Done{}; }
  // Only where valid(); until the next call of seek() or next().
  virtual std::string_view key() const = 0;
  // What stands under key(), its value only if asked for; nullopt if no reader may see it (it has expired, or
  // was absent at that moment). Fails with corrupt.
  virtual Result<std::optional<Entry>> read(bool with_value) const = 0;
};

// One page of `query`, as Store::scan() gives it. Its cursor is the key to go on from. Costs one seek for
// each folded prefix, and looks at no more than page_examined_max keys.
Result<Page> scan_in_order(OrderedKeys& keys, const ScanQuery& query);

// Counts what begins with `prefix`, looking at no more than page_examined_max keys: exact if that was all.
// The revision is left at 0.
Result<StoreStats> count_in_order(OrderedKeys& keys, std::string_view prefix);

// The first string after all that begin with `prefix`; empty if there is none.
std::string end_of_prefix(std::string_view prefix);

// Success unless `query` has both a delimiter and a glob: then invalid, field "glob".
Status check_scan_query(const ScanQuery& query);

}  // namespace keyglass::storage
