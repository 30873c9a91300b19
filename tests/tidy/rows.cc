// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>

#include "tidy/rules.h"

namespace portone::tidy {
namespace {

constexpr std::string_view kList = "fixtures/reference/rows.txt";
constexpr std::string_view kFidelity = "docs/fidelity.md";
constexpr std::string_view kOutOfScope = "#### Out of scope";

/// "N10": one or two capital letters, then digits.
bool IsRowNumber(std::string_view text) {
  const std::size_t digits = text.find_first_of("0123456789");
  if (digits == 0 || digits == std::string_view::npos || digits > 2) return false;
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(digits), upper) &&
         std::all_of(text.begin() + static_cast<std::ptrdiff_t>(digits), text.end(), digit);
}

std::set<std::string> ListedRows(std::string_view text) {
  std::set<std::string> rows;
  for (const std::string& line : DataLines(text)) {
    const std::size_t blank = line.find(' ');
    const int count = std::stoi(line.substr(blank + 1));
    for (int i = 1; i <= count; ++i)
      rows.insert(line.substr(0, blank) + std::to_string(i));
  }
  return rows;
}

struct Documented {
  int line = 0;
  bool out_of_scope = false;
};

/// Lines "| N10 | ..." of the document by row; duplicates are reported.
std::map<std::string, Documented> DocumentedRows(const SourceFile& file, Violations& found) {
  std::map<std::string, Documented> rows;
  bool out_of_scope = false;
  int number = 0;
  for (const std::string_view line : Lines(file.text)) {
    ++number;
    if (line.starts_with("## ") || line.starts_with("### ") || line.starts_with("#### ")) {
      out_of_scope = line == kOutOfScope;
    }
    if (!line.starts_with("| ")) continue;
    const std::string row(line.substr(2, line.find(' ', 2) - 2));
    if (!IsRowNumber(row)) continue;
    if (!rows.insert({row, {number, out_of_scope}}).second) {
      found.push_back({file.path, number, "row " + row + " is a duplicate", "keep one line"});
    }
  }
  return rows;
}

/// The row numbers at the beginning of a test name: "N1, N2: the window ...".
std::vector<std::string> RowsOfName(std::string_view name) {
  std::vector<std::string> rows;
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return rows;
  std::string_view rest = name.substr(0, colon);
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    std::string_view one = rest.substr(0, comma);
    while (one.starts_with(' '))
      one.remove_prefix(1);
    if (!IsRowNumber(one)) return {};
    rows.emplace_back(one);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return rows;
}

std::map<std::string, std::pair<std::string, int>> TestedRows(const Tree& tree) {
  std::map<std::string, std::pair<std::string, int>> rows;
  for (const SourceFile& file : tree) {
    if (!IsIn(file.path, "tests") || !EndsWith(file.path, "_test.cc")) continue;
    const std::vector<Token> tokens = Tokenize(file.text);
    for (std::size_t at = 2; at < tokens.size(); ++at) {
      if (tokens[at - 2].text != "TEST_CASE" || tokens[at].kind != Token::Kind::kString) continue;
      for (const std::string& row : RowsOfName(tokens[at].text))
        rows.insert({row, {file.path, tokens[at].line}});
    }
  }
  return rows;
}

}  // namespace

Violations CheckRows(const Tree& tree) {
  Violations found;
  const SourceFile* list = FindFile(tree, kList);
  const SourceFile* fidelity = FindFile(tree, kFidelity);
  if (list == nullptr || fidelity == nullptr) return found;
  const std::set<std::string> listed = ListedRows(list->text);
  const auto documented = DocumentedRows(*fidelity, found);
  const auto tested = TestedRows(tree);
  for (const std::string& row : listed) {
    const auto line = documented.find(row);
    if (line == documented.end()) {
      found.push_back({std::string(kFidelity), 1, "row " + row + " is missing",
                       "add a line \"| " + row + " | ...\" to its chapter"});
    } else if (!line->second.out_of_scope && !tested.contains(row)) {
      found.push_back({std::string(kFidelity), line->second.line, "row " + row + " has no test",
                       "name a test \"" + row + ": ...\", or move the line out of scope"});
    }
  }
  for (const auto& [row, line] : documented) {
    if (!listed.contains(row)) {
      found.push_back({std::string(kFidelity), line.line, "unknown row " + row,
                       "correct the number, or add it to " + std::string(kList)});
    }
  }
  for (const auto& [row, place] : tested) {
    if (!listed.contains(row)) {
      found.push_back({place.first, place.second, "unknown row " + row,
                       "correct the test's name, or add the row to " + std::string(kList)});
    }
  }
  return found;
}

}  // namespace portone::tidy
