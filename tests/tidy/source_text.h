// SPDX-License-Identifier: MIT
// Source text as the house rules read it: lines, and tokens without comments. A tokenizer, not a
// parser.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace portone::tidy {

/// One file of the tree. `path` is relative to its root, with slashes.
struct SourceFile {
  std::string path;
  std::string text;
};

struct Token {
  enum class Kind { kWord, kNumber, kString, kPunctuator };

  Kind kind;
  std::string text;  ///< of a string literal: the text between its quotes, still escaped
  int line;
};

/// The lines, without their line endings. A last line that has none is included.
std::vector<std::string_view> Lines(std::string_view text);

/// Comments and preprocessor lines yield nothing. Punctuators are single characters, except `::`
/// `->`
/// `==` `!=` `<=` `>=`.
std::vector<Token> Tokenize(std::string_view text);

/// The file between quotes or angle brackets, with the kind of bracket in front: `"api/reply.h` or
/// `<vector`. Empty when the line includes nothing.
std::string ParseInclude(std::string_view line);

/// The number of Unicode code points in UTF-8 text, which editors count as columns.
int CountColumns(std::string_view line);

bool IsIn(std::string_view path, std::string_view folder);
bool EndsWith(std::string_view text, std::string_view end);

/// `src/http/server.cc` -> `src/http/server`.
std::string_view RemoveExtension(std::string_view path);

/// The folder that a path is in, without a slash at the end; empty at the root.
std::string_view GetFolder(std::string_view path);

/// Every line of a data file except empty ones and `#` comments.
std::vector<std::string> SplitDataLines(std::string_view text);

}  // namespace portone::tidy
