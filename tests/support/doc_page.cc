// SPDX-License-Identifier: MIT
#include "support/doc_page.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <sstream>

#include "support/program.h"

namespace portone::testing {
namespace {

constexpr std::string_view kPrintedMark = "# → ";
constexpr std::string_view kContinuationMark = "# →   ";
constexpr std::string_view kAnyText = "…";

std::vector<std::string> SplitLines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    lines.push_back(line);
  return lines;
}

bool BeginsWithAny(std::string_view line, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [line](std::string_view beginning) { return line.starts_with(beginning); });
}

}  // namespace

std::vector<std::string> FindDocPages() {
  std::vector<std::string> pages = {"README.ko.md", "README.md"};
  const std::filesystem::path root = SourcePath("");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "docs")) {
    if (entry.path().extension() == ".md")
      pages.push_back(entry.path().lexically_relative(root).generic_string());
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

std::vector<Block> ReadBlocks(const std::string& page) {
  std::vector<Block> blocks;
  std::ifstream text(SourcePath(page));
  std::string line_before;
  std::string line;
  for (int number = 1; std::getline(text, line); ++number) {
    if (!line.starts_with("```")) {
      line_before = line;
      continue;
    }
    blocks.push_back({line.substr(3), "", line_before, number});
    while (std::getline(text, line) && line != "```") {
      blocks.back().text += line + "\n";
      ++number;
    }
    ++number;
    line_before.clear();
  }
  return blocks;
}

bool IsSessionBlock(const Block& block) {
  if (block.language != "sh") return false;
  if (block.text.find("$BASE") != std::string::npos) return true;
  if (block.text.find("$TOKEN") != std::string::npos) return true;
  const std::vector<std::string> lines = SplitLines(block.text);
  return std::any_of(lines.begin(), lines.end(), [](const std::string& line) {
    return BeginsWithAny(line, {"get ", "post ", "brief"});
  });
}

bool OnlyStartsPrograms(const Block& block) {
  bool continued = false;
  for (const std::string& line : SplitLines(block.text)) {
    const bool is_command = !continued && !line.empty() && !line.starts_with('#');
    continued = line.ends_with('\\');
    if (is_command && !BeginsWithAny(line, {"make ", "docker ", "portone-emulator "})) return false;
  }
  return true;
}

Session JoinSessions(const std::vector<Block>& blocks) {
  Session session;
  for (const Block& block : blocks) {
    if (!IsSessionBlock(block)) continue;
    session.script += block.text;
    for (const std::string& line : SplitLines(block.text)) {
      if (line.starts_with(kContinuationMark) && !session.printed_lines.empty()) {
        session.printed_lines.back() += line.substr(kContinuationMark.size());
      } else if (line.starts_with(kPrintedMark)) {
        session.printed_lines.push_back(line.substr(kPrintedMark.size()));
      }
    }
  }
  return session;
}

bool MatchesPrintedLine(std::string_view pattern, std::string_view line) {
  const std::size_t first = pattern.find(kAnyText);
  if (first == std::string_view::npos) return pattern == line;
  if (line.substr(0, first) != pattern.substr(0, first)) return false;
  pattern.remove_prefix(first + kAnyText.size());
  line.remove_prefix(first);
  // Each part between two "…" is looked for as early as possible; the last one has to end the line.
  for (;;) {
    const std::size_t end = pattern.find(kAnyText);
    const std::string_view part = pattern.substr(0, end);
    if (end == std::string_view::npos) return line.ends_with(part);
    const std::size_t at = line.find(part);
    if (at == std::string_view::npos) return false;
    line.remove_prefix(at + part.size());
    pattern.remove_prefix(end + kAnyText.size());
  }
}

std::string ExtractCommands(const Block& block) {
  std::string commands;
  for (std::string line : SplitLines(block.text)) {
    for (const std::string_view comment : {"  //", "  # "})
      line = line.substr(0, line.find(comment));
    const std::size_t start = line.find_first_not_of(' ');
    if (start == std::string::npos) continue;
    const bool is_comment = line.compare(start, 2, "//") == 0 || line[start] == '#';
    const bool is_kept = line.starts_with("#include") || line.starts_with(kPrintedMark);
    line.erase(line.find_last_not_of(' ') + 1);
    if (!is_comment || is_kept) commands += line + "\n";
  }
  return commands;
}

}  // namespace portone::testing
