// SPDX-License-Identifier: MIT
// Why a window failed, read from the callback that its page received. Independent of the gateway.
#pragma once

#include <string>

#include "json/json.h"

namespace portone::testing {

/// "8812 한도 초과", whether the callback has an error_code or the gateway's code stands inside the
/// text, after PortOne's own words; the text alone when there is no code.
inline std::string FormatRefusal(const Json& callback) {
  const auto text = callback.at("error_msg").get<std::string>();
  if (callback.contains("error_code")) {
    return callback.at("error_code").get<std::string>() + " " + text;
  }
  if (!text.starts_with("F0004:")) return text;
  std::string tail = text.substr(text.find(") ") + 2);
  const std::string bracket = "[코드: ";
  if (tail.starts_with(bracket)) {
    tail.erase(0, bracket.size());
    return tail.erase(tail.find(']'), 1);
  }
  return tail.erase(tail.find(", "), 1);
}

}  // namespace portone::testing
