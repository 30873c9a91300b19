// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>
#include <utility>

#include "tidy/rules.h"

namespace portone::tidy {
namespace {

constexpr std::string_view kMakefile = "Makefile";
constexpr std::string_view kCommand = "make ";
/// Characters after which a command can begin: quotes, YAML's and the shell's.
constexpr std::string_view kBeforeCommand = "`\"'[,:;&|$(";
/// Characters that end a word of a command.
constexpr std::string_view kAfterWord = " `\"'],;&|#)";

bool IsLowercase(char c) {
  return c >= 'a' && c <= 'z';
}

bool IsTargetName(std::string_view word) {
  return !word.empty() && IsLowercase(word.front()) &&
         std::all_of(word.begin(), word.end(), [](char c) { return IsLowercase(c) || c == '-'; });
}

/// "test: ## build and run" -> "test".
std::set<std::string, std::less<>> ReadTargets(const SourceFile& makefile) {
  std::set<std::string, std::less<>> targets;
  for (const std::string_view line : Lines(makefile.text)) {
    const std::string_view name = line.substr(0, line.find(':'));
    if (name.size() < line.size() && IsTargetName(name)) targets.emplace(name);
  }
  return targets;
}

/// The targets among the words after `make `; variables and options are skipped.
std::vector<std::string> ParseTargets(std::string_view arguments) {
  std::vector<std::string> targets;
  while (!arguments.empty()) {
    const std::size_t end = std::min(arguments.find_first_of(kAfterWord), arguments.size());
    const std::string_view word = arguments.substr(0, end);
    const bool is_setting = word.substr(0, 1) == "-" || word.find('=') != std::string_view::npos;
    if (IsTargetName(word)) {
      targets.emplace_back(word);
    } else if (!is_setting) {
      break;
    }
    if (end == arguments.size() || arguments[end] != ' ') break;
    arguments.remove_prefix(end + 1);
  }
  return targets;
}

/// Whether a command can begin at `at`. In prose it begins a code span.
bool BeginsCommand(std::string_view line, std::size_t at, bool is_prose) {
  const std::string_view before = line.substr(0, at);
  if (is_prose) return before.substr(before.size() - std::min<std::size_t>(1, at)) == "`";
  const std::size_t last = before.find_last_not_of(' ');
  return last == std::string_view::npos ||
         kBeforeCommand.find(before[last]) != std::string_view::npos;
}

struct Use {
  std::string target;
  int line;
};

/// The targets that a Markdown file or a workflow names.
std::vector<Use> FindTargetUses(const SourceFile& file) {
  const bool is_markdown = EndsWith(file.path, ".md");
  std::vector<Use> uses;
  bool is_fenced = false;
  int number = 0;
  for (const std::string_view line : Lines(file.text)) {
    ++number;
    const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
    if (is_markdown && line.substr(start, 3) == "```") is_fenced = !is_fenced;
    for (std::size_t at = line.find(kCommand); at != std::string_view::npos;
         at = line.find(kCommand, at + 1)) {
      if (!BeginsCommand(line, at, is_markdown && !is_fenced)) continue;
      for (std::string& target : ParseTargets(line.substr(at + kCommand.size())))
        uses.push_back({std::move(target), number});
    }
  }
  return uses;
}

bool NamesTargets(std::string_view path) {
  return EndsWith(path, ".md") || (IsIn(path, ".github") && EndsWith(path, ".yml"));
}

}  // namespace

Violations CheckMakeTargets(const Tree& tree) {
  const SourceFile* makefile = FindFile(tree, kMakefile);
  if (makefile == nullptr) return {{std::string(kMakefile), 1, "missing", "restore it"}};
  const std::set<std::string, std::less<>> targets = ReadTargets(*makefile);
  Violations found;
  for (const SourceFile& file : tree) {
    if (!NamesTargets(file.path)) continue;
    for (const Use& use : FindTargetUses(file)) {
      if (targets.count(use.target) > 0) continue;
      found.push_back({file.path, use.line, "make " + use.target + " does not exist",
                       "name a target of the " + std::string(kMakefile)});
    }
  }
  return found;
}

}  // namespace portone::tidy
