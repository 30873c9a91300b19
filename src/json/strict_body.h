// SPDX-License-Identifier: MIT
// Reads a body of the emulator's own formats as one strict object.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "json/strict_object.h"

namespace portone::json {

struct BodyProblem {
  bool is_json = true;  ///< false: the text is not JSON at all
  std::string message;
  std::string parameter{};  ///< the first one at fault, or ""
};

/// Passes the body's object to `read` (an empty object for an empty body), then reports the keys
/// that `read` did not take. Returns nothing when all is well, else all problems in one message (of
/// more than 100 the first ones and the number of the others).
std::optional<BodyProblem> ReadStrictBody(std::string_view body,
                                          const std::function<void(StrictObject&)>& read);

}  // namespace portone::json
