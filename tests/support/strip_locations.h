// SPDX-License-Identifier: MIT
// Scenario error messages for tests that do not check source locations.
#pragma once

#include <string>

#include "support/pattern.h"

namespace portone::testing {

/// "shop.json:3:12: /given: ..." as "shop.json: /given: ...", in every line.
inline std::string StripLocations(const std::string& message) {
  static const Pattern kPlace(R"(:\d+:\d+: /)");
  return kPlace.ReplaceAll(message, ": /");
}

}  // namespace portone::testing
