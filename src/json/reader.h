// SPDX-License-Identifier: MIT
// Parses untrusted JSON text: bounded in depth, with errors that carry a line and column.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace portone::json {

struct JsonOptions {
  bool comments = false;       ///< accept // and /* */
  bool duplicate_keys = true;  ///< true: the last one wins; false: an error
};

/// Maximum nesting depth of objects and arrays.
inline constexpr int kMaxJsonDepth = 64;

/// Allowed before a text, and ignored.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Line and column, both 1-based. The column counts bytes, not including a byte order mark.
struct SourceLocation {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// The location of the byte at `offset`; offsets past the end are clamped to it.
SourceLocation LocationAt(std::string_view text, std::size_t offset);

struct JsonProblem {
  std::string what;  ///< one short English sentence
  SourceLocation location{};

  /// "line 2, column 7: what".
  std::string ToString() const;
};

/// Parses `text` into `out`; returns the error, or nothing on success. On an error `out` is left
/// unchanged. Location of the error: a duplicate key at its second occurrence, too deep nesting at
/// the first bracket beyond the limit, a number out of range at its start.
std::optional<JsonProblem> ReadJson(std::string_view text, JsonOptions options,
                                    nlohmann::json& out);

}  // namespace portone::json
