// SPDX-License-Identifier: MIT
// The project's pages: their fenced blocks, and what their shell sessions print. A session is every
// `sh` block of a page that talks to an emulator, in reading order, as one paste.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portone::testing {

/// A fenced block.
struct Block {
  std::string language;
  std::string text;         ///< without its fences; every line ends with a newline
  std::string line_before;  ///< the line before the block, which may be a marker comment
  int line = 0;             ///< number of the opening fence's line, from 1
};

/// The READMEs and everything below docs/, by path in this source tree.
std::vector<std::string> FindDocPages();

/// The fenced blocks of a page, in order.
std::vector<Block> ReadBlocks(const std::string& page);

/// Whether a block talks to an emulator: it names $BASE or $TOKEN, or calls a function of the
/// README's session.
bool IsSessionBlock(const Block& block);

/// Whether each command of a block only starts something: make, docker, the program itself.
bool OnlyStartsPrograms(const Block& block);

/// A page's session, and the lines that the page says the session prints.
struct Session {
  std::string script;
  std::vector<std::string> printed_lines;
};

/// The session blocks of a page as one script. "# → " begins a line that the session prints,
/// "# →   " continues it.
Session JoinSessions(const std::vector<Block>& blocks);

/// Whether `line` is the line that a page prints as `pattern`, in which "…" stands for any text.
bool MatchesPrintedLine(std::string_view pattern, std::string_view line);

/// The commands of a block without comments and blank lines, to compare two languages.
std::string ExtractCommands(const Block& block);

}  // namespace portone::testing
