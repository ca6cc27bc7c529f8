// The server in words: its store's promises, and what this page may do there. Pure functions; any thread.
#pragma once

#include <string>
#include <string_view>

#include "app/server.hpp"

namespace keyglass::view {

// "rocksdb · durable", or "" where the server did not say.
std::string store_words(const app::Server& server);

// "Every write is on disk before its answer."
std::string_view durability_words(const app::Server& server);

// "10 versions of each key, for 7 days", "Not kept".
std::string history_words(const app::Server& server);

// "Everything", "Reading and writing keys under ci/".
std::string access_words(const app::Server& server);

}  // namespace keyglass::view
