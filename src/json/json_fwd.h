// SPDX-License-Identifier: MIT
// Declares the JSON tree type, for headers that only refer to it.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace portone {

/// Keeps keys in the order in which they were written. Looks a key up linearly: what may hold very
/// many keys is built and looked up through json/members.h.
using Json = nlohmann::ordered_json;

}  // namespace portone
