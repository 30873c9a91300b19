// SPDX-License-Identifier: MIT
// Text encodings used in HTTP requests: percent-encoding, UTF-8, whitespace. Names no parameters.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace portone::json {

/// Decodes "%41" and, with `plus_is_space`, "+". Nothing for an invalid escape.
std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space);

bool IsUtf8(std::string_view text);

/// The first `limit` code points. REQUIRES: IsUtf8.
std::string_view GetFirstCodePoints(std::string_view text, std::size_t limit);
std::size_t CountCodePoints(std::string_view text);

/// The text without leading and trailing spaces, tabs and line breaks.
std::string_view Trim(std::string_view text);

/// Escapes a text for a terminal or a log: control characters (ASCII, and U+0080 to U+009F), except
/// line ends and tabs, and bytes that are not UTF-8 are written as "\\x1b".
std::string EscapeUnprintable(std::string_view text);

/// Escapes a text for one line of a log: as EscapeUnprintable, and also line ends, tabs, and the
/// characters that end a line or change the direction of the text (U+2028, U+2029, U+200E, U+200F,
/// U+202A to U+202E, U+2066 to U+2069).
std::string EscapeForLine(std::string_view text);

/// Encodes every byte except letters, digits and -_.~ as %XX.
std::string PercentEncode(std::string_view text);

}  // namespace portone::json
