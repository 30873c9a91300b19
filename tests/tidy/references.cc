// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstddef>
#include <set>

#include "tidy/markdown.h"
#include "tidy/rules.h"

namespace portone::tidy {
namespace {

constexpr std::string_view kEndpoints = "fixtures/reference/endpoints.txt";
constexpr std::string_view kFactories = "src/domain/errors";  // and what follows it
constexpr std::string_view kWireRows = "src/api/wire_errors.cc";

/// `kGet` -> `GET`; empty for any other word.
std::string ParseMethod(std::string_view word) {
  constexpr std::array<std::string_view, 5> kWords = {"kGet", "kPost", "kPut", "kDelete", "kPatch"};
  if (std::find(kWords.begin(), kWords.end(), word) == kWords.end()) return {};
  std::string method(word.substr(1));
  std::transform(method.begin(), method.end(), method.begin(),
                 [](char c) { return c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c; });
  return method;
}

struct Row {
  std::string operation;  ///< "GET /payments/{imp_uid}"
  int line;
};

/// Rows as the route files write them: a method, a comma, a path.
std::vector<Row> ReadRows(const SourceFile& file) {
  std::vector<Row> rows;
  const std::vector<Token> tokens = Tokenize(file.text);
  for (std::size_t at = 2; at < tokens.size(); ++at) {
    const Token& path = tokens[at];
    if (path.kind != Token::Kind::kString || path.text.substr(0, 1) != "/") continue;
    const std::string method = ParseMethod(tokens[at - 2].text);
    if (method.empty() || tokens[at - 1].text != ",") continue;
    rows.push_back({method + " " + path.text, path.line});
  }
  return rows;
}

/// The operation, or one that has one more {parameter} at its end.
bool IsDocumented(const std::vector<std::string>& operations, const std::string& row) {
  return std::any_of(operations.begin(), operations.end(), [&row](const std::string& operation) {
    if (operation == row) return true;
    const std::size_t slash = operation.find_last_of('/');
    return operation.substr(slash + 1, 1) == "{" && operation.substr(0, slash) == row;
  });
}

struct Enumerator {
  std::string name;
  int line;
};

std::vector<Enumerator> ReadErrcEnumerators(const SourceFile& file) {
  std::vector<Enumerator> found;
  const std::vector<Token> tokens = Tokenize(file.text);
  std::size_t at = 0;
  while (at + 2 < tokens.size() && (tokens[at].text != "class" || tokens[at + 1].text != "Errc")) {
    ++at;
  }
  for (; at < tokens.size() && tokens[at].text != "}"; ++at) {
    const Token& token = tokens[at];
    const bool is_enumerator = token.kind == Token::Kind::kWord && token.text.size() > 1 &&
                               token.text[0] == 'k' && token.text[1] >= 'A' && token.text[1] <= 'Z';
    if (is_enumerator && token.text != "kCount") found.push_back({token.text, token.line});
  }
  return found;
}

using Words = std::set<std::string, std::less<>>;

void AddWords(const SourceFile& file, Words& words) {
  for (Token& token : Tokenize(file.text)) {
    if (token.kind == Token::Kind::kWord) words.insert(std::move(token.text));
  }
}

Words CollectAnchors(std::string_view text) {
  Words anchors;
  for (const Heading& heading : ReadHeadings(text))
    anchors.insert(MakeAnchor(heading.text));
  return anchors;
}

/// The target of the link whose `](` is at `open`; empty when it cannot be checked.
std::string_view FindRelativeTarget(std::string_view line, std::size_t open) {
  std::string_view target = line.substr(open + 2);
  target = target.substr(0, target.find_first_of(" )"));
  const bool is_unchecked = target.find("://") != std::string_view::npos ||
                            target.substr(0, 7) == "mailto:" || target.substr(0, 1) == "/";
  return is_unchecked ? std::string_view{} : target;
}

/// `docs` and `../src/x` -> `src/x`.
std::string Resolve(std::string_view folder, std::string_view relative) {
  std::string path(folder);
  while (!relative.empty()) {
    const std::size_t slash = std::min(relative.find('/'), relative.size());
    const std::string_view part = relative.substr(0, slash);
    relative.remove_prefix(std::min(slash + 1, relative.size()));
    if (part == "..") {
      path = std::string(GetFolder(path));
    } else if (!part.empty() && part != ".") {
      path += (path.empty() ? "" : "/") + std::string(part);
    }
  }
  return path;
}

bool TargetExists(const Tree& tree, const std::set<std::string>& paths, const SourceFile& from,
                  std::string_view target) {
  const std::size_t hash = std::min(target.find('#'), target.size());
  const std::string path =
      hash == 0 ? from.path : Resolve(GetFolder(from.path), target.substr(0, hash));
  if (!path.empty() && paths.count(path) == 0) return false;
  const SourceFile* file = FindFile(tree, path);
  if (hash == target.size() || file == nullptr || !EndsWith(path, ".md")) return true;
  return CollectAnchors(file->text).count(target.substr(hash + 1)) > 0;
}

void CheckLinks(const Tree& tree, const std::set<std::string>& paths, const SourceFile& file,
                Violations& found) {
  int number = 0;
  for (const std::string_view line : SplitProseLines(file.text)) {
    ++number;
    for (std::size_t open = line.find("]("); open != std::string_view::npos;
         open = line.find("](", open + 2)) {
      const std::string_view target = FindRelativeTarget(line, open);
      if (target.empty() || TargetExists(tree, paths, file, target)) continue;
      found.push_back({file.path, number, "link to nowhere: " + std::string(target),
                       "name a file or heading that is there"});
    }
  }
}

}  // namespace

Violations CheckRoutes(const Tree& tree) {
  Violations found;
  const SourceFile* endpoints = FindFile(tree, kEndpoints);
  const std::vector<std::string> operations =
      endpoints == nullptr ? std::vector<std::string>{} : SplitDataLines(endpoints->text);
  for (const SourceFile& file : tree) {
    if (!IsIn(file.path, "src/api/routes") || !EndsWith(file.path, ".cc")) continue;
    const std::vector<Row> rows = ReadRows(file);
    if (rows.empty()) {
      found.push_back({file.path, 1, "no route row found", "write rows as {kGet, \"/path\", …}"});
    }
    for (const Row& row : rows) {
      if (IsDocumented(operations, row.operation)) continue;
      found.push_back({file.path, row.line, row.operation + " is not documented",
                       "correct the row; " + std::string(kEndpoints) + " lists what is"});
    }
  }
  return found;
}

Violations CheckErrors(const Tree& tree) {
  Violations found;
  const SourceFile* header = FindFile(tree, "src/domain/errors.h");
  if (header == nullptr) return found;
  Words factories;
  Words rows;
  Words tests;
  for (const SourceFile& file : tree) {
    if (file.path.starts_with(kFactories) && EndsWith(file.path, ".cc")) AddWords(file, factories);
    if (file.path == kWireRows) AddWords(file, rows);
    if (IsIn(file.path, "tests") && EndsWith(file.path, ".cc")) AddWords(file, tests);
  }
  const std::vector<Enumerator> errors = ReadErrcEnumerators(*header);
  if (errors.empty()) {
    found.push_back({header->path, 1, "no enumerator of Errc found", "write them as kName"});
  }
  for (const Enumerator& error : errors) {
    if (factories.count(error.name) == 0) {
      found.push_back({header->path, error.line, error.name + " has no factory",
                       "add one to " + std::string(kFactories) + ".cc, or drop it"});
    }
    if (rows.count(error.name) == 0) {
      found.push_back({header->path, error.line, error.name + " has no wire row",
                       "add one to " + std::string(kWireRows)});
    }
    if (tests.count(error.name) == 0 && tests.count(error.name.substr(1)) == 0) {
      found.push_back({header->path, error.line, error.name + " is in no test",
                       "test it, and name it or its factory there"});
    }
  }
  return found;
}

Violations CheckMarkdown(const Tree& tree, const std::set<std::string>& paths) {
  Violations found;
  for (const SourceFile& file : tree) {
    if (!EndsWith(file.path, ".md")) continue;
    const std::vector<Heading> headings = ReadHeadings(file.text);
    const auto titles = std::count_if(headings.begin(), headings.end(),
                                      [](const Heading& heading) { return heading.level == 1; });
    if (titles != 1) {
      found.push_back({file.path, 1, std::to_string(titles) + " titles", "have one `# Title`"});
    }
    CheckLinks(tree, paths, file, found);
  }
  return found;
}

}  // namespace portone::tidy
