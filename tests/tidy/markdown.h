// SPDX-License-Identifier: MIT
// Markdown as the house rules read it: headings, and the rows of tables. Fenced code is skipped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portone::tidy {

struct Heading {
  int level;
  std::string text;
  int line;
};

/// A row below the header of its table.
struct TableRow {
  std::vector<std::string> head;
  std::vector<std::string> cells;
  int line;
};

/// The lines outside fenced code, by number; fenced ones are left empty.
std::vector<std::string_view> SplitProseLines(std::string_view text);

std::vector<Heading> ReadHeadings(std::string_view text);

/// The rows of all tables. A header without rows yields nothing.
std::vector<TableRow> ReadTableRows(std::string_view text);

/// The cell below that header; nothing when the table has no such column or the row is too short.
const std::string* FindCell(const TableRow& row, std::string_view column);

/// The name by which a link reaches a heading, as code hosts make it.
std::string MakeAnchor(std::string_view heading);

}  // namespace portone::tidy
