// SPDX-License-Identifier: MIT
#include <cstddef>

#include "tidy/markdown.h"
#include "tidy/rules.h"

namespace portone::tidy {
namespace {

constexpr int kSectionLevel = 2;
/// A page with fewer sections is seen as a whole.
constexpr std::size_t kManySections = 5;
/// So is a short one.
constexpr std::size_t kShortPage = 6'000;

/// A page directly in docs/, other than the index, which is a list itself.
bool IsPage(std::string_view path) {
  return path.starts_with("docs/") && path.ends_with(".md") &&
         path.find('/', 5) == std::string_view::npos && path != "docs/README.md";
}

}  // namespace

Violations CheckSections(const SourceFile& file) {
  Violations found;
  if (!IsPage(file.path) || file.text.size() < kShortPage) return found;
  const std::string contents = file.text.substr(0, file.text.find("\n## "));
  std::size_t count = 0;
  for (const Heading& heading : ReadHeadings(file.text)) {
    if (heading.level != kSectionLevel) continue;
    ++count;
    const std::string link = "](#" + MakeAnchor(heading.text) + ")";
    if (contents.find(link) != std::string::npos) continue;
    found.push_back(
        {file.path, heading.line, heading.text + " is not in the page's contents",
         "add [" + heading.text + link + " to \"On this page\" above the first section"});
  }
  return count < kManySections ? Violations{} : found;
}

}  // namespace portone::tidy
