// SPDX-License-Identifier: MIT
// The recipes of CONTRIBUTING.md: every file that one names is there.
#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "tidy/markdown.h"
#include "tidy/rules.h"

namespace portone::tidy {
namespace {

constexpr std::string_view kPage = "CONTRIBUTING.md";
constexpr std::size_t kLeastRecipes = 10;

bool IsRecipe(const TableRow& row) {
  return row.head.size() == 2 && row.head.front() == "To add" && row.cells.size() == 2;
}

/// The texts between backquotes that are files or folders: those with a slash or an extension.
std::vector<std::string> FindPaths(const std::string& cell) {
  std::vector<std::string> paths;
  std::size_t begin = cell.find('`');
  while (begin != std::string::npos) {
    const std::size_t end = cell.find('`', begin + 1);
    if (end == std::string::npos) break;
    const std::string text = cell.substr(begin + 1, end - begin - 1);
    const bool is_path = text.find('/') != std::string::npos &&
                         text.find(' ') == std::string::npos && text.front() != '/';
    if (is_path) paths.push_back(text);
    begin = cell.find('`', end + 1);
  }
  return paths;
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

}  // namespace

Violations CheckRecipes(const Tree& tree, const std::set<std::string>& paths) {
  const SourceFile* page = FindFile(tree, kPage);
  if (page == nullptr) return {};
  Violations found;
  std::size_t recipes = 0;
  for (const TableRow& row : TableRowsOf(page->text)) {
    if (!IsRecipe(row)) continue;
    ++recipes;
    for (const std::string& written : FindPaths(row.cells.back())) {
      for (const std::string& path : ExpandBraces(written)) {
        if (Exists(path, paths)) continue;
        found.push_back({std::string(kPage), row.line,
                         "the recipe for \"" + row.cells.front() + "\" names " + path,
                         "name a file that is there, from the root of the tree"});
      }
    }
  }
  if (recipes < kLeastRecipes) {
    found.push_back({std::string(kPage), 1,
                     "only " + std::to_string(recipes) + " recipes are found",
                     "keep them in tables with the head \"To add | Touch\""});
  }
  return found;
}

}  // namespace portone::tidy
