// SPDX-License-Identifier: MIT
#include "app/client/table.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include <boost/algorithm/string/case_conv.hpp>

#include "domain/calendar.h"
#include "json/text.h"

namespace portone::app::client {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Code points that take two columns: the wide and full-width ones of Unicode's East Asian Width.
constexpr std::array<Range, 10> kWide{{{0x1100, 0x115f},
                                       {0x2e80, 0x303e},
                                       {0x3041, 0xa4cf},
                                       {0xa960, 0xa97c},
                                       {0xac00, 0xd7a3},
                                       {0xf900, 0xfaff},
                                       {0xfe30, 0xfe6f},
                                       {0xff00, 0xff60},
                                       {0x1f300, 0x1faff},
                                       {0x20000, 0x3fffd}}};

bool IsWide(char32_t point) {
  return std::any_of(kWide.begin(), kWide.end(), [point](const Range& range) {
    return range.first <= point && point <= range.last;
  });
}

/// The code point at the start of a UTF-8 text.
char32_t ReadFirst(std::string_view character) {
  const auto lead = static_cast<unsigned char>(character.front());
  if (character.size() == 1) return lead;
  char32_t point = lead & (0x7fU >> character.size());
  for (const char byte : character.substr(1))
    point = point << 6U | (static_cast<unsigned char>(byte) & 0x3fU);
  return point;
}

}  // namespace

std::size_t CountColumns(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const std::string_view character = json::GetFirstCodePoints(text, 1);
    columns += IsWide(ReadFirst(character)) ? 2 : 1;
    text.remove_prefix(character.size());
  }
  return columns;
}

std::string ToPrintableLine(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return json::EscapeUnprintable(line);
}

void Table::Print(std::ostream& out, std::string_view indent) const {
  std::vector<std::vector<std::string>> shown = rows_;
  std::vector<std::size_t> widths;
  for (std::vector<std::string>& row : shown) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      row[i] = ToPrintableLine(row[i]);
      widths[i] = std::max(widths[i], CountColumns(row[i]));
    }
  }
  for (const std::vector<std::string>& row : shown) {
    std::string line(indent);
    for (std::size_t i = 0; i < row.size(); ++i)
      line += row[i] + std::string(widths[i] - CountColumns(row[i]) + 2, ' ');
    out << line.substr(0, line.find_last_not_of(' ') + 1) << '\n';
  }
}

std::string FormatCell(const Json& object, const std::string& key) {
  const auto found = object.find(key);
  if (found == object.end() || found->is_null()) return "";
  if (!found->is_string()) return found->dump();
  const auto& text = found->get_ref<const std::string&>();
  const auto instant = ParseIso(text);
  return instant ? FormatKoreanTime(*instant) : text;
}

Table MakeTable(const Json& list, const std::vector<std::string>& keys) {
  std::vector<std::string> heading;
  for (const std::string& key : keys)
    heading.push_back(boost::to_upper_copy(key));
  Table table(std::move(heading));
  for (const Json& object : list) {
    std::vector<std::string> cells;
    for (const std::string& key : keys)
      cells.push_back(FormatCell(object, key));
    table.Add(std::move(cells));
  }
  return table;
}

}  // namespace portone::app::client
