// SPDX-License-Identifier: MIT
// The pages that authors of tests open are there in English and in Korean, and neither is behind
// the other. What the sentences say is for people to judge; headings, rows and samples are not.
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/doc_page.h"
#include "support/scenario_files.h"
#include "tidy/markdown.h"

namespace portone::tidy {
namespace {

using testing::Block;
using testing::ReadBlocks;
using testing::ReadSourceFile;

/// In docs/, without their extensions.
const std::vector<std::string> kPages = {"checkouts", "clients",         "clock",   "control-api",
                                         "coverage",  "faults",          "log",     "scenarios",
                                         "verify",    "troubleshooting", "webhooks"};

std::vector<int> GetHeadingLevels(const std::string& text) {
  std::vector<int> levels;
  for (const Heading& heading : ReadHeadings(text))
    levels.push_back(heading.level);
  return levels;
}

/// The code spans of a cell, with their backquotes.
std::vector<std::string> FindCodeSpans(const std::string& cell) {
  std::vector<std::string> codes;
  for (std::size_t open = cell.find('`'); open != std::string::npos;) {
    const std::size_t close = cell.find('`', open + 1);
    if (close == std::string::npos) break;
    codes.push_back(cell.substr(open, close + 1 - open));
    open = cell.find('`', close + 1);
  }
  return codes;
}

/// The codes of an English row that its Korean twin lacks in the same column.
std::vector<std::string> MissingCodes(const TableRow& korean, const TableRow& english) {
  std::vector<std::string> missing;
  for (std::size_t column = 0; column < english.cells.size(); ++column) {
    for (const std::string& code : FindCodeSpans(english.cells[column])) {
      if (korean.cells[column].find(code) == std::string::npos) missing.push_back(code);
    }
  }
  return missing;
}

TEST_CASE("twins: both languages of a page have the same headings, rows and samples", "[tidy]") {
  for (const std::string& name : kPages) {
    CAPTURE(name);
    const std::string english = ReadSourceFile("docs/" + name + ".md");
    const std::string korean = ReadSourceFile("docs/" + name + ".ko.md");
    CHECK(GetHeadingLevels(english) == GetHeadingLevels(korean));

    const std::vector<TableRow> rows = ReadTableRows(english);
    const std::vector<TableRow> their_rows = ReadTableRows(korean);
    REQUIRE(rows.size() == their_rows.size());
    for (std::size_t at = 0; at < rows.size(); ++at) {
      CAPTURE(rows[at].line, their_rows[at].line);
      REQUIRE(rows[at].cells.size() == their_rows[at].cells.size());
      CHECK(MissingCodes(their_rows[at], rows[at]) == std::vector<std::string>{});
    }

    const std::vector<Block> blocks = ReadBlocks("docs/" + name + ".md");
    const std::vector<Block> their_blocks = ReadBlocks("docs/" + name + ".ko.md");
    REQUIRE(blocks.size() == their_blocks.size());
    for (std::size_t at = 0; at < blocks.size(); ++at) {
      CAPTURE(blocks[at].line, their_blocks[at].line);
      CHECK(blocks[at].language == their_blocks[at].language);
      // Scenarios say in the reader's language what they are about.
      if (name != "scenarios") CHECK(blocks[at].text == their_blocks[at].text);
    }
  }
}

TEST_CASE("twins: they link to each other, and the index links to both", "[tidy]") {
  const std::string index = ReadSourceFile("docs/README.md");
  for (const std::string& name : kPages) {
    CAPTURE(name);
    const std::string to_english = "](" + name + ".md)";
    const std::string to_korean = "](" + name + ".ko.md";
    CHECK(ReadSourceFile("docs/" + name + ".ko.md").find(to_english) != std::string::npos);
    CHECK(ReadSourceFile("docs/" + name + ".md").find(to_korean) != std::string::npos);
    CHECK(index.find("](" + name + ".md") != std::string::npos);
    CHECK(index.find(to_korean) != std::string::npos);
  }
}

TEST_CASE("twins: every Korean page is in this test's list", "[tidy]") {
  for (const std::string& page : testing::FindDocPages()) {
    // These two differ on purpose: the options have the test cards, too.
    if (!page.ends_with(".ko.md") || page == "README.ko.md" || page == "docs/options.ko.md")
      continue;
    CAPTURE(page);
    const std::string name = page.substr(5, page.size() - 5 - 6);
    CHECK(std::count(kPages.begin(), kPages.end(), name) == 1);
  }
}

}  // namespace
}  // namespace portone::tidy
