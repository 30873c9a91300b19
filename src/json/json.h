// SPDX-License-Identifier: MIT
// The one JSON tree type of the project.
#pragma once

#include <nlohmann/json.hpp>

namespace portone {

/// Keeps keys in the order in which they were written. Looks a key up linearly: what may hold very
/// many keys is built by appending to it.
using Json = nlohmann::ordered_json;

}  // namespace portone

// Instantiated once, in json.cc: most of what it costs to compile a file that uses it.
extern template class nlohmann::basic_json<nlohmann::ordered_map>;
