// SPDX-License-Identifier: MIT
// Tables for people: aligned columns on a terminal, also with Korean text, which is twice as wide.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.h"

namespace portone::app::client {

/// How many columns of a terminal a text takes: two for a Korean letter. REQUIRES: UTF-8.
std::size_t CountColumns(std::string_view text);

/// Prints rows below a heading. In cells, terminal control characters are escaped, and line breaks
/// become blanks.
class Table {
 public:
  explicit Table(std::vector<std::string> heading) : rows_{std::move(heading)} {}
  void Add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.size() == 1; }
  /// Each line begins with `indent`; the last column is not padded.
  void Print(std::ostream& out, std::string_view indent = "") const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

/// `text` as one line, without terminal control characters.
std::string ToPrintableLine(std::string_view text);

/// The value of a key as a cell: "" for null and for a key that is not there, a time as "2024-01-31
/// 09:00:00", anything else as it is.
std::string FormatCell(const Json& object, const std::string& key);

/// The members of `keys` in each object of a list, below their names in capitals.
Table MakeTable(const Json& list, const std::vector<std::string>& keys);

}  // namespace portone::app::client
