// Success or one domain error. Used at every seam of Keyglass instead of exceptions.
// Plain values: copyable, movable, safe to pass between threads.
#pragma once

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace keyglass {

// What went wrong, in the domain's terms. One table (error_codes.hpp) gives each its wire name and HTTP
// status.
enum class ErrorCode {
  invalid,              // the request names or holds something the rules forbid
  not_found,            // the key, version or plan does not exist (or has expired)
  precondition_failed,  // a condition of the request did not hold; nothing was changed
  conflict,             // the stored value does not allow this operation
  too_large,            // a stated limit was exceeded: see Error::limit and Error::actual
  unsupported,          // this engine does not offer it: see Store::capabilities()
  unavailable,          // the store cannot answer now; trying again later may help
  compacted,            // it was there once and is no longer kept: see Error::revision
  corrupt,              // stored bytes do not decode; the key is named
  unauthorized,         // nobody known asks: a token is missing, unknown or expired
  forbidden,            // the caller's token does not reach that far
};

// One failure. `message` is a sentence for people that names the thing; the other members help programs.
struct Error {
  ErrorCode code = ErrorCode::invalid;
  std::string message = {};
  std::string key = {};                        // the key concerned, or empty
  std::string field = {};                      // the request member concerned, or empty
  std::string etag = {};                       // the current ETag when a condition failed, or empty
  std::optional<std::uint64_t> limit = {};     // the bound that was exceeded (bytes or items)
  std::optional<std::uint64_t> actual = {};    // what was found instead, same unit as `limit`
  std::optional<std::uint64_t> revision = {};  // the one to go on from when older ones are compacted

  bool operator==(const Error&) const = default;
};

// A T or an Error, never both. value() on an error (and error() on a value) is a bug and asserts.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  const T& value() const& {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  T& value() & {
    assert(ok());
    return *std::get_if<0>(&state_);
  }
  T&& value() && {
    assert(ok());
    return std::move(*std::get_if<0>(&state_));
  }
  const Error& error() const {
    assert(!ok());
    return *std::get_if<1>(&state_);
  }

 private:
  std::variant<T, Error> state_;
};

// Success without a value: `return Done{};`.
struct Done {
  bool operator==(const Done&) const = default;
};
using Status = Result<Done>;

}  // namespace keyglass
