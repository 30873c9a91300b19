// SPDX-License-Identifier: MIT
// Which programs a command starts, as far as its words show. Reads no file and starts nothing.
#pragma once

#include <string>
#include <vector>

namespace portone::app {

/// The programs that the command starts in this process's environment, as paths or names to be
/// found in PATH, each once: the first word, and what follows wrappers whose words name
/// another program: env, exec, nohup, nice, timeout and the like, `sh -c LINE`, npx, `npm exec`,
/// `bundle exec`, `poetry run`. One that is started without LD_PRELOAD on purpose
/// (`env -u LD_PRELOAD`, `LD_PRELOAD= `) is left out, with what it starts. What scripts start is
/// not seen.
std::vector<std::string> FindStartedPrograms(const std::vector<std::string>& command);

/// The same for a line of a POSIX shell: each command in it whose name is written out.
std::vector<std::string> FindStartedPrograms(const std::string& shell_line);

}  // namespace portone::app
