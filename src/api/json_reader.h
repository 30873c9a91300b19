// SPDX-License-Identifier: MIT
// Reads JSON text that came from outside: bounded in depth, and with an error that says where.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

namespace portone::api {

struct JsonOptions {
  bool comments = false;       ///< allow // and /* */
  bool duplicate_keys = true;  ///< the last one counts; otherwise an error
};

/// Objects and arrays may nest this deep.
inline constexpr int kJsonDepth = 64;

struct JsonProblem {
  std::string what;        ///< one short English sentence
  std::size_t line = 0;    ///< from 1; 0 when the problem has no single place
  std::size_t column = 0;  ///< from 1, in bytes

  /// "line 2, column 7: what", or what alone when there is no single place.
  std::string InWords() const;
};

/// Parses `text` into `out`; returns what is wrong with it, or nothing. `out` is untouched on an
/// error.
std::optional<JsonProblem> ReadJson(std::string_view text, JsonOptions options,
                                    nlohmann::json& out);

}  // namespace portone::api
