// Vectors of server_capabilities.hpp.
#include "keyglass/server_capabilities.hpp"
#include "vectors.hpp"

namespace keyglass::test {
namespace {

Vector told(std::string statement, std::string_view json, std::string expected) {
  const auto decoded = decode_server_capabilities(json);
  if (!decoded) return {std::move(statement), shown(decoded.error()), std::move(expected)};
  const ServerCapabilities& server = decoded.value();
  std::string actual = server.version + (server.asks_for_tokens ? " closed " : " open ") + server.scope;
  for (const std::string& prefix : server.prefixes) actual += " " + prefix;
  actual += "; " + server.engine + " " + server.durability;
  if (server.history) {
    actual += " " + std::to_string(server.history_versions_max) + " versions " +
              std::to_string(server.history_hours_max) + " hours";
  }
  if (server.atomic_batches) actual += " batches";
  if (server.change_feed) actual += " changes";
  actual += "; " + std::to_string(server.value_bytes_max);
  return {std::move(statement), std::move(actual), std::move(expected)};
}

}  // namespace

Group server_vectors() {
  return {"What a server says of itself",
          {
              told("All of it",
                   R"({"version":"1.2.3","auth":{"required":true,"scope":"write","prefixes":["ci/","job/"]},)"
                   R"("limits":{"value_bytes_max":16,"page_keys_max":1},"store":{"engine":"rocksdb",)"
                   R"("durability":"synced","history":true,"history_versions_max":10,"history_hours_max":24,)"
                   R"("atomic_batches":true,"change_feed":true,"later":1},"more":[]})",
                   "1.2.3 closed write ci/ job/; rocksdb synced 10 versions 24 hours batches changes; 16"),
              told("The least", R"({"auth":{"scope":"none"}})", " open none;  ; 0"),
              told("Without auth", "{}", "invalid [auth] auth is missing"),
              told("Without a scope", R"({"auth":{}})", "invalid [auth.scope] auth: scope is missing"),
              told("A scope that is a number", R"({"auth":{"scope":1}})",
                   "invalid [auth.scope] auth: scope must be…"),
              told("A prefix that is a number", R"({"auth":{"scope":"read","prefixes":[1]}})",
                   "invalid [auth.prefixes] auth: prefixes must be strings"),
              told("A store that is text", R"({"auth":{"scope":"read"},"store":"x"})", "invalid [store]…"),
              told("No JSON", "<html>", "invalid []…"),
          }};
}

}  // namespace keyglass::test
