// SPDX-License-Identifier: MIT
#include "app/exec/started_programs.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "app/exec/shell_words.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;
using Words = std::span<const std::string>;

/// A program whose words name another program.
struct Wrapper {
  std::string_view names;                ///< separated by blanks
  std::string_view subcommand;           ///< that must follow; "": none
  std::string_view options_with_values;  ///< separated by blanks
  std::size_t operands;                  ///< before the other program, besides options
};

constexpr std::array kWrappers = std::to_array<Wrapper>({
    {"bundle", "exec", "", 0},
    {"chrt", "", "-T -P -D", 1},
    {"command", "", "", 0},
    {"dumb-init", "", "-r --rewrite", 0},
    {"env", "", "-u --unset -C --chdir", 0},
    {"exec", "", "-a", 0},
    {"faketime", "", "", 1},
    {"ionice nice", "", "-c -n --adjustment --class --classdata", 0},
    {"nohup", "", "", 0},
    {"npm", "exec", "-p --package -w --workspace -c --call", 0},
    {"npx", "", "-p --package -w --workspace -c --call", 0},
    {"pipenv", "run", "", 0},
    {"pnpm", "exec", "--filter -F -C --dir", 0},
    {"poetry", "run", "-C --directory", 0},
    {"setsid", "", "", 0},
    {"stdbuf", "", "-i -o -e --input --output --error", 0},
    {"time", "", "-f -o --format --output", 0},
    {"timeout", "", "-k -s --kill-after --signal", 1},
    {"tini", "", "-p -e", 0},
    {"uv", "run", "--with --python -p --project --directory --env-file --extra --group --package",
     0},
    {"yarn", "exec", "", 0},
});

constexpr std::array<std::string_view, 6> kShellPrograms{"sh", "bash", "dash", "ash", "zsh", "ksh"};

/// Keywords of the shell that a command follows, and those that begin no command.
constexpr std::array<std::string_view, 8> kKeywordsBeforeCommand{"if",    "then",  "else", "elif",
                                                                 "while", "until", "do",   "!"};
constexpr std::array<std::string_view, 7> kKeywordsWithoutCommand{"for",  "case", "function", "fi",
                                                                  "done", "esac", "select"};

