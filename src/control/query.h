// SPDX-License-Identifier: MIT
// Strict parsing of the query of a control request: the error names the unknown parameter.
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
  /// `known`: the parameters of the route, apart from `sandbox`, which is always allowed. Errors:
  /// kMalformedRequest, kInvalidParameter.
  static ControlResult<Query> Read(std::string_view query,
                                   const std::vector<std::string_view>& known);

  /// An empty value counts as absent.
  std::optional<std::string> Text(std::string_view name) const;
  /// Error kInvalidParameter when the value is not a whole number from 0 to `max`.
  ControlResult<std::optional<std::int64_t>> Count(std::string_view name, std::int64_t max) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

}  // namespace portone::control
