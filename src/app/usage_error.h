// SPDX-License-Identifier: MIT
// How invalid arguments, variables and lines of the configuration file are refused.
#pragma once

#include <stdexcept>

namespace portone::app {

/// Invalid arguments, variables or configuration. `what()` is a one-line message.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace portone::app
