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
  bool allows_comments = false;  ///< // and /* */ are accepted
  bool allows_duplicate_keys =
      true;  ///< true: the last value counts, at the first position; false: an error
  bool requires_object =
      false;  ///< anything but an object is an error, found before its parts are read
};

/// Maximum nesting depth of objects and arrays.
inline constexpr int kMaxJsonDepth = 64;

struct JsonProblem {
  std::string what;  ///< one short English sentence
  SourceLocation location{};
  bool is_wrong_type = false;  ///< the text is JSON, but not the object that is required

  /// "line 2, column 7: what".
  std::string ToString() const;
};

/// Parses `text` into `out`; returns the error, or nothing on success. On an error `out` is left
/// unchanged. Location of the error: a duplicate key at its second occurrence, too deep nesting at
/// the first bracket beyond the limit, a number out of range at its start.
std::optional<JsonProblem> ReadJson(std::string_view text, JsonOptions options, Json& out);

/// Parses an object with comments and without duplicate keys, and notes where its values are.
/// Anything but an object is refused before its parts are read.
std::optional<JsonProblem> ReadDocument(std::string_view text, Document& out);

}  // namespace portone::json
