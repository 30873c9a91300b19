// SPDX-License-Identifier: MIT
// Splits a line of a POSIX shell into its simple commands. Expands nothing.
#pragma once

#include <string>
#include <vector>

namespace portone::app {

/// The words of each simple command, without quotes, redirections and comments. Separators are
/// those of lists, pipelines and groups; each parenthesis of a subshell is a command of its own,
/// "(" or ")". A word with an expansion in it ("$PORT", "`date`") is
/// "$". Never fails: what is not closed ends with the line.
std::vector<std::vector<std::string>> SplitShellLine(const std::string& line);

}  // namespace portone::app
