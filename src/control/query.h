// SPDX-License-Identifier: MIT
// The query of a control request, read strictly: a parameter that the row does not know is refused
// by its name.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "control/control_error.h"

namespace portone::control {

class Query {
 public:
  /// `known`: what the row understands besides `sandbox`. Refused: kMalformedRequest,
  /// kInvalidParameter.
  static ControlResult<Query> Read(std::string_view query,
                                   const std::vector<std::string_view>& known);

  /// Absent and empty are the same thing.
  std::optional<std::string> Text(std::string_view name) const;
  /// Refused: kInvalidParameter, when it is no whole number from 0 to `most`.
  ControlResult<std::optional<std::int64_t>> Count(std::string_view name, std::int64_t most) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace portone::control
