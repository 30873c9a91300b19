// SPDX-License-Identifier: MIT
#include <algorithm>

#include "tidy/rules.h"

namespace portone::tidy {
namespace {

constexpr int kMaxLines = 500;
constexpr int kMaxReadmeLines = 150;
constexpr int kMaxColumns = 100;
constexpr std::string_view kLicence = "// SPDX-License-Identifier: MIT";

bool IsSource(std::string_view path) {
  const bool is_in_source_tree = IsIn(path, "src") || IsIn(path, "include") || IsIn(path, "tests");
  return is_in_source_tree && (EndsWith(path, ".cc") || EndsWith(path, ".h"));
}

bool IsReadme(std::string_view path) {
  return path == "README.md" || path == "README.ko.md";
}

/// Whether a CMake file names a source, as a word of its own and not in a comment.
bool ListsSource(std::string_view cmake, std::string_view source) {
  constexpr std::string_view kSeparators = " \t()\"";
  for (std::string_view line : Lines(cmake)) {
    line = line.substr(0, line.find('#'));
    for (std::size_t at = line.find(source); at != std::string_view::npos;
         at = line.find(source, at + 1)) {
      const std::size_t end = at + source.size();
      const bool begins = at == 0 || kSeparators.find(line[at - 1]) != std::string_view::npos;
      const bool ends = end == line.size() || kSeparators.find(line[end]) != std::string_view::npos;
      if (begins && ends) return true;
    }
  }
  return false;
}

bool IsBuilt(const Tree& tree, std::string_view path) {
  for (std::string_view folder = GetFolder(path); !folder.empty(); folder = GetFolder(folder)) {
    const SourceFile* cmake = FindFile(tree, std::string(folder) + "/CMakeLists.txt");
    if (cmake != nullptr && ListsSource(cmake->text, path.substr(folder.size() + 1))) return true;
  }
  return false;
}

}  // namespace

std::string Report(const Violations& violations) {
  std::string text;
  for (const Violation& violation : violations) {
    text += violation.path + ":" + std::to_string(violation.line) + ": " + violation.problem +
            ", " + violation.advice + "\n";
  }
  return text;
}

const SourceFile* FindFile(const Tree& tree, std::string_view path) {
  const auto found = std::find_if(tree.begin(), tree.end(),
                                  [path](const SourceFile& file) { return file.path == path; });
  return found == tree.end() ? nullptr : &*found;
}

Violations CheckFileHeader(const SourceFile& file) {
  if (!IsSource(file.path)) return {};
  const std::vector<std::string_view> lines = Lines(file.text);
  if (lines.empty() || lines[0] != kLicence) {
    return {{file.path, 1, "no licence line", "begin with " + std::string(kLicence)}};
  }
  const bool has_header_comment =
      lines.size() > 1 && lines[1].size() > 4 && lines[1].substr(0, 3) == "// ";
  if (EndsWith(file.path, ".h") && !has_header_comment) {
    return {{file.path, 2, "no header comment",
             "say in two lines what this is and what it must not depend on"}};
  }
  return {};
}

Violations CheckSize(const SourceFile& file) {
  Violations found;
  if (IsReadme(file.path)) {
    const int lines = static_cast<int>(Lines(file.text).size());
    if (lines <= kMaxReadmeLines) return found;
    return {{file.path, lines, "README of " + std::to_string(lines) + " lines",
             "move what is longer to a page of docs/"}};
  }
  if (!IsSource(file.path)) return found;
  int line = 0;
  for (const std::string_view text : Lines(file.text)) {
    ++line;
    if (CountColumns(text) > kMaxColumns) {
      found.push_back({file.path, line,
                       "line of " + std::to_string(CountColumns(text)) + " columns",
                       "break it at " + std::to_string(kMaxColumns)});
    }
  }
  if (line > kMaxLines) {
    found.push_back({file.path, line, "file of " + std::to_string(line) + " lines",
                     "split it by topic below " + std::to_string(kMaxLines)});
  }
  return found;
}

Violations CheckUnbuilt(const Tree& tree) {
  Violations found;
  for (const SourceFile& file : tree) {
    const bool is_in_source_tree = IsIn(file.path, "src") || IsIn(file.path, "tests");
    if (!is_in_source_tree || !EndsWith(file.path, ".cc") || IsBuilt(tree, file.path)) continue;
    found.push_back({file.path, 1, "built by no CMakeLists.txt", "list it there, or delete it"});
  }
  return found;
}

}  // namespace portone::tidy
