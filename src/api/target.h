// SPDX-License-Identifier: MIT
// A parsed request target: decoded path segments and the raw query.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/result.h"

namespace portone::api {

struct Target {
  std::vector<std::string> segments;  ///< decoded after splitting: "%2F" does not split a segment
  std::string_view query;             ///< a view into the argument of `SplitTarget`
};

/// Splits the path, then decodes each segment. Trailing slashes are dropped. Errors:
/// MalformedTarget.
// FIDELITY: trailing-slashes
Result<Target> SplitTarget(std::string_view target);

}  // namespace portone::api
