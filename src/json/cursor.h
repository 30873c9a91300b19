// SPDX-License-Identifier: MIT
// Lets whoever follows the JSON library while it parses know where in the text it is. Knows no JSON
// but its quotes and numbers.
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

namespace portone::json {

/// Walks over a text for the library and tells how far it has come.
class Cursor {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  /// `*seen` is kept at the first character that was not read yet. REQUIRES: it outlives this.
  Cursor(const char* at, const char** seen) : at_(at), seen_(seen) {}
  reference operator*() const { return *at_; }
  Cursor& operator++() {
    *seen_ = ++at_;
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
  const char** seen_;
};

/// The opening quote of the text whose closing quote was read last: `seen` is right behind it.
const char* StringStart(const char* begin, const char* seen);

/// Where the number or word begins that was read last. A number is only over when the character
/// behind it was read, so `seen` may be one behind that.
const char* WordStart(const char* begin, const char* seen);

}  // namespace portone::json
