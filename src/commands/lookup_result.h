// SPDX-License-Identifier: MIT
// The result of looking up several items at once.
#pragma once

#include <vector>

namespace portone::commands {

/// An incomplete result is sent with HTTP status 207 instead of 200.
template <class T>
struct LookupResult {
  std::vector<T> list;   ///< at least one
  bool complete = true;  ///< all requested items were found
};

}  // namespace portone::commands
