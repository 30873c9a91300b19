// SPDX-License-Identifier: MIT
// What must be true whatever a caller sends. A violation is a bug of the emulator: the sandbox in
// which it happens refuses further work until it is reset.
#pragma once

#include <stdexcept>
#include <string>

namespace portone {

class InvariantViolation : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

}  // namespace portone

/// Always compiled in. Throws InvariantViolation with the reason, the condition and its place.
#define PORTONE_INVARIANT(condition, why)                                                        \
  do {                                                                                           \
    if (!(condition)) {                                                                          \
      throw ::portone::InvariantViolation(std::string(why) + " (" #condition ", " __FILE__ ":" + \
                                          std::to_string(__LINE__) + ")");                       \
    }                                                                                            \
  } while (false)
