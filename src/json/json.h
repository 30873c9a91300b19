// SPDX-License-Identifier: MIT
// The one JSON tree type of the project.
#pragma once

#include <nlohmann/json.hpp>

namespace portone {

/// Keeps keys in the order in which they were written. Looks a key up linearly: input with very
/// many keys is bounded or read by other means.
using Json = nlohmann::ordered_json;

}  // namespace portone
