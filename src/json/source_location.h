// SPDX-License-Identifier: MIT
// Lines and columns of a text.
#pragma once

#include <cstddef>
#include <string_view>

namespace portone::json {

/// The UTF-8 byte order mark: allowed before a text, and ignored.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Line and column, both 1-based. The column counts bytes, not including a byte order mark.
struct SourceLocation {
  std::size_t line = 1;
  std::size_t column = 1;
};

/// Converts ascending offsets to locations, in one pass over the text.
class LineCounter {
 public:
  /// REQUIRES: `text` outlives the counter.
  explicit LineCounter(std::string_view text);

  /// The location of the byte at `offset`; offsets past the end are clamped to it.
  /// REQUIRES: `offset` is not less than that of the previous call.
  SourceLocation Locate(std::size_t offset);

 private:
  std::string_view text_;
  std::size_t counted_ = 0;
  std::size_t line_ = 1;
  std::size_t line_begin_ = 0;  ///< offset of the current line
};

/// The location of the byte at `offset`; offsets past the end are clamped to it.
SourceLocation LocateOffset(std::string_view text, std::size_t offset);

}  // namespace portone::json
