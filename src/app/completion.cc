// SPDX-License-Identifier: MIT
#include "app/completion.h"

#include <array>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <boost/algorithm/string/replace.hpp>

#include "app/command.h"
#include "json/suggestion.h"

namespace portone::app {
namespace {

/// "--url --sandbox -f".
std::string ListFlags(const Command& command) {
  std::string flags;
  for (const Option& option : AllOptions()) {
    if (!TakesOption(command, option)) continue;
    flags += (flags.empty() ? "--" : " --") + std::string(option.name);
    if (option.letter != '\0') flags += " -" + std::string(1, option.letter);
  }
  return flags;
}

std::string ListCommands() {
  std::string names;
  for (const Command& command : AllCommands())
    names += (names.empty() ? "" : " ") + std::string(command.name);
  return names;
}

/// The words that may follow the command besides options, as far as they are known here.
std::string ListWords(const Command& command) {
  if (command.name == "help") return ListCommands();
  if (command.name == "completion") return "bash zsh fish";
  if (command.name == "fault")
    return "decline error delay timeout close reset drop duplicate reorder list clear";
  if (command.name == "advance") return "next idle";
  return "";
}

bool TakesFiles(const Command& command) {
  return command.takes_paths() || command.takes_program() || command.arguments == "FILE" ||
         command.arguments == "[FOLDER]";
}

/// Prints the script for bash. Zsh reads the same script through its bashcompinit.
void PrintBash() {
  std::cout << "_portone_emulator() {\n"
               "  local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]} flags= words= "
               "files=\n"
               "  case $command in\n";
  for (const Command& command : AllCommands()) {
    std::cout << "    " << command.name << ") flags='" << ListFlags(command) << "' words='"
              << ListWords(command) << "'" << (TakesFiles(command) ? " files=yes" : "") << " ;;\n";
  }
  std::cout << "  esac\n"
               "  if [ \"$COMP_CWORD\" = 1 ]; then\n"
               "    flags='"
            << ListFlags(AllCommands().front()) << "' words='" << ListCommands()
            << "'\n"
               "  fi\n"
               "  case $word in\n"
               "    -*) COMPREPLY=($(compgen -W \"$flags\" -- \"$word\")) ;;\n"
               "    *) COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
               "      [ -z \"$files\" ] || COMPREPLY+=($(compgen -f -- \"$word\")) ;;\n"
               "  esac\n"
               "}\n"
               "complete -o filenames -F _portone_emulator portone-emulator\n";
}

void PrintZsh() {
  std::cout << "#compdef portone-emulator\n"
               "autoload -U +X bashcompinit && bashcompinit\n";
  PrintBash();
}

std::string QuoteForFish(std::string_view text) {
  return "'" + boost::replace_all_copy(std::string(text), "'", "\\'") + "'";
}

void PrintFish() {
  const std::string line = "complete -c portone-emulator ";
  std::cout << line << "-f\n";
  for (const Command& command : AllCommands()) {
    const std::string name(command.name);
    std::cout << line << "-n __fish_use_subcommand -a " << name << " -d "
              << QuoteForFish(command.help) << '\n';
    const std::string when = line + "-n '__fish_seen_subcommand_from " + name + "' ";
    for (const Option& option : AllOptions()) {
      if (!TakesOption(command, option)) continue;
      std::cout << when << "-l " << option.name;
      if (option.letter != '\0') std::cout << " -s " << option.letter;
      std::cout << (option.placeholder.empty() ? "" : " -r") << " -d " << QuoteForFish(option.help)
                << '\n';
    }
    if (const std::string words = ListWords(command); !words.empty())
      std::cout << when << "-a " << QuoteForFish(words) << '\n';
    if (TakesFiles(command)) std::cout << when << "-F\n";
  }
}

struct Shell {
  std::string_view name;
  void (*print)();
};

constexpr std::array<Shell, 3> kCompletionShells{
    {{"bash", PrintBash}, {"zsh", PrintZsh}, {"fish", PrintFish}}};

}  // namespace

int PrintCompletion(const Settings& settings) {
  const std::string& name = settings.arguments.front();
  std::vector<std::string> names;
  for (const Shell& shell : kCompletionShells) {
    if (shell.name == name) {
      shell.print();
      return 0;
    }
    names.emplace_back(shell.name);
  }
  const auto nearest = json::FindNearest(name, names);
  throw UsageError("there is completion for bash, zsh and fish, not for " + name +
                   (nearest ? "; did you mean " + *nearest + "?" : ""));
}

}  // namespace portone::app
