// SPDX-License-Identifier: MIT
#include "json/source_location.h"

#include <algorithm>

namespace portone::json {

LineCounter::LineCounter(std::string_view text) : text_(text) {
  if (text.starts_with(kByteOrderMark)) begin_ = kByteOrderMark.size();
}

SourceLocation LineCounter::At(std::size_t offset) {
  offset = std::min(offset, text_.size());
  for (; counted_ < offset; ++counted_) {
    if (text_[counted_] != '\n') continue;
    ++line_;
    begin_ = counted_ + 1;
  }
  return {line_, offset - std::min(begin_, offset) + 1};
}

SourceLocation LocationAt(std::string_view text, std::size_t offset) {
  return LineCounter(text).At(offset);
}

}  // namespace portone::json
