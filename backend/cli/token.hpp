// The token that a client sends.
#pragma once

#include <string>

#include "config/client_options.hpp"
#include "keyglass/result.hpp"

namespace keyglass::cli {

// That in the file, else the one given by itself, without white space around it; empty: none.
// Fails with invalid if the file cannot be read, or what is there is no token; the message never holds it.
Result<std::string> token_of(const config::ClientOptions& options);

}  // namespace keyglass::cli