template <std::size_t kSize>
bool Contains(const std::array<std::string_view, kSize>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Whether the word is one of those that are separated by blanks.
bool IsOneOf(const std::string& word, std::string_view words) {
  return (' ' + std::string(words) + ' ').find(' ' + word + ' ') != std::string::npos;
}

bool IsAssignment(const std::string& word) {
  const std::size_t equals = word.find('=');
  return equals != std::string::npos && equals > 0 &&
         word.find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") == equals;
}

bool IsNodeRunner(const std::string& name) {
  return IsOneOf(name, "npm npx pnpm yarn");
}

bool IsClockVariable(std::string_view name) {
  return name == "LD_PRELOAD" || name == "PORTONE_CLOCK_FILE";
}

class ProgramFinder {
 public:
  void ScanCommand(Words words) {
    while (!words.empty() && IsAssignment(words.front())) {
      if (IsClockVariable(words.front().substr(0, words.front().find('=')))) return;
      words = words.subspan(1);
    }
    if (words.empty() || words.front() == "$") return;
    const std::string& program = words.front();
    const std::string name = fs::path(program).filename().string();
    words = words.subspan(1);
    if (program == "cd") return ChangeFolder(words);
    Add(program);
    if (Contains(kShellPrograms, name)) return ScanShell(words);
    for (const Wrapper& wrapper : kWrappers) {
      if (!IsOneOf(name, wrapper.names)) continue;
      const fs::path folder = folder_;
      ScanWrapper(wrapper, name, words);
      if (name == "env") folder_ = folder;  // --chdir is for its program alone
      return;
    }
  }

  /// What a subshell changes to is its own folder.
  void ScanLine(const std::string& line) {
    std::vector<fs::path> folders_outside;
    for (const std::vector<std::string>& command : SplitShellLine(line)) {
      Words words = command;
      if (words.front() == "(") {
        folders_outside.push_back(folder_);
        continue;
      }
      if (words.front() == ")") {
        if (folders_outside.empty()) continue;  // of a case
        folder_ = std::move(folders_outside.back());
        folders_outside.pop_back();
        continue;
      }
      while (!words.empty() && Contains(kKeywordsBeforeCommand, words.front()))
        words = words.subspan(1);
      if (!words.empty() && !Contains(kKeywordsWithoutCommand, words.front())) ScanCommand(words);
    }
  }

  const std::vector<std::string>& found() const { return found_; }

 private:
  static constexpr int kMaxDepth = 8;

  /// A path is taken from the folder to which the line has changed.
  void Add(const std::string& program) {
    const bool is_path = program.find('/') != std::string::npos;
    const std::string path = is_path ? (folder_ / program).string() : program;
    if (std::find(found_.begin(), found_.end(), path) == found_.end()) found_.push_back(path);
  }

  void ChangeFolder(Words words) {
    while (!words.empty() && IsOneOf(words.front(), "-L -P -e -@ --"))
      words = words.subspan(1);
    if (!words.empty() && words.front() != "$") folder_ /= words.front();
  }

  /// The line after "-c", which may stand among other letters.
  void ScanShell(Words words) {
    bool has_line = false;
    while (!words.empty() && words.front().size() > 1 &&
           (words.front().front() == '-' || words.front().front() == '+')) {
      const std::string option = words.front();
      words = words.subspan(1);
      const bool is_short = !option.starts_with("--");
      has_line = has_line || (is_short && option.find('c') != std::string::npos);
      if (is_short && option.ends_with('o') && !words.empty()) words = words.subspan(1);
    }
    if (has_line && !words.empty()) ScanInnerLine(words.front());
  }

  /// A line that another program runs, in a folder of its own.
  void ScanInnerLine(const std::string& line) {
    if (depth_ == kMaxDepth) return;
    ++depth_;
    const fs::path folder = folder_;
    ScanLine(line);
    folder_ = folder;
    --depth_;
  }

  void ScanWrapper(const Wrapper& wrapper, const std::string& name, Words words) {
    if (!wrapper.subcommand.empty()) {
      if (words.empty() || words.front() != wrapper.subcommand) return;
      words = words.subspan(1);
    }
    std::size_t operands = wrapper.operands;
    while (!words.empty()) {
      const std::string word = words.front();
      const bool is_option = word.starts_with('-');
      if (!is_option && operands-- == 0) break;
      words = words.subspan(1);
      if (word == "--" && wrapper.operands == 0) break;
      if (!is_option) continue;
      if (name == "env" && !FollowEnvOption(word, words)) return;
      if (name == "command" && (word == "-v" || word == "-V")) return;    // only looks
      if (name == "exec" && word.find('c') != std::string::npos) return;  // without variables
      const bool is_call = word == "-c" || word == "--call";
      if (IsNodeRunner(name) && is_call && !words.empty()) return ScanInnerLine(words.front());
      const bool has_value = IsOneOf(word, wrapper.options_with_values);
      if (has_value && !words.empty()) words = words.subspan(1);
    }
    ScanWrapped(name, words);
  }

  /// Returns false when env starts its program without the clock, or its words are within the
  /// option. The program is started in the folder of `--chdir`.
  bool FollowEnvOption(const std::string& option, Words rest) {
    const std::string next = rest.empty() ? "" : rest.front();
    if (option == "-" || option == "-i" || option == "--ignore-environment") return false;
    if (option == "-u" || option == "--unset") return !IsClockVariable(next);
    if (option.starts_with("-u")) return !IsClockVariable(option.substr(2));
    if (option.starts_with("--unset=")) return !IsClockVariable(option.substr(8));
    if (option == "-S" || option == "--split-string") return ScanInnerLine(next), false;
    if (option.starts_with("-S")) return ScanInnerLine(option.substr(2)), false;
    if (option.starts_with("--split-string=")) return ScanInnerLine(option.substr(15)), false;
    if (option == "-C" || option == "--chdir") folder_ /= next;
    if (option.starts_with("--chdir=")) folder_ /= option.substr(8);
    return true;
  }

  /// Programs of a package are found beside it.
  void ScanWrapped(const std::string& wrapper, Words words) {
    if (!IsNodeRunner(wrapper) || words.empty()) return ScanCommand(words);
    const std::string& program = words.front();
    Add(program.find('/') == std::string::npos ? "./node_modules/.bin/" + program : program);
  }

  int depth_ = 0;
  fs::path folder_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> FindStartedPrograms(const std::vector<std::string>& command) {
  ProgramFinder finder;
  finder.ScanCommand(command);
  return finder.found();
}

std::vector<std::string> FindStartedPrograms(const std::string& shell_line) {
  ProgramFinder finder;
  finder.ScanLine(shell_line);
  return finder.found();
}

}  // namespace portone::app
