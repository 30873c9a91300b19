// SPDX-License-Identifier: MIT
// The pages' shell sessions, run word for word as a reader would paste them: all blocks of a page
// from top to bottom against one fresh emulator, which has to print what the page says it prints.
// (The README's C++ example is compiled as a program of its own, see tests/CMakeLists.txt.)
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/page.h"
#include "support/program.h"

namespace portone::testing {
namespace {

/// Nothing listens there.
constexpr const char* kDeadHook = "http://127.0.0.1:1/portone/webhook";

/// What the page's session prints against an emulator as `make run` starts it. Sessions of other
/// pages run after the README's first block, which prints nothing.
void RunSession(const std::string& shell, const std::string& page) {
  std::vector<Block> blocks = BlocksOf(page);
  if (page != "README.md" && page != "README.ko.md") {
    const std::vector<Block> readme = BlocksOf("README.md");
    const auto opening = std::find_if(readme.begin(), readme.end(), IsSession);
    REQUIRE(opening != readme.end());
    blocks.insert(blocks.begin(), *opening);
  }
  const Session session = SessionOf(blocks);
  const RunningEmulator emulator({"--webhook-url", kDeadHook, "--scenario",
                                  InTree("scenarios/kcp/monthly_subscription.json")});
  const Ending ending =
      RunToEnd({shell, "-u", "-c", session.script}, {"BASE=" + emulator.base_url()});
  INFO(ending.out << ending.err);
  CHECK(ending.err.empty());
  std::istringstream out(ending.out);
  std::string line;
  for (const std::string& printed : session.printed) {
    CAPTURE(printed);
    REQUIRE(std::getline(out, line));
    CAPTURE(line);
    CHECK(IsAsPrinted(printed, line));
  }
  CHECK_FALSE(std::getline(out, line));
}

TEST_CASE("pages: a session pasted from top to bottom prints what its page says", "[e2e]") {
  std::vector<std::string> with_session;
  for (const std::string& page : Pages()) {
    const std::vector<Block> blocks = BlocksOf(page);
    if (std::any_of(blocks.begin(), blocks.end(), IsSession)) with_session.push_back(page);
  }
  for (const char* page : {"README.md", "README.ko.md", "docs/guides-samples.md",
                           "docs/checkouts.md", "docs/magic-values.md", "docs/faults.md",
                           "docs/verify.md", "docs/webhooks.md", "docs/clock.md"}) {
    CAPTURE(page);
    CHECK(std::count(with_session.begin(), with_session.end(), page) == 1);
  }
  for (const std::string& page : with_session) {
    for (const char* shell : {"sh", "bash"}) {
      CAPTURE(page, shell);
      RunSession(shell, page);
    }
  }
}

TEST_CASE("pages: a shell block is run by the session, or only starts something", "[e2e]") {
  for (const std::string& page : Pages()) {
    for (const Block& block : BlocksOf(page)) {
      if (block.language != "sh" || block.before == "<!-- with your shop -->" ||
          block.before.starts_with("<!-- recipe: "))
        continue;
      CAPTURE(page, block.line, block.text);
      CHECK((IsSession(block) || OnlyStarts(block)));
    }
  }
}

TEST_CASE("pages: a session's blocks say what each prints", "[e2e]") {
  for (const std::string& page : Pages()) {
    const Session session = SessionOf(BlocksOf(page));
    CAPTURE(page);
    CHECK(session.printed.empty() == session.script.empty());
  }
}

TEST_CASE("pages: three dots stand for anything", "[e2e]") {
  CHECK(IsAsPrinted("a", "a"));
  CHECK_FALSE(IsAsPrinted("a", "ab"));
  CHECK(IsAsPrinted("a…", "ab"));
  CHECK(IsAsPrinted("…b…", "abc"));
  CHECK(IsAsPrinted("a…c…e", "abcde"));
  CHECK_FALSE(IsAsPrinted("a…c…e", "abcd"));
  CHECK_FALSE(IsAsPrinted("a…e…c", "abcde"));
  CHECK_FALSE(IsAsPrinted("b…", "ab"));
}

TEST_CASE("readme: both languages show the same commands", "[e2e]") {
  const std::vector<Block> english = BlocksOf("README.md");
  const std::vector<Block> korean = BlocksOf("README.ko.md");
  REQUIRE(english.size() == korean.size());
  for (std::size_t i = 0; i < english.size(); ++i) {
    CAPTURE(i);
    CHECK(english[i].language == korean[i].language);
    CHECK(english[i].before.starts_with("<!--") == korean[i].before.starts_with("<!--"));
    if (english[i].language != "sh" && english[i].language != "cpp") continue;
    CHECK(CommandsOf(english[i]) == CommandsOf(korean[i]));
  }
}

}  // namespace
}  // namespace portone::testing
