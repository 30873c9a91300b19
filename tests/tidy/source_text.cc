// SPDX-License-Identifier: MIT
#include "tidy/source_text.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace portone::tidy {
namespace {

bool IsWordStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

/// Collects the tokens of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::vector<Token> Run() {
    while (at_ < text_.size())
      Step();
    return std::move(tokens_);
  }

 private:
  bool Sees(std::string_view what) const { return text_.substr(at_, what.size()) == what; }

  void Step() {
    const char c = text_[at_];
    if (c == '\n') {
      Skip(1);
      line_is_blank_ = true;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      Skip(1);
    } else if (Sees("//")) {
      SkipTo(text_.find('\n', at_));
    } else if (Sees("/*")) {
      SkipPast(text_.find("*/", at_ + 2), 2);
    } else if (c == '#' && line_is_blank_) {
      SkipDirective();
    } else {
      line_is_blank_ = false;
      Read(c);
    }
  }

  void Read(char c) {
    if (Sees("R\"")) {
      ReadRawString();
    } else if (c == '"' || c == '\'') {
      ReadQuoted(c);
    } else if (IsWordStart(c)) {
      ReadWhile(Token::Kind::kWord, [](char x) { return IsWordStart(x) || IsDigit(x); });
    } else if (IsDigit(c)) {
      ReadWhile(Token::Kind::kNumber,
                [](char x) { return IsWordStart(x) || IsDigit(x) || x == '\'' || x == '.'; });
    } else {
      ReadPunctuator();
    }
  }

  template <class Belongs>
  void ReadWhile(Token::Kind kind, Belongs belongs) {
    std::size_t end = at_;
    while (end < text_.size() && belongs(text_[end]))
      ++end;
    Take(kind, at_, end);
    SkipTo(end);
  }

  void ReadPunctuator() {
    static constexpr std::array<std::string_view, 6> kPairs = {"::", "->", "==", "!=", "<=", ">="};
    const bool pair =
        std::any_of(kPairs.begin(), kPairs.end(), [this](std::string_view x) { return Sees(x); });
    const std::size_t length = pair ? 2 : 1;
    Take(Token::Kind::kPunctuator, at_, at_ + length);
    Skip(length);
  }

  void ReadQuoted(char quote) {
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') {
      end += text_[end] == '\\' ? 2 : 1;
    }
    end = std::min(end, text_.size());
    if (quote == '"') Take(Token::Kind::kString, at_ + 1, end);
    SkipTo(end + 1);
  }

  void ReadRawString() {
    const std::size_t open = text_.find('(', at_);
    if (open == std::string_view::npos) return SkipTo(open);
    const std::string close = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    const std::size_t end = text_.find(close, open);
    Take(Token::Kind::kString, open + 1, end);
    SkipPast(end, close.size());
  }

  void SkipDirective() {
    std::size_t end = text_.find('\n', at_);
    while (end != std::string_view::npos && text_[end - 1] == '\\')
      end = text_.find('\n', end + 1);
    SkipTo(end);
  }

  void Take(Token::Kind kind, std::size_t begin, std::size_t end) {
    tokens_.push_back({kind, std::string(text_.substr(begin, end - begin)), line_});
  }

  void Skip(std::size_t count) { SkipTo(at_ + count); }

  void SkipPast(std::size_t found, std::size_t length) {
    SkipTo(found == std::string_view::npos ? found : found + length);
  }

  void SkipTo(std::size_t end) {
    end = std::min(end, text_.size());
    line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                         text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
    at_ = end;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  bool line_is_blank_ = true;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<std::string_view> Lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<Token> Tokenize(std::string_view text) {
  return Scanner(text).Run();
}

std::string ParseInclude(std::string_view line) {
  if (line.substr(0, 1) != "#") return {};
  line.remove_prefix(std::min(line.find_first_not_of("# \t"), line.size()));
  if (line.substr(0, 7) != "include") return {};
  const std::size_t open = line.find_first_of("\"<");
  if (open == std::string_view::npos) return {};
  const std::size_t close = line.find(line[open] == '<' ? '>' : '"', open + 1);
  if (close == std::string_view::npos) return {};
  return std::string(line.substr(open, close - open));
}

int CountColumns(std::string_view line) {
  return static_cast<int>(std::count_if(line.begin(), line.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // not inside a code point
  }));
}

bool IsIn(std::string_view path, std::string_view folder) {
  return path.size() > folder.size() && path.substr(0, folder.size()) == folder &&
         path[folder.size()] == '/';
}

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

std::string_view RemoveExtension(std::string_view path) {
  return path.substr(0, path.find_last_of('.'));
}

std::string_view GetFolder(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::vector<std::string> SplitDataLines(std::string_view text) {
  std::vector<std::string> lines;
  for (const std::string_view line : Lines(text)) {
    if (!line.empty() && line.front() != '#') lines.emplace_back(line);
  }
  return lines;
}

}  // namespace portone::tidy
