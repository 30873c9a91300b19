// SPDX-License-Identifier: MIT
// What was found of several things that were asked for.
#pragma once

#include <vector>

namespace portone::commands {

/// The API answers 207 instead of 200 when it is not complete.
template <class T>
struct Found {
  std::vector<T> list;   ///< at least one
  bool complete = true;  ///< nothing that was asked for is missing
};

}  // namespace portone::commands
