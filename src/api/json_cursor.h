// SPDX-License-Identifier: MIT
// Lets whoever follows the JSON library while it parses know where in the text it is. Knows no JSON
// but its quotes and numbers.
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

namespace portone::api {

/// Walks over a text for the library and tells how far it has come.
class JsonCursor {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  /// `*seen` is kept at the first character that was not read yet. REQUIRES: it outlives this.
  JsonCursor(const char* at, const char** seen) : at_(at), seen_(seen) {}
  reference operator*() const { return *at_; }
  JsonCursor& operator++() {
    *seen_ = ++at_;
    return *this;
  }
  JsonCursor operator++(int) {
    JsonCursor before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const JsonCursor& a, const JsonCursor& b) { return a.at_ == b.at_; }
  friend bool operator!=(const JsonCursor& a, const JsonCursor& b) { return a.at_ != b.at_; }

 private:
  const char* at_;
  const char** seen_;
};

/// The opening quote of the text whose closing quote was read last: `seen` is right behind it.
const char* StringStart(const char* begin, const char* seen);

/// Where the number or word begins that was read last. A number is only over when the character
/// behind it was read, so `seen` may be one behind that.
const char* WordStart(const char* begin, const char* seen);

}  // namespace portone::api
