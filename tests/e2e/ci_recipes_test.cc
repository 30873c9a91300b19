// SPDX-License-Identifier: MIT
// The files for Compose, GitHub Actions, GitLab and Jenkins in the documentation, as far as they
// can be tested without those services: YAML parses, the emulator starts with the options and
// variables of its container, and the calls and commands succeed.
#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "json/json.h"
#include "support/catch.h"
#include "support/doc_page.h"
#include "support/pattern.h"
#include "support/program.h"
#include "support/scenario_files.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

using Strings = std::vector<std::string>;

constexpr const char* kScenario = R"({"given": {"switches": {"past_schedule": "run"}}})";

Json ParseYaml(const std::string& text) {
  const ProgramResult result =
      RunToEnd({"/usr/bin/ruby", "-ryaml", "-rjson", "-e",
                "puts JSON.generate(YAML.safe_load(ARGV.fetch(0)))", text});
  INFO(text << result.err);
  REQUIRE(result.exit_code == 0);
  return Json::parse(result.out);
}

/// How a file runs and calls the emulator.
struct Recipe {
  std::vector<Strings> commands;  ///< of the emulator's containers
  Strings variables;              ///< "PORTONE_EMULATOR_NAME=value"
  Strings scripts;                ///< scripts that call the emulator or run it
};

/// Keeps a script if it calls the emulator or runs it.
void AddScript(const std::string& text, Recipe& recipe) {
  for (const char* const sign :
       {"/_emulator", "portone-emulator run ", "portone-emulator ready "}) {
    if (text.find(sign) == std::string::npos) continue;
    recipe.scripts.push_back(text);
    return;
  }
}

void Collect(const Json& node, Recipe& recipe) {
  if (node.is_string()) {
    const auto text = node.get<std::string>();
    AddScript(text, recipe);
    if (text.starts_with("serve ")) {
      std::istringstream words(text);
      recipe.commands.emplace_back(std::istream_iterator<std::string>(words),
                                   std::istream_iterator<std::string>());
    }
    return;
  }
  if (node.is_array() && !node.empty() && node[0] == "serve") {
    recipe.commands.push_back(node.get<Strings>());
    return;
  }
  if (!node.is_structured()) return;
  for (const auto& [name, value] : node.items()) {
    if (name.starts_with("PORTONE_EMULATOR_")) {
      recipe.variables.push_back(name + "=" + value.get<std::string>());
    } else {
      Collect(value, recipe);
    }
  }
}

std::string Replace(const std::string& text, const std::string& pattern,
                    const std::string& replacement) {
  return Pattern(pattern).ReplaceAll(text, replacement);
}

/// For each match, its first two groups joined: of alternatives, one is empty.
Strings FindMatches(const std::string& text, const std::string& pattern) {
  Strings found;
  for (const Match& match : Pattern(pattern).FindAll(text))
    found.push_back(match[1] + (match.size() > 2 ? match[2] : ""));
  return found;
}

/// The shell scripts of a Jenkinsfile, in which a container that stays is a command of the recipe.
Recipe ReadJenkinsfile(const std::string& text) {
  Recipe recipe;
  for (std::string script : FindMatches(text, "sh (?:'''([^']*)'''|'([^'\n]*)')")) {
    script = Replace(script, "\\\\\n *", "");  // Groovy joins such lines, too
    for (const std::string& line :
         FindMatches(script, "(docker run --detach [^\n]*)/portone-emulator\n")) {
      recipe.commands.push_back({"serve"});  // as its options end with the image
      for (const std::string& variable : FindMatches(line, "--env (PORTONE_EMULATOR_\\S+)"))
        recipe.variables.push_back(variable);
    }
    AddScript(Replace(script, "docker run --detach [^\n]*/portone-emulator\n", ""), recipe);
  }
  return recipe;
}

/// A folder with the files that the recipes mount or send.
struct Workspace {
  Workspace() : Workspace(SourcePath("scenarios/cards")) {
    folder.Write("given/base.json", kScenario);
  }
  /// `given` is the folder that is mounted as /given.
  explicit Workspace(const std::string& given) {
    std::filesystem::create_directories(folder.GetPath("out"));
    folder.Write("scenarios/base.json", kScenario);
    std::filesystem::copy(given, folder.GetPath("given"));
  }
  TempFolder folder;
};

/// Starts the emulator as its container would start it, but on free ports, and checks that it
/// stops.
void CheckStartsAndStops(const Workspace& workspace, Strings command, const Strings& variables) {
  command.erase(command.begin());  // "serve"
  for (std::string& argument : command) {
    if (argument == "443") argument = "0";
    argument = Replace(argument, "^/given", workspace.folder.GetPath("given"));
    argument = Replace(argument, "^/ca$", workspace.folder.GetPath("ca"));
  }
  RunningEmulator emulator(command, variables);
  const ProgramResult result = emulator.Stop();
  CHECK(result.exit_code == 0);
  CHECK_THAT(result.err, !Catch::Contains("PORTONE_EMULATOR_"));  // no unknown variable
}

