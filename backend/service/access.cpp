// Allowed or not: see access.hpp.
#include "service/access.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>

namespace keyglass::service {
namespace {

Error forbidden(std::string message) {
  return Error{.code = ErrorCode::forbidden, .message = std::move(message)};
}

std::string quoted_list(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) {
    list += list.empty() ? "\"" : ", \"";
    list += text + "\"";
  }
  return list;
}

}  // namespace

std::string_view name_of(Scope scope) {
  constexpr std::array<std::string_view, 4> names{"open", "read", "write", "admin"};
  return names[static_cast<std::size_t>(scope)];
}

const std::shared_ptr<const Access>& Access::everything() {
  static const auto access =
      std::make_shared<const Access>(std::string{}, Scope::admin, std::vector<std::string>{});
  return access;
}

const std::shared_ptr<const Access>& Access::nothing() {
  static const auto access =
      std::make_shared<const Access>(std::string{}, Scope::open, std::vector<std::string>{});
  return access;
}

Access::Access(std::string name, Scope scope, std::vector<std::string> prefixes)
    : name_(std::move(name)), scope_(scope), prefixes_(std::move(prefixes)) {
  assert(std::ranges::none_of(prefixes_, &std::string::empty));
}

Status Access::check_scope(Scope needed) const {
  if (scope_ >= needed) return Done{};
  return forbidden("this needs a token with the scope " + std::string(name_of(needed)) +
                   "; the one given has " + std::string(name_of(scope_)));
}

bool Access::reaches(std::string_view begin) const {
  if (prefixes_.empty()) return true;
  return std::ranges::any_of(prefixes_, [&](const std::string& own) { return begin.starts_with(own); });
}

Status Access::check_key(std::string_view key) const {
  if (reaches(key)) return Done{};
  Error error = forbidden("this token reaches only keys that begin with " + quoted_list(prefixes_));
  error.key = key;
  return error;
}

Status Access::check_prefix(std::string_view prefix) const {
  if (reaches(prefix)) return Done{};
  return forbidden("this token reaches only keys that begin with " + quoted_list(prefixes_) +
                   ": ask for a prefix (or a pattern) that begins so");
}

}  // namespace keyglass::service
