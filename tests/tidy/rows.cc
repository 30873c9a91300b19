// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "tidy/markdown.h"
#include "tidy/rules.h"

namespace portone::tidy {
namespace {

constexpr std::string_view kList = "fixtures/reference/rows.txt";
constexpr std::string_view kOutOfScope = "Out of scope";

/// "N10" and the like: one or two of the letters of a part, then digits.
bool IsRowNumber(std::string_view text) {
  const std::size_t digits = text.find_first_of("0123456789");
  if (digits == 0 || digits == std::string_view::npos || digits > 2) return false;
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(digits), upper) &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(digits), text.end(), digit);
}

std::set<std::string> ReadListedRows(std::string_view text) {
  std::set<std::string> rows;
  for (const std::string& line : SplitDataLines(text)) {
    const std::size_t blank = line.find(' ');
    const int count = std::stoi(line.substr(blank + 1));
    for (int i = 1; i <= count; ++i)
      rows.insert(line.substr(0, blank) + std::to_string(i));
  }
  return rows;
}

struct DocumentedRow {
  std::string path;
  int line = 0;
  bool out_of_scope = false;
  std::string test;  ///< its column Test
};

bool IsOutOfScope(const std::vector<Heading>& headings, int line) {
  const auto next = std::find_if(headings.begin(), headings.end(),
                                 [line](const Heading& heading) { return heading.line > line; });
  return next != headings.begin() && std::prev(next)->text == kOutOfScope;
}

/// Lines "| N10 | ..." of the pages, by their row; one that appears twice is reported.
std::map<std::string, DocumentedRow> FindDocumentedRows(const Tree& tree, Violations& found) {
  std::map<std::string, DocumentedRow> rows;
  for (const SourceFile& page : tree) {
    if (!IsFidelityPage(page.path)) continue;
    const std::vector<Heading> headings = ReadHeadings(page.text);
    for (const TableRow& row : ReadTableRows(page.text)) {
      if (row.cells.empty() || !IsRowNumber(row.cells.front())) continue;
      const std::string* test = FindCell(row, "Test");
      const DocumentedRow line{page.path, row.line, IsOutOfScope(headings, row.line),
                               test == nullptr ? std::string{} : *test};
      if (rows.insert({row.cells.front(), line}).second) continue;
      found.push_back(
          {page.path, row.line, "row " + row.cells.front() + " appears twice", "keep one line"});
    }
  }
  return rows;
}

/// The row numbers with which a test's name begins: "N1, N2: the window ...".
std::vector<std::string> ParseRowNumbers(std::string_view name) {
  std::vector<std::string> rows;
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return rows;
  std::string_view rest = name.substr(0, colon);
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    std::string_view row = rest.substr(0, comma);
    while (row.starts_with(' '))
      row.remove_prefix(1);
    if (!IsRowNumber(row)) return {};
    rows.emplace_back(row);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return rows;
}

struct TestLocation {
  std::string path;
  int line;
};

std::multimap<std::string, TestLocation> FindTestedRows(const Tree& tree) {
  std::multimap<std::string, TestLocation> rows;
  for (const SourceFile& file : tree) {
    if (!IsIn(file.path, "tests") || !EndsWith(file.path, "_test.cc")) continue;
    const std::vector<Token> tokens = Tokenize(file.text);
    for (std::size_t at = 2; at < tokens.size(); ++at) {
      if (tokens[at - 2].text != "TEST_CASE" || tokens[at].kind != Token::Kind::kString) continue;
      for (const std::string& row : ParseRowNumbers(tokens[at].text))
        rows.insert({row, {file.path, tokens[at].line}});
    }
  }
  return rows;
}

std::string GetFileName(const std::string& path) {
  return path.substr(path.find_last_of('/') + 1);
}

/// Reports a row on a page that has no test or does not name it.
void CheckTests(const std::string& row, const DocumentedRow& line,
                const std::multimap<std::string, TestLocation>& tested, Violations& found) {
  if (line.out_of_scope) return;
  const auto [first, last] = tested.equal_range(row);
  if (first == last) {
    found.push_back({line.path, line.line, "row " + row + " has no test",
                     "name a test \"" + row + ": ...\", or move the line out of scope"});
    return;
  }
  const bool is_named = std::any_of(first, last, [&line](const auto& test) {
    return line.test.find("`" + GetFileName(test.second.path) + "`") != std::string::npos;
  });
  if (is_named) return;
  found.push_back({line.path, line.line, "row " + row + " does not name its test",
                   "write `" + GetFileName(first->second.path) + "` in its column Test"});
}

}  // namespace

Violations CheckRows(const Tree& tree) {
  Violations found;
  const SourceFile* list = FindFile(tree, kList);
  if (list == nullptr) return found;
  const std::set<std::string> listed = ReadListedRows(list->text);
  const auto documented = FindDocumentedRows(tree, found);
  const auto tested = FindTestedRows(tree);
  for (const std::string& row : listed) {
    const auto line = documented.find(row);
    if (line != documented.end()) {
      CheckTests(row, line->second, tested, found);
      continue;
    }
    found.push_back({std::string(kList), 1, "row " + row + " is missing",
                     "add a line \"| " + row + " | ...\" to its gateway's page in docs/gateways"});
  }
  for (const auto& [row, line] : documented) {
    if (listed.contains(row)) continue;
    found.push_back({line.path, line.line, "there is no row " + row,
                     "mend the number, or add it to " + std::string(kList)});
  }
  for (const auto& [row, test] : tested) {
    if (listed.contains(row)) continue;
    found.push_back({test.path, test.line, "there is no row " + row,
                     "mend the test's name, or add the row to " + std::string(kList)});
  }
  return found;
}

}  // namespace portone::tidy