/// Runs the lines of a step, in which the program itself replaces containers of the image.
void RunStep(const Workspace& workspace, const RunningEmulator& emulator, std::string lines) {
  lines = Replace(lines, "http://[a-z0-9.]+:12011", emulator.base_url());
  lines = Replace(lines, "docker run [\\s\\S]*?portone-emulator run", PORTONE_PROGRAM " run");
  lines = Replace(lines, "docker exec \\w+ portone-emulator ready",
                  PORTONE_PROGRAM " ready --url " + emulator.base_url());
  lines = Replace(lines, " /given", " given");
  lines = Replace(lines, " /out/", " out/");
  const ProgramResult result =
      RunToEnd({"/bin/sh", "-euc", "cd \"$0\"\n" + lines, workspace.folder.path().string()});
  INFO(lines << '\n' << result.out << result.err);
  CHECK(result.exit_code == 0);
}

/// Starts the emulator's containers, then calls it as the scripts do.
void CheckRecipe(const Workspace& workspace, const Recipe& recipe) {
  const std::vector<Strings> plain{{"serve"}};
  for (const Strings& command : recipe.commands.empty() ? plain : recipe.commands)
    CheckStartsAndStops(workspace, command, recipe.variables);
  const RunningEmulator emulator;
  for (const std::string& lines : recipe.scripts)
    RunStep(workspace, emulator, lines);
}

TEST_CASE("ci recipes: the documented YAML parses, and its emulator commands work", "[e2e]") {
  std::size_t files = 0, commands = 0, steps = 0;
  for (const char* const page : {"docs/scenarios.md", "docs/clients.md"}) {
    for (const Block& block : ReadBlocks(page)) {
      if (block.language != "yaml") continue;
      INFO(page << ':' << block.line);
      ++files;
      Recipe recipe;
      Collect(ParseYaml(block.text), recipe);
      commands += recipe.commands.size();
      steps += recipe.scripts.size();
      CheckRecipe(Workspace(), recipe);
    }
  }
  CHECK(files == 4);
  CHECK(commands == 3);
  CHECK(steps == 4);
}

/// The only Jenkinsfile of a page.
std::string FindJenkinsfile(const std::string& page) {
  Strings files;
  for (const Block& block : ReadBlocks(page)) {
    if (block.language == "groovy") files.push_back(block.text);
  }
  REQUIRE(files.size() == 1);
  return files.front();
}

TEST_CASE("ci recipes: the shell commands of the documented Jenkinsfile work", "[e2e]") {
  const std::string text = FindJenkinsfile("docs/scenarios.md");
  const Recipe recipe = ReadJenkinsfile(text);
  CHECK(recipe.commands.size() == 1);
  CHECK(recipe.variables.size() == 1);
  CHECK(recipe.scripts.size() == 3);
  const Workspace workspace;
  CheckRecipe(workspace, recipe);
  const Strings reports = FindMatches(text, "junit '([^']*)'");
  REQUIRE(reports.size() == 1);
  CHECK(workspace.folder.Has(reports.front()));
}

TEST_CASE("ci recipes: the Compose file to copy is that of the page, beside its scenario",
          "[e2e]") {
  const Json file = ParseYaml(ReadSourceFile("examples/compose/docker-compose.yml"));
  const std::vector<Block> blocks = ReadBlocks("docs/scenarios.md");
  const auto documented = std::find_if(blocks.begin(), blocks.end(),
                                       [](const Block& block) { return block.language == "yaml"; });
  REQUIRE(documented != blocks.end());
  CHECK(file == ParseYaml(documented->text));
  CHECK(file["services"].contains("shop"));
  Recipe recipe;
  Collect(file, recipe);
  REQUIRE(recipe.commands.size() == 1);
  CheckStartsAndStops(Workspace(SourcePath("examples/compose/scenarios")), recipe.commands.front(),
                      recipe.variables);
}

TEST_CASE("ci recipes: the English and the Korean pages have the same YAML", "[e2e]") {
  const auto files_of = [](const std::string& page) {
    std::vector<Json> files;
    for (const Block& block : ReadBlocks(page)) {
      if (block.language == "yaml") files.push_back(ParseYaml(block.text));
    }
    return files;
  };
  CHECK(files_of("docs/scenarios.md") == files_of("docs/scenarios.ko.md"));
  CHECK(files_of("docs/clients.md") == files_of("docs/clients.ko.md"));
  CHECK(ReadJenkinsfile(FindJenkinsfile("docs/scenarios.md")).scripts ==
        ReadJenkinsfile(FindJenkinsfile("docs/scenarios.ko.md")).scripts);
}

}  // namespace
}  // namespace portone::testing
