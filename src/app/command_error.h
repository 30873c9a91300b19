// SPDX-License-Identifier: MIT
// How a command that starts no emulator fails.
#pragma once

#include "portone/emulator.h"

namespace portone::app {

/// A command cannot do what it was asked to: no emulator answers, or a file cannot be read or
/// written. The message is for the user; the program ends as with a StartError.
class CommandError : public StartError {
 public:
  using StartError::StartError;
};

}  // namespace portone::app
