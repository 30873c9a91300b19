// SPDX-License-Identifier: MIT
#include "json/reader.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "json/cursor.h"
#include "json/document.h"
#include "json/json.h"
#include "json/members.h"

namespace portone::json {
namespace {

/// The library's message without its prefix "[json.exception...] parse error at ...: " and without
/// the token that it quotes, which may be a card number.
std::string StripMessage(const Json::exception& error) {
  std::string text = error.what();
  const std::size_t colon = text.find(": ");
  if (colon != std::string::npos) text.erase(0, colon + 2);
  return text.substr(0, text.find("; last read: "));
}

/// SAX handler that builds the tree, and finds in the same pass what the library does not: nesting
/// beyond the limit, duplicate keys and, if asked for, where the values are. A syntax error takes
/// precedence over an earlier duplicate key.
class Builder {
 public:
  Builder(std::string_view text, JsonOptions options, bool with_locations)
      : text_(text),
        unread_(text.data()),
        options_(options),
        with_locations_(with_locations),
        lines_(text) {}

  const char** unread() { return &unread_; }
  std::optional<JsonProblem> TakeProblem() { return std::move(problem_); }
  Document TakeDocument() { return std::move(document_); }

  bool null() { return AddScalar(nullptr); }
  bool boolean(bool value) { return AddScalar(value); }
  bool number_integer(Json::number_integer_t value) { return AddScalar(value); }
  bool number_unsigned(Json::number_unsigned_t value) { return AddScalar(value); }
  bool number_float(Json::number_float_t value, const std::string& /*text*/) {
    return AddScalar(value);
  }
  bool string(std::string& value) {
    if (IsRefused()) return Refuse(FindStringStart(text_.data(), unread_));
    NoteStart(&FindStringStart);
    return Add(std::move(value));
  }
  bool binary(Json::binary_t& /*value*/) { return false; }  // not in JSON text
  bool start_object(std::size_t /*size*/) { return Open(false); }
  bool start_array(std::size_t /*size*/) { return Open(true); }
  bool end_object() { return Add(ToObject(Close().members)); }
  bool end_array() { return Add(Close().elements); }
  bool key(std::string& name) {
    Level& level = levels_.back();
    const std::optional<std::size_t> found = level.members.Find(name);
    if (found && !options_.allows_duplicate_keys && !problem_) NoteDuplicate(name);
    level.member = found ? *found : level.members.Append(std::move(name));
    NoteLocation(&FindStringStart);
    return true;
  }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const Json::exception& error) {
    constexpr int kNumberOverflow = 406;
    if (error.id == kNumberOverflow) {
      problem_ = {"a number is too large",
                  LocateOffset(text_, GetOffset(FindTokenStart(text_.data(), unread_)))};
    } else {
      const std::size_t offset = std::max<std::size_t>(position, 1) - 1;
      problem_ = {StripMessage(error), LocateOffset(text_, offset)};
    }
    return false;
  }

 private:
  /// An object or array whose end was not read yet.
  struct Level {
    bool is_array = false;
    Json::array_t elements;
    Members<Json> members;
    std::size_t member = 0;    ///< position of the member whose value comes next
    std::size_t location = 0;  ///< index of its location in `document_.locations`
  };

  std::size_t GetOffset(const char* at) const {
    return static_cast<std::size_t>(at - text_.data());
  }

  void NoteDuplicate(const std::string& name) {
    problem_ = {"duplicate key \"" + name + "\"",
                LocateOffset(text_, GetOffset(FindStringStart(text_.data(), unread_)))};
  }

  using StartFinder = const char* (*)(const char* begin, const char* unread);

  void NoteLocation(StartFinder find_start) {
    if (!with_locations_) return;
    const SourceLocation at = lines_.Locate(GetOffset(find_start(text_.data(), unread_)));
    document_.locations.push_back(
        {static_cast<std::uint32_t>(at.line), static_cast<std::uint32_t>(at.column)});
  }

  /// Notes where the value that was read last starts. That of a member was noted at its key.
  void NoteStart(StartFinder find_start) {
    const bool is_member = !levels_.empty() && !levels_.back().is_array;
    if (!is_member) NoteLocation(find_start);
  }

  /// Whether the value that is read now is the whole document, and should have been an object.
  bool IsRefused() const { return options_.requires_object && levels_.empty(); }

  bool Refuse(const char* at) {
    problem_ = {"must be an object", LocateOffset(text_, GetOffset(at)), true};
    return false;
  }

  bool AddScalar(Json value) {
    if (IsRefused()) return Refuse(FindTokenStart(text_.data(), unread_));
    NoteStart(&FindTokenStart);
    return Add(std::move(value));
  }

  bool Add(Json value) {
    if (levels_.empty()) {
      document_.value = std::move(value);
    } else if (Level& level = levels_.back(); level.is_array) {
      level.elements.push_back(std::move(value));
    } else {
      level.members.at(level.member) = std::move(value);
    }
    return true;
  }

  bool Open(bool is_array) {
    if (is_array && IsRefused()) return Refuse(unread_ - 1);
    NoteStart([](const char* /*begin*/, const char* unread) { return unread - 1; });
    if (levels_.size() == kMaxJsonDepth) {
      problem_ = {"nested deeper than " + std::to_string(kMaxJsonDepth) + " levels",
                  LocateOffset(text_, GetOffset(unread_ - 1))};
      return false;
    }
    constexpr std::size_t kUsualMembers = 8;
    Level level;
    level.is_array = is_array;
    if (!is_array) level.members.list().reserve(kUsualMembers);
    level.location = std::max<std::size_t>(document_.locations.size(), 1) - 1;
    levels_.push_back(std::move(level));
    return true;
  }

  Level Close() {
    Level level = std::move(levels_.back());
    levels_.pop_back();
    if (with_locations_) {
      auto& locations = document_.locations;
      locations[level.location].size =
          static_cast<std::uint32_t>(locations.size() - level.location);
    }
    return level;
  }

  std::string_view text_;
  const char* unread_;
  JsonOptions options_;
  bool with_locations_;
  LineCounter lines_;
  std::vector<Level> levels_;
  Document document_;
  std::optional<JsonProblem> problem_;
};

std::optional<JsonProblem> Read(std::string_view text, JsonOptions options, bool with_locations,
                                Document& out) {
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
    // The library would take this for the end of the text and ignore the rest.
    return JsonProblem{"contains a zero byte; only UTF-8 text is accepted",
                       LocateOffset(text, zero)};
  }
  Builder builder(text, options, with_locations);
  const char* const end = text.data() + text.size();
  Json::sax_parse(Cursor(text.data(), builder.unread()), Cursor(end, builder.unread()), &builder,
                  Json::input_format_t::json, true, options.allows_comments);
  if (auto problem = builder.TakeProblem()) return problem;
  out = builder.TakeDocument();
  return std::nullopt;
}

}  // namespace

std::string JsonProblem::ToString() const {
  return "line " + std::to_string(location.line) + ", column " + std::to_string(location.column) +
         ": " + what;
}

std::optional<JsonProblem> ReadJson(std::string_view text, JsonOptions options, Json& out) {
  Document document;
  if (auto problem = Read(text, options, false, document)) return problem;
  out = std::move(document.value);
  return std::nullopt;
}

std::optional<JsonProblem> ReadDocument(std::string_view text, Document& out) {
  return Read(text,
              {.allows_comments = true, .allows_duplicate_keys = false, .requires_object = true},
              true, out);
}

}  // namespace portone::json
