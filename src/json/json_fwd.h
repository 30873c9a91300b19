// SPDX-License-Identifier: MIT
// Declares the JSON tree type, for headers that only refer to it.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace portone {

/// Keeps keys in the order in which they were written. Looks a key up linearly: objects that may
/// have very many keys are built and searched through json/members.h.
using Json = nlohmann::ordered_json;

}  // namespace portone
