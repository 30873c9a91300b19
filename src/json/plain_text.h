// SPDX-License-Identifier: MIT
// A JSON value where only text can stand: in a form, a header, a path.
#pragma once

#include <string>

#include "json/json.h"

namespace portone::json {

/// A text as it is, anything else as JSON.
inline std::string ToText(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace portone::json
