// SPDX-License-Identifier: MIT
#include "scenario/places.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

namespace portone::scenario {
namespace {

using nlohmann::json;

/// Walks over a text and tells how far it has come.
class Cursor {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

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

bool IsTokenChar(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
         c == '-' || c == '.';
}

/// Notes where each wanted pointer stands. The functions are those that the library calls.
class Finder : public nlohmann::json_sax<json> {
 public:
  Finder(std::string_view text, std::map<std::string, std::size_t>& offsets)
      : begin_(text.data()), seen_(text.data()), offsets_(offsets) {}

  const char** seen() { return &seen_; }

  bool null() override { return Scalar(); }
  bool boolean(bool /*value*/) override { return Scalar(); }
  bool number_integer(number_integer_t /*value*/) override { return Scalar(); }
  bool number_unsigned(number_unsigned_t /*value*/) override { return Scalar(); }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override {
    return Scalar();
  }
  bool string(string_t& /*value*/) override { return Value(StringStart()); }
  bool binary(binary_t& /*value*/) override { return true; }
  bool start_object(std::size_t /*size*/) override { return Open(false); }
  bool end_object() override { return Close(); }
  bool start_array(std::size_t /*size*/) override { return Open(true); }
  bool end_array() override { return Close(); }
  bool key(string_t& name) override {
    levels_.back().name = EscapedPointer(name);
    Note(Pointer(), StringStart());
    return true;
  }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const json::exception& /*error*/) override {
    return false;
  }

 private:
  struct Level {
    bool is_array = false;
    std::size_t index = 0;
    std::string name;
  };

  std::string Pointer() const {
    std::string pointer;
    for (const Level& level : levels_)
      pointer += "/" + (level.is_array ? std::to_string(level.index) : level.name);
    return pointer;
  }

  void Note(const std::string& pointer, const char* at) {
    const auto wanted = offsets_.find(pointer);
    if (wanted != offsets_.end()) wanted->second = static_cast<std::size_t>(at - begin_);
  }

  /// The opening quote of the text that was just read.
  const char* StringStart() const {
    const char* at = seen_ - 2;
    const auto escaped = [&](const char* quote) {
      int slashes = 0;
      while (quote - slashes > begin_ && *(quote - slashes - 1) == '\\')
        ++slashes;
      return slashes % 2 == 1;
    };
    while (at > begin_ && (*at != '"' || escaped(at)))
      --at;
    return at;
  }

  /// A number is only over when the character behind it was read.
  bool Scalar() {
    const char* at = seen_ - 1;
    while (at > begin_ && !IsTokenChar(*at))
      --at;
    while (at > begin_ && IsTokenChar(*(at - 1)))
      --at;
    return Value(at);
  }

  /// A member's place is its key's, which was noted.
  bool Value(const char* at) {
    if (levels_.empty() || levels_.back().is_array) Note(Pointer(), at);
    if (!levels_.empty() && levels_.back().is_array) ++levels_.back().index;
    return true;
  }

  bool Open(bool is_array) {
    if (levels_.empty() || levels_.back().is_array) Note(Pointer(), seen_ - 1);
    levels_.push_back({is_array, 0, ""});
    return true;
  }

  bool Close() {
    levels_.pop_back();
    if (!levels_.empty() && levels_.back().is_array) ++levels_.back().index;
    return true;
  }

  const char* begin_;
  const char* seen_;
  std::map<std::string, std::size_t>& offsets_;
  std::vector<Level> levels_;
};

constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

Place PlaceAt(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  return {static_cast<std::size_t>(lines) + 1, before.size() - (before.rfind('\n') + 1) + 1};
}

}  // namespace

std::vector<Place> PlacesOf(const Problems& problems, std::string_view text) {
  std::map<std::string, std::size_t> offsets;
  for (const Problem& problem : problems) {
    std::string pointer = problem.pointer;
    offsets.emplace(pointer, kNowhere);
    while (!pointer.empty()) {
      pointer.erase(pointer.rfind('/'));
      offsets.emplace(pointer, kNowhere);
    }
  }
  Finder finder(text, offsets);
  json::sax_parse(Cursor(text.data(), finder.seen()),
                  Cursor(text.data() + text.size(), finder.seen()), &finder,
                  json::input_format_t::json, true, true);
  std::vector<Place> places;
  for (const Problem& problem : problems) {
    std::string pointer = problem.pointer;
    while (!pointer.empty() && offsets[pointer] == kNowhere)
      pointer.erase(pointer.rfind('/'));
    places.push_back(PlaceAt(text, offsets[pointer] == kNowhere ? 0 : offsets[pointer]));
  }
  return places;
}

}  // namespace portone::scenario
