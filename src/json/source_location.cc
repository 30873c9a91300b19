// SPDX-License-Identifier: MIT
#include "json/source_location.h"

#include <algorithm>

namespace portone::json {

LineCounter::LineCounter(std::string_view text) : text_(text) {
  if (text.starts_with(kByteOrderMark)) line_begin_ = kByteOrderMark.size();
}

SourceLocation LineCounter::Locate(std::size_t offset) {
  offset = std::min(offset, text_.size());
  for (; counted_ < offset; ++counted_) {
    if (text_[counted_] != '\n') continue;
    ++line_;
    line_begin_ = counted_ + 1;
  }
  return {line_, offset - std::min(line_begin_, offset) + 1};
}

SourceLocation LocateOffset(std::string_view text, std::size_t offset) {
  return LineCounter(text).Locate(offset);
}

}  // namespace portone::json
