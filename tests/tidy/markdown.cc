// SPDX-License-Identifier: MIT
#include "tidy/markdown.h"

#include <algorithm>
#include <cstddef>

#include "tidy/source_text.h"

namespace portone::tidy {
namespace {

std::string Trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

/// The text between the bars of `| a | b |`; `\|` is not a bar.
std::vector<std::string> SplitCells(std::string_view line) {
  std::vector<std::string> cells;
  std::size_t start = 1;
  for (std::size_t at = 1; at < line.size(); ++at) {
    if (line[at] != '|' || line[at - 1] == '\\') continue;
    cells.push_back(Trim(line.substr(start, at - start)));
    start = at + 1;
  }
  return cells;
}

bool IsRuler(std::string_view line) {
  return line.find_first_not_of("|-: ") == std::string_view::npos;
}

}  // namespace

std::vector<std::string_view> SplitProseLines(std::string_view text) {
  std::vector<std::string_view> lines = Lines(text);
  bool fenced = false;
  for (std::string_view& line : lines) {
    const std::size_t start = line.find_first_not_of(' ');
    const bool is_fence = start != std::string_view::npos && line.substr(start, 3) == "```";
    if (is_fence) fenced = !fenced;
    if (is_fence || fenced) line = {};
  }
  return lines;
}

std::vector<Heading> ReadHeadings(std::string_view text) {
  std::vector<Heading> headings;
  int number = 0;
  for (const std::string_view line : SplitProseLines(text)) {
    ++number;
    const std::size_t level = line.find_first_not_of('#');
    if (level == 0 || level == std::string_view::npos || line[level] != ' ') continue;
    headings.push_back({static_cast<int>(level), std::string(line.substr(level + 1)), number});
  }
  return headings;
}

std::vector<TableRow> ReadTableRows(std::string_view text) {
  std::vector<TableRow> rows;
  std::vector<std::string> head;
  int number = 0;
  for (const std::string_view line : SplitProseLines(text)) {
    ++number;
    if (!line.starts_with('|')) {
      head.clear();
    } else if (head.empty()) {
      head = SplitCells(line);
    } else if (!IsRuler(line)) {
      rows.push_back({head, SplitCells(line), number});
    }
  }
  return rows;
}

const std::string* FindCell(const TableRow& row, std::string_view column) {
  const auto at = std::find(row.head.begin(), row.head.end(), column) - row.head.begin();
  const auto index = static_cast<std::size_t>(at);
  return index < std::min(row.head.size(), row.cells.size()) ? &row.cells[index] : nullptr;
}

std::string MakeAnchor(std::string_view heading) {
  std::string anchor;
  for (const char c : heading) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    const bool is_kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                         static_cast<unsigned char>(c) >= 0x80U;
    if (is_upper) {
      anchor += static_cast<char>(c - 'A' + 'a');
    } else if (c == ' ') {
      anchor += '-';
    } else if (is_kept) {
      anchor += c;
    }
  }
  return anchor;
}

}  // namespace portone::tidy
