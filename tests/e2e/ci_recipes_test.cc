// SPDX-License-Identifier: MIT
// The YAML for Compose, GitHub Actions and GitLab in the documentation, as far as it can be tested
// without those services: it parses, the emulator starts with the options and variables of its
// container, and the calls and commands succeed.
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "json/json.h"
#include "support/catch.h"
#include "support/doc_page.h"
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

void Collect(const Json& node, Recipe& recipe) {
  if (node.is_string()) {
    const auto text = node.get<std::string>();
    const bool calls_emulator = text.find("/_emulator") != std::string::npos;
    const bool runs_scenarios = text.find("portone-emulator run ") != std::string::npos;
    if (calls_emulator || runs_scenarios) recipe.scripts.push_back(text);
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
  return std::regex_replace(text, std::regex(pattern), replacement);
}

/// A folder with the files that the YAML mounts or sends.
struct Workspace {
  Workspace() {
    std::filesystem::create_directories(folder.GetPath("scenarios"));
    std::filesystem::create_directories(folder.GetPath("out"));
    folder.Write("scenarios/base.json", kScenario);
    std::filesystem::copy(SourcePath("scenarios/cards"), folder.GetPath("given"));
    folder.Write("given/base.json", kScenario);
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
  lines = Replace(lines, " /given", " given");
  lines = Replace(lines, " /out/", " out/");
  const ProgramResult result =
      RunToEnd({"/bin/sh", "-euc", "cd \"$0\"\n" + lines, workspace.folder.path().string()});
  INFO(lines << '\n' << result.out << result.err);
  CHECK(result.exit_code == 0);
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
      const Workspace workspace;
      commands += recipe.commands.size();
      if (recipe.commands.empty()) recipe.commands = {{"serve"}};
      for (const Strings& command : recipe.commands)
        CheckStartsAndStops(workspace, command, recipe.variables);
      const RunningEmulator emulator;
      steps += recipe.scripts.size();
      for (const std::string& lines : recipe.scripts)
        RunStep(workspace, emulator, lines);
    }
  }
  CHECK(files == 4);
  CHECK(commands == 3);
  CHECK(steps == 4);
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
}

}  // namespace
}  // namespace portone::testing
