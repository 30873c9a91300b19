// SPDX-License-Identifier: MIT
// Whether a program can share a clock: whether a library can be loaded into it, and it asks the C
// library for the time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/command_line.h"

namespace portone::app {

/// Why the program, a path or a name found in the PATH of `own_environment`, would keep the
/// machine's time, as a sentence that begins with its path: it is statically linked, written in Go,
/// 32-bit where this program is 64-bit, built for another machine, or runs with other rights. A
/// script is judged by its interpreter. Nothing when the program can share a clock, and when there
/// is no such program. What it starts in turn is not checked.
std::optional<std::string> FindClockSharingProblem(const std::string& program,
                                                   const Environment& own_environment);

/// Why a command is refused because a program that it starts, as far as its words show, would not
/// follow the clock: a sentence that says what to do about it; "": it is not refused.
std::string FindClockSharingRefusal(const std::vector<std::string>& command,
                                    const Environment& own_environment);
/// The same for a line of a POSIX shell.
std::string FindClockSharingRefusal(const std::string& shell_line,
                                    const Environment& own_environment);

}  // namespace portone::app
