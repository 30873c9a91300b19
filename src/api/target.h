// SPDX-License-Identifier: MIT
// A request target taken apart: decoded path segments and the query as it came.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/error.h"

namespace portone::api {

struct Target {
  std::vector<std::string> segments;  ///< decoded one by one, so "%2F" stays inside its segment
  std::string_view query;             ///< a view into the target that was split
};

/// Splits first and decodes then. Trailing slashes are dropped. Refused: MalformedTarget.
// FIDELITY: trailing-slashes
Result<Target> SplitTarget(std::string_view target);

}  // namespace portone::api
