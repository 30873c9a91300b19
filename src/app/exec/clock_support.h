// SPDX-License-Identifier: MIT
// Whether a program can share a clock: whether a library can be loaded into it, and it asks the C
// library for the time.
#pragma once

#include <optional>
#include <string>

#include "app/command_line.h"

namespace portone::app {

/// Why the program, a path or a name found in the PATH of `present`, would keep the machine's time,
/// as a sentence that begins with its path: it is static, of Go, for another machine, or runs with
/// other rights. For a script its interpreter counts. Nothing when it can share a clock, and when
/// there is no such program. What the program starts in turn is not known.
std::optional<std::string> FindClockObstacle(const std::string& program,
                                             const Environment& present);

}  // namespace portone::app
