// SPDX-License-Identifier: MIT
// The text encodings of HTTP requests: percent-encoding, UTF-8, blanks. Knows no parameter.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace portone::json {

/// Decodes "%41" and, with `plus_is_space`, "+". Nothing for a broken escape.
std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space);

bool IsUtf8(std::string_view text);

/// The first `limit` code points. REQUIRES: IsUtf8.
std::string_view FirstCodePoints(std::string_view text, std::size_t limit);
std::size_t CountCodePoints(std::string_view text);

/// Without blanks, tabs and line ends at either end.
std::string_view Trimmed(std::string_view text);

/// Every byte but letters, digits and -_.~ as %XX.
std::string PercentEncode(std::string_view text);

}  // namespace portone::json
