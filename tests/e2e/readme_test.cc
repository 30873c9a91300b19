// SPDX-License-Identifier: MIT
// The pages' shell sessions, run word for word as a reader would paste them: all blocks of a page
// from top to bottom against one fresh emulator, which has to print what the page says it prints.
// (The README's C++ example is compiled as a program of its own, see tests/CMakeLists.txt.)
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/doc_page.h"
#include "support/program.h"

namespace portone::testing {
namespace {

/// Nothing listens on port 1.
constexpr const char* kUnreachableHook = "http://127.0.0.1:1/portone/webhook";

/// Runs the page's session against an emulator as `make run` starts it, and compares its output.
/// Sessions of other pages run after the README's first block, which prints nothing.
void RunSession(const std::string& shell, const std::string& page) {
  std::vector<Block> blocks = ReadBlocks(page);
  if (page != "README.md" && page != "README.ko.md") {
    const std::vector<Block> readme = ReadBlocks("README.md");
    const auto opening = std::find_if(readme.begin(), readme.end(), IsSessionBlock);
    REQUIRE(opening != readme.end());
    blocks.insert(blocks.begin(), *opening);
  }
  const Session session = JoinSessions(blocks);
  const RunningEmulator emulator({"--webhook-url", kUnreachableHook, "--scenario",
                                  SourcePath("scenarios/kcp/monthly_subscription.json")});
  const ProgramResult result =
      RunToEnd({shell, "-u", "-c", session.script}, {"BASE=" + emulator.base_url()});
  INFO(result.out << result.err);
  CHECK(result.err.empty());
  std::istringstream out(result.out);
  std::string line;
  for (const std::string& printed : session.printed_lines) {
    CAPTURE(printed);
    REQUIRE(std::getline(out, line));
    CAPTURE(line);
    CHECK(MatchesPrintedLine(printed, line));
  }
  CHECK_FALSE(std::getline(out, line));
}

TEST_CASE("pages: a session pasted from top to bottom prints the output on its page", "[e2e]") {
  std::vector<std::string> session_pages;
  for (const std::string& page : FindDocPages()) {
    const std::vector<Block> blocks = ReadBlocks(page);
    if (std::any_of(blocks.begin(), blocks.end(), IsSessionBlock)) session_pages.push_back(page);
  }
  for (const char* page : {"README.md", "README.ko.md", "docs/guides-samples.md",
                           "docs/checkouts.md", "docs/magic-values.md", "docs/faults.md",
                           "docs/verify.md", "docs/webhooks.md", "docs/clock.md"}) {
    CAPTURE(page);
    CHECK(std::count(session_pages.begin(), session_pages.end(), page) == 1);
  }
  for (const std::string& page : session_pages) {
    for (const char* shell : {"sh", "bash"}) {
      CAPTURE(page, shell);
      RunSession(shell, page);
    }
  }
}

TEST_CASE("pages: a shell block is part of the session, or only starts programs", "[e2e]") {
  for (const std::string& page : FindDocPages()) {
    for (const Block& block : ReadBlocks(page)) {
      if (block.language != "sh" || block.line_before == "<!-- with your shop -->" ||
          block.line_before.starts_with("<!-- recipe: "))
        continue;
      CAPTURE(page, block.line, block.text);
      CHECK((IsSessionBlock(block) || OnlyStartsPrograms(block)));
    }
  }
}

TEST_CASE("pages: each session comes with its output", "[e2e]") {
  for (const std::string& page : FindDocPages()) {
    const Session session = JoinSessions(ReadBlocks(page));
    CAPTURE(page);
    CHECK(session.printed_lines.empty() == session.script.empty());
  }
}

TEST_CASE("pages: three dots stand for any text", "[e2e]") {
  CHECK(MatchesPrintedLine("a", "a"));
  CHECK_FALSE(MatchesPrintedLine("a", "ab"));
  CHECK(MatchesPrintedLine("a…", "ab"));
  CHECK(MatchesPrintedLine("…b…", "abc"));
  CHECK(MatchesPrintedLine("a…c…e", "abcde"));
  CHECK_FALSE(MatchesPrintedLine("a…c…e", "abcd"));
  CHECK_FALSE(MatchesPrintedLine("a…e…c", "abcde"));
  CHECK_FALSE(MatchesPrintedLine("b…", "ab"));
}

TEST_CASE("readme: both languages show the same commands", "[e2e]") {
  const std::vector<Block> english = ReadBlocks("README.md");
  const std::vector<Block> korean = ReadBlocks("README.ko.md");
  REQUIRE(english.size() == korean.size());
  for (std::size_t i = 0; i < english.size(); ++i) {
    CAPTURE(i);
    CHECK(english[i].language == korean[i].language);
    CHECK(english[i].line_before.starts_with("<!--") == korean[i].line_before.starts_with("<!--"));
    if (english[i].language != "sh" && english[i].language != "cpp") continue;
    CHECK(ExtractCommands(english[i]) == ExtractCommands(korean[i]));
  }
}

}  // namespace
}  // namespace portone::testing
