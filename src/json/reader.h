// SPDX-License-Identifier: MIT
// Reads JSON text that came from outside: bounded in depth, and with an error that says where.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace portone::json {

struct JsonOptions {
  bool comments = false;       ///< allow // and /* */
  bool duplicate_keys = true;  ///< the last one counts; otherwise an error
};

/// Objects and arrays may nest this deep.
inline constexpr int kJsonDepth = 64;

/// May stand in front of a text, and means nothing there.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Both from 1; the column in bytes, among which a byte order mark does not count.
struct SourceLocation {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// Of the byte at `offset`; what is behind the end stands at the end.
SourceLocation PlaceAt(std::string_view text, std::size_t offset);

struct JsonProblem {
  std::string what;  ///< one short English sentence
  SourceLocation place{};

  /// "line 2, column 7: what".
  std::string InWords() const;
};

/// Parses `text` into `out`; returns what is wrong with it, or nothing. `out` is untouched on an
/// error. A key that stands twice is found at its second place, nesting at the first bracket too
/// many, a number beyond all bounds where it begins.
std::optional<JsonProblem> ReadJson(std::string_view text, JsonOptions options,
                                    nlohmann::json& out);

}  // namespace portone::json
