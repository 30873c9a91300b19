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

/// The requested pointers as a trie of their tokens, with the offsets found so far. The cost of
/// walking it along with the document depends neither on the length of the keys nor on the number
/// of pointers.
struct PointerNode {
  std::optional<std::size_t> offset;
  std::map<std::string, PointerNode, std::less<>> children;
};

/// The tokens of a pointer, still escaped.
std::vector<std::string_view> SplitPointer(std::string_view pointer) {
  std::vector<std::string_view> parts;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    parts.push_back(pointer.substr(0, end));
    pointer.remove_prefix(end);
  }
  return parts;
}

void Add(PointerNode& root, std::string_view pointer) {
  PointerNode* at = &root;
  for (const std::string_view token : SplitPointer(pointer))
    at = &at->children[std::string(token)];
}

/// The offset of the value, or of the nearest enclosing one when it is missing.
std::size_t OffsetOf(const PointerNode& root, std::string_view pointer) {
  const PointerNode* at = &root;
  std::size_t offset = at->offset.value_or(0);
  for (const std::string_view token : SplitPointer(pointer)) {
    at = &at->children.find(token)->second;
    offset = at->offset.value_or(offset);
  }
  return offset;
}

/// SAX handler that records the offset of each requested pointer.
class OffsetFinder : public nlohmann::json_sax<nlohmann::json> {
 public:
  OffsetFinder(std::string_view text, PointerNode& root)
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
    Begin(FindStringStart(begin_, seen_));
    return End();
  }
  bool binary(binary_t& /*value*/) override { return true; }
  bool start_object(std::size_t /*size*/) override { return Open(false); }
  bool end_object() override { return Close(); }
  bool start_array(std::size_t /*size*/) override { return Open(true); }
  bool end_array() override { return Close(); }
  bool key(string_t& name) override {
    next_ = FindChild(EscapePointerToken(name));
    Record(FindStringStart(begin_, seen_));
    return true;
  }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::json::exception& /*error*/) override {
    return false;
  }

 private:
  struct Level {
    PointerNode* node;  ///< null when nothing inside is requested
    bool is_array;
    std::size_t index;
  };

  /// The trie node of a child of the open level; null when it is not requested.
  PointerNode* FindChild(const std::string& token) const {
    PointerNode* const open = levels_.back().node;
    if (open == nullptr) return nullptr;
    const auto found = open->children.find(token);
    return found == open->children.end() ? nullptr : &found->second;
  }

  void Record(const char* at) {
    if (next_ != nullptr) next_->offset = static_cast<std::size_t>(at - begin_);
  }

  bool Scalar() {
    Begin(FindTokenStart(begin_, seen_));
    return End();
  }

  /// Called at the start of a value. For a member, the offset of its key was already recorded.
  void Begin(const char* at) {
    if (!levels_.empty() && !levels_.back().is_array) return;
    if (!levels_.empty()) {
      const bool any = levels_.back().node != nullptr;
      next_ = any ? FindChild(std::to_string(levels_.back().index)) : nullptr;
    }
    Record(at);
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
  PointerNode* next_;  ///< the node of the next value; null: not requested
  std::vector<Level> levels_;
};

/// Converts ascending offsets to locations, in one pass over the text.
class LineCounter {
 public:
  explicit LineCounter(std::string_view text) : text_(text) {
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
  std::size_t begin_ = 0;  ///< of the current line
};

}  // namespace

std::vector<SourceLocation> LocateProblems(const Problems& problems, std::string_view text) {
  PointerNode root;
  for (const Problem& problem : problems)
    Add(root, problem.pointer);
  OffsetFinder finder(text, root);
  nlohmann::json::sax_parse(Cursor(text.data(), finder.seen()),
                            Cursor(text.data() + text.size(), finder.seen()), &finder,
                            nlohmann::json::input_format_t::json, true, true);
  std::vector<std::pair<std::size_t, std::size_t>> by_offset;
  for (std::size_t i = 0; i < problems.size(); ++i)
    by_offset.emplace_back(OffsetOf(root, problems[i].pointer), i);
  std::sort(by_offset.begin(), by_offset.end());
  std::vector<SourceLocation> locations(problems.size());
  LineCounter lines(text);
  for (const auto& [offset, index] : by_offset)
    locations[index] = lines.At(offset);
  return locations;
}

}  // namespace portone::json
