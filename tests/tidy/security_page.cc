// SPDX-License-Identifier: MIT
#include <set>

#include "tidy/markdown.h"
#include "tidy/rules.h"

namespace portone::tidy {
namespace {

constexpr std::string_view kPage = "docs/security.md";
constexpr std::string_view kAttacks = "tests/http/known_vulnerabilities_test.cc";

std::set<std::string> CollectTestNames(const Tree& tree) {
  std::set<std::string> names;
  for (const SourceFile& file : tree) {
    if (!file.path.starts_with("tests/") || !file.path.ends_with("_test.cc")) continue;
    const std::vector<Token> tokens = Tokenize(file.text);
    for (std::size_t at = 2; at < tokens.size(); ++at) {
      if (tokens[at - 2].text == "TEST_CASE" && tokens[at].kind == Token::Kind::kString)
        names.insert(tokens[at].text);
    }
  }
  return names;
}

std::vector<std::string> FindBackquoted(std::string_view text) {
  std::vector<std::string> spans;
  for (std::size_t open = text.find('`'); open != std::string_view::npos;) {
    const std::size_t close = text.find('`', open + 1);
    if (close == std::string_view::npos) break;
    spans.emplace_back(text.substr(open + 1, close - open - 1));
    open = text.find('`', close + 1);
  }
  return spans;
}

/// All "CVE-2026-45372" of a text.
std::set<std::string> FindIdentifiers(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789-";
  std::set<std::string> found;
  for (std::size_t at = text.find("CVE-"); at != std::string_view::npos;
       at = text.find("CVE-", at + 1)) {
    const std::size_t end = std::min(text.find_first_not_of(kDigits, at + 4), text.size());
    found.emplace(text.substr(at, end - at));
  }
  return found;
}

}  // namespace

Violations CheckSecurityPage(const Tree& tree) {
  const SourceFile* page = FindFile(tree, kPage);
  if (page == nullptr) return {};
  Violations found;
  const auto report = [&](int line, std::string problem, std::string advice) {
    found.push_back({std::string(kPage), line, std::move(problem), std::move(advice)});
  };
  const std::set<std::string> names = CollectTestNames(tree);
  std::set<std::string> listed;
  for (const TableRow& row : ReadTableRows(page->text)) {
    const std::string* held_by = FindCell(row, "Held by");
    if (held_by == nullptr) continue;
    listed.merge(FindIdentifiers(row.cells.front()));
    const std::vector<std::string> tests = FindBackquoted(*held_by);
    if (tests.empty()) report(row.line, "a row names no test", "name one in its column Held by");
    for (const std::string& test : tests) {
      if (!names.contains(test))
        report(row.line, "names the test " + test + ", which is not there", "name one that is");
    }
  }
  const SourceFile* attacks = FindFile(tree, kAttacks);
  if (attacks == nullptr) return found;
  for (const std::string& identifier : FindIdentifiers(attacks->text)) {
    if (!listed.contains(identifier))
      report(1, identifier + " is tested and not listed", "give it a row");
  }
  return found;
}

}  // namespace portone::tidy
