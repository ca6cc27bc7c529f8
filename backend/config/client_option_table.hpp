// The rows of the option table that only clients of the API have.
#pragma once

#include <span>

#include "config/option_table.hpp"

namespace keyglass::config {

std::span<const OptionRow> client_option_rows();

}  // namespace keyglass::config
