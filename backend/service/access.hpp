// What one caller may do: a scope, and the keys it reaches. The one place that decides "allowed or not".
// Knows no token and no header; values, any thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "keyglass/result.hpp"

namespace keyglass::service {

// Each holds those before it. `open` is what everyone may do, with or without a token.
enum class Scope { open, read, write, admin };

// "open", "read", "write", "admin".
std::string_view name_of(Scope scope);

class Access {
 public:
  // Where no tokens are asked for.
  static const std::shared_ptr<const Access>& everything();
  // Who did not say who they are: open endpoints alone.
  static const std::shared_ptr<const Access>& nothing();

  // `name` is the token's, for the log. `prefixes` empty: every key; else only keys that begin with one of
  // them, none of which may be empty.
  Access(std::string name, Scope scope, std::vector<std::string> prefixes);

  const std::string& name() const { return name_; }
  Scope scope() const { return scope_; }
  const std::vector<std::string>& prefixes() const { return prefixes_; }

  // Each fails with forbidden; the message names the scope or the prefixes that would do.
  Status check_scope(Scope needed) const;
  Status check_key(std::string_view key) const;
  // Every key that begins with `prefix`, which a pattern's literal prefix may be.
  Status check_prefix(std::string_view prefix) const;
  // The store as a whole.
  Status check_every_key() const { return check_prefix({}); }

 private:
  bool reaches(std::string_view begin) const;

  std::string name_;
  Scope scope_;
  std::vector<std::string> prefixes_;
};

}  // namespace keyglass::service
