// Remote data in exactly one state: not asked, loading, failed, or there. Plain values; any thread.
// Loading and failed remember what was shown before, so that a refresh does not blank the screen.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

#include "app/trouble.hpp"

namespace keyglass::app {

struct NotAsked {
  bool operator==(const NotAsked&) const = default;
};

template <typename T>
struct Loading {
  std::uint64_t request_id = 0;
  std::optional<T> before;

  bool operator==(const Loading&) const = default;
};

template <typename T>
struct Failed {
  Trouble trouble;
  std::optional<T> before;

  bool operator==(const Failed&) const = default;
};

template <typename T>
using Remote = std::variant<NotAsked, Loading<T>, Failed<T>, T>;

// What can be shown now: the value, or the one before it. nullptr if there never was one.
template <typename T>
const T* shown(const Remote<T>& remote) {
  if (const T* value = std::get_if<T>(&remote)) return value;
  if (const auto* loading = std::get_if<Loading<T>>(&remote))
    return loading->before ? &*loading->before : nullptr;
  if (const auto* failed = std::get_if<Failed<T>>(&remote))
    return failed->before ? &*failed->before : nullptr;
  return nullptr;
}

template <typename T>
T* shown(Remote<T>& remote) {
  return const_cast<T*>(shown<T>(std::as_const(remote)));
}

template <typename T>
bool is_loading(const Remote<T>& remote) {
  return std::holds_alternative<Loading<T>>(remote);
}

template <typename T>
bool is_loading(const Remote<T>& remote, std::uint64_t request_id) {
  const auto* loading = std::get_if<Loading<T>>(&remote);
  return loading && loading->request_id == request_id;
}

template <typename T>
const Trouble* trouble_of(const Remote<T>& remote) {
  const auto* failed = std::get_if<Failed<T>>(&remote);
  return failed ? &failed->trouble : nullptr;
}

template <typename T>
std::optional<T> take_shown(Remote<T>& remote) {
  T* value = shown<T>(remote);
  return value ? std::optional<T>(std::move(*value)) : std::nullopt;
}

template <typename T>
void start_loading(Remote<T>& remote, std::uint64_t request_id) {
  auto before = take_shown<T>(remote);
  remote = Loading<T>{request_id, std::move(before)};
}

template <typename T>
void fail(Remote<T>& remote, Trouble trouble) {
  auto before = take_shown<T>(remote);
  remote = Failed<T>{std::move(trouble), std::move(before)};
}

}  // namespace keyglass::app
