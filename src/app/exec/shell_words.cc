// SPDX-License-Identifier: MIT
#include "app/exec/shell_words.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <utility>

namespace portone::app {
namespace {

constexpr std::string_view kSeparators = ";&|\n(){}";

class Splitter {
 public:
  explicit Splitter(const std::string& line) : line_(line) {}

  std::vector<std::vector<std::string>> Split() {
    while (at_ < line_.size())
      TakeNext();
    EndCommand();
    return std::move(commands_);
  }

 private:
  void TakeNext() {
    const char c = line_[at_++];
    if (c == '\'') return TakeQuoted();
    if (c == '"') return TakeDoubleQuoted();
    if (c == '\\') return TakeEscaped();
    if (c == '$' || c == '`') return TakeExpansion(c);
    if (c == '>' || c == '<') return TakeRedirection();
    if (c == '#' && !is_in_word_) return SkipComment();
    if (kSeparators.find(c) != std::string_view::npos && !IsPartOfWord(c)) {
      EndCommand();
      if (c == '(' || c == ')') commands_.push_back({std::string(1, c)});
      if (c == '\n') SkipHereDocuments();
      return;
    }
    if (std::isspace(static_cast<unsigned char>(c)) != 0) return EndWord();
    Add(c);
  }

  /// Braces separate only when they stand alone.
  bool IsPartOfWord(char c) const {
    if (c != '{' && c != '}') return false;
    const bool ends = at_ >= line_.size() ||
                      std::isspace(static_cast<unsigned char>(line_[at_])) != 0 ||
                      kSeparators.find(line_[at_]) != std::string_view::npos;
    return is_in_word_ || !ends;
  }

  void Add(char c) {
    is_in_word_ = true;
    word_ += c;
  }

  void TakeQuoted() {
    is_in_word_ = true;
    while (at_ < line_.size() && line_[at_] != '\'')
      word_ += line_[at_++];
    ++at_;
  }

  void TakeDoubleQuoted() {
    is_in_word_ = true;
    while (at_ < line_.size() && line_[at_] != '"') {
      const char c = line_[at_++];
      if (c == '\\') {
        TakeEscaped();
      } else if (c == '$' || c == '`') {
        TakeExpansion(c);
      } else {
        word_ += c;
      }
    }
    ++at_;
  }

  void TakeEscaped() {
    if (at_ >= line_.size()) return;
    if (line_[at_] != '\n') Add(line_[at_]);
    ++at_;
  }

  /// Skips "$(…)" and "`…`", whose commands are not examined.
  void TakeExpansion(char c) {
    is_in_word_ = true;
    has_expansion_ = true;
    if (c == '`') {
      at_ = std::min(line_.find('`', at_), line_.size() - 1) + 1;
    } else if (at_ < line_.size() && (line_[at_] == '(' || line_[at_] == '{')) {
      const char open = line_[at_];
      const char close = open == '(' ? ')' : '}';
      int depth = 0;
      do {
        depth += line_[at_] == open ? 1 : line_[at_] == close ? -1 : 0;
        ++at_;
      } while (at_ < line_.size() && depth > 0);
    }
  }

  /// A file or a descriptor follows, which is not a word of the command; neither is a number
  /// before it.
  void TakeRedirection() {
    if (word_.find_first_not_of("0123456789") == std::string::npos) ClearWord();
    EndWord();
    const std::size_t from = at_ - 1;
    while (at_ < line_.size() && (line_[at_] == '>' || line_[at_] == '<' || line_[at_] == '&'))
      ++at_;
    is_redirected_ = true;
    starts_here_document_ = line_.compare(from, at_ - from, "<<") == 0;
    if (starts_here_document_ && at_ < line_.size() && line_[at_] == '-') ++at_;
  }

  /// Skips the here-documents ("<<END") that begin after this line, each up to its last line.
  void SkipHereDocuments() {
    for (const std::string& end : std::exchange(here_document_ends_, {})) {
      bool is_over = false;
      while (at_ < line_.size() && !is_over) {
        const std::size_t line_end = std::min(line_.find('\n', at_), line_.size());
        const std::size_t start = std::min(line_.find_first_not_of('\t', at_), line_end);
        is_over = line_.compare(start, line_end - start, end) == 0;
        at_ = std::min(line_end + 1, line_.size());
      }
    }
  }

  void SkipComment() { at_ = std::min(line_.find('\n', at_), line_.size()); }

  void ClearWord() {
    word_.clear();
    is_in_word_ = false;
    has_expansion_ = false;
  }

  void EndWord() {
    if (!is_in_word_) return;
    if (std::exchange(starts_here_document_, false)) here_document_ends_.push_back(word_);
    if (!std::exchange(is_redirected_, false)) words_.push_back(has_expansion_ ? "$" : word_);
    ClearWord();
  }

  void EndCommand() {
    EndWord();
    is_redirected_ = false;
    starts_here_document_ = false;
    if (!words_.empty()) commands_.push_back(std::move(words_));
    words_.clear();
  }

  const std::string& line_;
  std::size_t at_ = 0;
  std::string word_;
  bool is_in_word_ = false;
  bool has_expansion_ = false;
  bool is_redirected_ = false;         // the next word names where to
  bool starts_here_document_ = false;  // the next word is the line that ends it
  std::vector<std::string> here_document_ends_;
  std::vector<std::string> words_;
  std::vector<std::vector<std::string>> commands_;
};

}  // namespace

std::vector<std::vector<std::string>> SplitShellLine(const std::string& line) {
  return Splitter(line).Split();
}

}  // namespace portone::app
