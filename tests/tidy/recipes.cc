// SPDX-License-Identifier: MIT
// Checks that the files named in CONTRIBUTING.md's recipes, docs/terms.md and docs/architecture.md
// exist.
#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tidy/markdown.h"
#include "tidy/rules.h"

namespace portone::tidy {
namespace {

constexpr std::string_view kPage = "CONTRIBUTING.md";
constexpr std::size_t kMinRecipes = 10;

bool IsRecipe(const TableRow& row) {
  return row.head.size() == 2 && row.head.front() == "To add" && row.cells.size() == 2;
}

/// "src/a.{h,cc}" is two paths.
std::vector<std::string> ExpandBraces(const std::string& path) {
  const std::size_t open = path.find('{');
  const std::size_t close = path.find('}', open);
  if (open == std::string::npos || close == std::string::npos) return {path};
  std::vector<std::string> expanded;
  std::size_t at = open + 1;
  while (at <= close) {
    const std::size_t end = std::min(path.find(',', at), close);
    expanded.push_back(path.substr(0, open) + path.substr(at, end - at) + path.substr(close + 1));
    at = end + 1;
  }
  return expanded;
}

/// Whether the text is the name of a source file without its folder.
bool IsBareName(const std::string& text) {
  const auto ends_with = [&](std::string_view ending) {
    return text.size() > ending.size() && text.ends_with(ending);
  };
  return text.find('/') == std::string::npos &&
         (ends_with(".cc") || ends_with(".h") || ends_with(".json"));
}

/// The texts between backquotes that are files or folders: those with a slash, and bare names.
std::vector<std::string> FindPaths(std::string_view line) {
  std::vector<std::string> paths;
  std::size_t begin = line.find('`');
  while (begin != std::string_view::npos) {
    const std::size_t end = line.find('`', begin + 1);
    if (end == std::string_view::npos) break;
    const std::string text(line.substr(begin + 1, end - begin - 1));
    const bool may_be_path = text.find(' ') == std::string::npos && !text.starts_with('/');
    for (const std::string& path : may_be_path ? ExpandBraces(text) : std::vector<std::string>()) {
      if (path.find('/') != std::string::npos || IsBareName(path)) paths.push_back(path);
    }
    begin = line.find('`', end + 1);
  }
  return paths;
}

/// Whether some path is like the pattern, in which "<name>" stands for any name without a slash.
bool Exists(const std::string& pattern, const std::set<std::string>& paths) {
  const std::size_t open = pattern.find('<');
  if (open == std::string::npos) {
    const bool is_folder = pattern.back() == '/';
    return paths.count(is_folder ? pattern.substr(0, pattern.size() - 1) : pattern) > 0;
  }
  const std::size_t close = pattern.find('>', open);
  const std::string before = pattern.substr(0, open);
  std::string after = close == std::string::npos ? "" : pattern.substr(close + 1);
  if (!after.empty() && after.back() == '/') after.pop_back();
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
    if (path.size() <= before.size() + after.size()) return false;
    if (!path.starts_with(before) || !path.ends_with(after)) return false;
    const std::string name = path.substr(before.size(), path.size() - before.size() - after.size());
    return name.find('/') == std::string::npos;
  });
}

/// As Exists, but `named_path` may use "*" for "<name>", may start at the root or at src/, or may
/// be a bare file name, which is looked for in every folder.
bool ExistsSomewhere(std::string named_path, const std::set<std::string>& paths) {
  if (IsBareName(named_path)) {
    return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
      return path == named_path || path.ends_with("/" + named_path);
    });
  }
  const std::size_t star = named_path.find('*');
  if (star != std::string::npos) named_path.replace(star, 1, "<any>");
  return Exists(named_path, paths) || Exists("src/" + named_path, paths);
}

}  // namespace

Violations CheckNamedFiles(const Tree& tree, const std::set<std::string>& paths) {
  Violations found;
  const auto check = [&](const char* page, int line, std::string_view text) {
    for (const std::string& named_path : FindPaths(text)) {
      if (ExistsSomewhere(named_path, paths)) continue;
      found.push_back({page, line, "names " + named_path + ", which is not there",
                       "name a file that is there, from the root or from src/"});
    }
  };
  constexpr const char* kTerms = "docs/terms.md";
  if (const SourceFile* page = FindFile(tree, kTerms)) {
    for (const TableRow& row : ReadTableRows(page->text)) {
      if (const std::string* where = FindCell(row, "Where")) check(kTerms, row.line, *where);
    }
  }
  constexpr const char* kArchitecture = "docs/architecture.md";
  if (const SourceFile* page = FindFile(tree, kArchitecture)) {
    int line = 0;
    for (const std::string_view text : SplitProseLines(page->text))
      check(kArchitecture, ++line, text);
  }
  return found;
}

Violations CheckRecipes(const Tree& tree, const std::set<std::string>& paths) {
  const SourceFile* page = FindFile(tree, kPage);
  if (page == nullptr) return {};
  Violations found;
  std::size_t recipes = 0;
  for (const TableRow& row : ReadTableRows(page->text)) {
    if (!IsRecipe(row)) continue;
    ++recipes;
    for (const std::string& path : FindPaths(row.cells.back())) {
      if (IsBareName(path) ? ExistsSomewhere(path, paths) : Exists(path, paths)) continue;
      found.push_back({std::string(kPage), row.line,
                       "the recipe for \"" + row.cells.front() + "\" names " + path,
                       "name a file that is there, from the root of the tree"});
    }
  }
  if (recipes < kMinRecipes) {
    found.push_back({std::string(kPage), 1,
                     "only " + std::to_string(recipes) + " recipes are found",
                     "keep them in tables with the head \"To add | Touch\""});
  }
  return found;
}

}  // namespace portone::tidy
