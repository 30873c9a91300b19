// SPDX-License-Identifier: MIT
// An iterator that records how far nlohmann::json has read. Of the JSON syntax it needs only
// string quotes and scalar tokens.
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

namespace portone::json {

/// Iterates over a text and records the read position.
class Cursor {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  /// `*unread` always points to the first unread character. REQUIRES: `unread` outlives the cursor.
  Cursor(const char* at, const char** unread) : at_(at), unread_(unread) {}
  reference operator*() const { return *at_; }
  Cursor& operator++() {
    *unread_ = ++at_;
    return *this;
  }
  Cursor operator++(int) {
    Cursor before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const Cursor& a, const Cursor& b) { return a.at_ == b.at_; }
  friend bool operator!=(const Cursor& a, const Cursor& b) { return a.at_ != b.at_; }

 private:
  const char* at_;
  const char** unread_;
};

/// The opening quote of the string that was read last. `unread` is one past its closing quote.
const char* FindStringStart(const char* begin, const char* unread);

/// The start of the number or literal that was read last. The parser reads one character past a
/// number to find its end, so `unread` may be one past that character.
const char* FindTokenStart(const char* begin, const char* unread);

}  // namespace portone::json
