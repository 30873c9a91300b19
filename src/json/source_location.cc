// SPDX-License-Identifier: MIT
#include "json/source_location.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "json/cursor.h"

namespace portone::json {
namespace {

/// The pointers that are wanted, by their parts, and where they stand. Walking down with the
/// document costs the same however long its keys are and however many places are wanted.
struct Wanted {
  std::optional<std::size_t> offset;
  std::map<std::string, Wanted, std::less<>> below;
};

/// The parts of a pointer, as they are written in it.
std::vector<std::string_view> PartsOf(std::string_view pointer) {
  std::vector<std::string_view> parts;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    parts.push_back(pointer.substr(0, end));
    pointer.remove_prefix(end);
  }
  return parts;
}

void Add(Wanted& root, std::string_view pointer) {
  Wanted* at = &root;
  for (const std::string_view part : PartsOf(pointer))
    at = &at->below[std::string(part)];
}

/// Of the nearest thing around it when it is not there itself.
std::size_t OffsetOf(const Wanted& root, std::string_view pointer) {
  const Wanted* at = &root;
  std::size_t offset = at->offset.value_or(0);
  for (const std::string_view part : PartsOf(pointer)) {
    at = &at->below.find(part)->second;
    offset = at->offset.value_or(offset);
  }
  return offset;
}

/// Notes where each wanted pointer stands. The functions are those that the library calls.
class Finder : public nlohmann::json_sax<nlohmann::json> {
 public:
  Finder(std::string_view text, Wanted& root)
      : begin_(text.data()), seen_(text.data()), next_(&root) {}

  const char** seen() { return &seen_; }

  bool null() override { return Scalar(); }
  bool boolean(bool /*value*/) override { return Scalar(); }
  bool number_integer(number_integer_t /*value*/) override { return Scalar(); }
  bool number_unsigned(number_unsigned_t /*value*/) override { return Scalar(); }
  bool number_float(number_float_t /*value*/, const string_t& /*text*/) override {
    return Scalar();
  }
  bool string(string_t& /*value*/) override {
    Begin(StringStart(begin_, seen_));
    return End();
  }
  bool binary(binary_t& /*value*/) override { return true; }
  bool start_object(std::size_t /*size*/) override { return Open(false); }
  bool end_object() override { return Close(); }
  bool start_array(std::size_t /*size*/) override { return Open(true); }
  bool end_array() override { return Close(); }
  bool key(string_t& name) override {
    next_ = Below(EscapedPointer(name));
    Note(StringStart(begin_, seen_));
    return true;
  }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::json::exception& /*error*/) override {
    return false;
  }

 private:
  struct Level {
    Wanted* wanted;  ///< null when nothing in it is
    bool is_array;
    std::size_t index;
  };

  /// What is wanted of a part of the open level.
  Wanted* Below(const std::string& part) const {
    Wanted* const open = levels_.back().wanted;
    if (open == nullptr) return nullptr;
    const auto found = open->below.find(part);
    return found == open->below.end() ? nullptr : &found->second;
  }

  void Note(const char* at) {
    if (next_ != nullptr) next_->offset = static_cast<std::size_t>(at - begin_);
  }

  bool Scalar() {
    Begin(WordStart(begin_, seen_));
    return End();
  }

  /// A value begins. A member's place is its key's, which was noted.
  void Begin(const char* at) {
    if (!levels_.empty() && !levels_.back().is_array) return;
    if (!levels_.empty()) {
      const bool any = levels_.back().wanted != nullptr;
      next_ = any ? Below(std::to_string(levels_.back().index)) : nullptr;
    }
    Note(at);
  }

  bool End() {
    if (!levels_.empty() && levels_.back().is_array) ++levels_.back().index;
    return true;
  }

  bool Open(bool is_array) {
    Begin(seen_ - 1);
    levels_.push_back({next_, is_array, 0});
    return true;
  }

  bool Close() {
    levels_.pop_back();
    return End();
  }

  const char* begin_;
  const char* seen_;
  Wanted* next_;  ///< what is wanted of the value that comes next; null: nothing
  std::vector<Level> levels_;
};

/// The places of ascending offsets, in one walk over the text.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {
    if (text.starts_with(kByteOrderMark)) begin_ = kByteOrderMark.size();
  }

  SourceLocation At(std::size_t offset) {
    for (; counted_ < offset; ++counted_) {
      if (text_[counted_] != '\n') continue;
      ++line_;
      begin_ = counted_ + 1;
    }
    return {line_, offset - std::min(begin_, offset) + 1};
  }

 private:
  std::string_view text_;
  std::size_t counted_ = 0;
  std::size_t line_ = 1;
  std::size_t begin_ = 0;  ///< of the line
};

}  // namespace

std::vector<SourceLocation> PlacesOf(const Problems& problems, std::string_view text) {
  Wanted root;
  for (const Problem& problem : problems)
    Add(root, problem.pointer);
  Finder finder(text, root);
  nlohmann::json::sax_parse(Cursor(text.data(), finder.seen()),
                            Cursor(text.data() + text.size(), finder.seen()), &finder,
                            nlohmann::json::input_format_t::json, true, true);
  std::vector<std::pair<std::size_t, std::size_t>> by_offset;
  for (std::size_t i = 0; i < problems.size(); ++i)
    by_offset.emplace_back(OffsetOf(root, problems[i].pointer), i);
  std::sort(by_offset.begin(), by_offset.end());
  std::vector<SourceLocation> places(problems.size());
  Lines lines(text);
  for (const auto& [offset, index] : by_offset)
    places[index] = lines.At(offset);
  return places;
}

}  // namespace portone::json
