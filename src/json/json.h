// SPDX-License-Identifier: MIT
// The one JSON tree type of the project.
#pragma once

#include <nlohmann/json.hpp>

#include "json/json_fwd.h"

// Instantiated once, in json.cc: its instantiation is most of the cost of compiling a user.
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
