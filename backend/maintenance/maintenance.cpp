// Commands on a store's directory: see maintenance.hpp.
#include "maintenance/maintenance.hpp"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "keyglass/json_text.hpp"
#include "keyglass/result.hpp"
#include "storage/open_store.hpp"
#include "storage/rocksdb_check.hpp"
#include "storage/rocksdb_copy.hpp"

namespace keyglass::maintenance {
namespace {

using storage::StoreCheck;
using storage::StoreFault;

constexpr int exit_done = 0;
constexpr int exit_failed = 1;
constexpr int exit_refused = 2;

Outcome ended(int exit_code, const std::string& message) {
  return {exit_code, "", "keyglass: " + message + '\n'};
}

// Keys are bytes of others: they reach a terminal only as JSON strings.
Outcome failed(const Error& error) {
  const std::string key = error.key.empty() ? "" : " (key " + encode_json_string(error.key) + ')';
  return ended(exit_failed, error.message + key);
}

std::optional<std::string> path_in(std::string_view store_url) {
  constexpr std::string_view scheme = "rocksdb:";
  if (!store_url.starts_with(scheme) || store_url.size() == scheme.size()) return std::nullopt;
  return std::string(store_url.substr(scheme.size()));
}

Outcome no_directory(const std::string& store_url) {
  return ended(exit_refused,
               "--store " + storage::without_password(store_url) +
                   " keeps no directory of Keyglass's: check, backup and restore take rocksdb:PATH");
}

struct Number {
  const char* name;
  std::uint64_t StoreCheck::*value;
};
constexpr std::array numbers{Number{"format", &StoreCheck::format},
                             Number{"revision", &StoreCheck::revision},
                             Number{"acknowledged", &StoreCheck::acknowledged},
                             Number{"feed_floor", &StoreCheck::feed_floor},
                             Number{"entries", &StoreCheck::entries},
                             Number{"bytes", &StoreCheck::bytes},
                             Number{"expiring", &StoreCheck::expiring},
                             Number{"history", &StoreCheck::history},
                             Number{"changes", &StoreCheck::changes},
                             Number{"notes", &StoreCheck::notes}};

std::string text_of(const StoreFault& fault) {
  std::string text = fault.family.empty() ? "store" : fault.family;
  if (!fault.key.empty()) text += ' ' + encode_json_string(fault.key);
  return text + ": " + fault.what + '\n';
}

std::string text_of(const StoreCheck& check) {
  std::string text;
  for (const Number& number : numbers) {
    std::string name = number.name;
    name.resize(14, ' ');
    text += name + std::to_string(check.*number.value) + '\n';
  }
  for (const StoreFault& fault : check.faults) text += text_of(fault);
  if (check.sound()) return text + "sound\n";
  return text + std::to_string(check.fault_count) + (check.fault_count == 1 ? " fault\n" : " faults\n");
}

std::string json_of(const StoreCheck& check) {
  JsonObjectText object;
  object.add_boolean("sound", check.sound());
  for (const Number& number : numbers) object.add_integer(number.name, check.*number.value);
  std::string faults = "[";
  for (const StoreFault& fault : check.faults) {
    if (faults.size() > 1) faults += ',';
    JsonObjectText one;
    one.add_text("family", fault.family);
    one.add_text("key", fault.key);
    one.add_text("what", fault.what);
    faults += one.finish();
  }
  object.add_integer("fault_count", check.fault_count);
  object.add_json("faults", faults + ']');
  return object.finish() + '\n';
}

std::string holds(const std::string& path, const StoreCheck& check) {
  return path + " holds " + std::to_string(check.entries) + " entries of revision " +
         std::to_string(check.revision) + ", checked\n";
}

}  // namespace

Outcome check(const std::string& store_url, bool as_json) {
  const auto path = path_in(store_url);
  if (!path) return no_directory(store_url);
  const auto checked = storage::check_rocksdb(*path);
  if (!checked) return failed(checked.error());
  const StoreCheck& found = checked.value();
  return {found.sound() ? exit_done : exit_failed, as_json ? json_of(found) : text_of(found), ""};
}

Outcome back_up(const std::string& store_url, const std::string& to) {
  const auto path = path_in(store_url);
  if (!path) return no_directory(store_url);
  if (to.empty()) return ended(exit_refused, "backup needs --to DIRECTORY, one that is absent or empty");
  const auto made = storage::back_up_rocksdb({*path, to});
  if (!made) return failed(made.error());
  return {exit_done, holds(to, made.value()), ""};
}

Outcome restore(const std::string& from, const std::string& store_url) {
  const auto path = path_in(store_url);
  if (!path) return no_directory(store_url);
  if (from.empty()) return ended(exit_refused, "restore needs --from DIRECTORY, one that backup has made");
  const auto made = storage::restore_rocksdb({from, *path});
  if (!made) return failed(made.error());
  return {exit_done, holds(*path, made.value()), ""};
}

}  // namespace keyglass::maintenance
