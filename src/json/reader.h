// SPDX-License-Identifier: MIT
// Parses untrusted JSON text: bounded in depth, with errors that carry a line and column.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/json_fwd.h"
#include "json/source_location.h"

namespace portone::json {

struct Document;

struct JsonOptions {
  bool comments = false;       ///< accept // and /* */
  bool duplicate_keys = true;  ///< true: the last value, at the first position; false: an error
};

/// Maximum nesting depth of objects and arrays.
inline constexpr int kMaxJsonDepth = 64;

struct JsonProblem {
  std::string what;  ///< one short English sentence
  SourceLocation location{};

  /// "line 2, column 7: what".
  std::string ToString() const;
};

/// Parses `text` into `out`; returns the error, or nothing on success. On an error `out` is left
/// unchanged. Location of the error: a duplicate key at its second occurrence, too deep nesting at
/// the first bracket beyond the limit, a number out of range at its start.
std::optional<JsonProblem> ReadJson(std::string_view text, JsonOptions options, Json& out);

/// Parses a text with comments and without duplicate keys, and notes where its values are.
std::optional<JsonProblem> ReadDocument(std::string_view text, Document& out);

}  // namespace portone::json
