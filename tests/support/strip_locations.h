// SPDX-License-Identifier: MIT
// Scenario error messages for tests that do not check source locations.
#pragma once

#include <regex>
#include <string>

namespace portone::testing {

/// "shop.json:3:12: /given: ..." as "shop.json: /given: ...", in every line.
inline std::string StripLocations(const std::string& message) {
  static const std::regex kPlace(R"(:\d+:\d+: /)");
  return std::regex_replace(message, kPlace, ": /");
}

}  // namespace portone::testing
