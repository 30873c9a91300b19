// SPDX-License-Identifier: MIT
// Conditions that hold for any input. A violation is a bug in the emulator: the affected sandbox
// refuses further work until it is reset.
#pragma once

#include <stdexcept>
#include <string>

namespace portone {

class InvariantViolation : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

}  // namespace portone

/// Always compiled in. Throws InvariantViolation with the message, the condition and its source
/// location.
#define PORTONE_INVARIANT(condition, message)                                 \
  do {                                                                        \
    if (!(condition)) {                                                       \
      throw ::portone::InvariantViolation(std::string(message) +              \
                                          " (" #condition ", " __FILE__ ":" + \
                                          std::to_string(__LINE__) + ")");    \
    }                                                                         \
  } while (false)
