// SPDX-License-Identifier: MIT
// The files for Compose, GitHub Actions and GitLab on the pages, as far as they can be tried
// without those services: they are YAML, the options and variables of the emulator's container
// start it, and their calls and commands do what they say.
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "json/json.h"
#include "support/catch.h"
#include "support/page.h"
#include "support/program.h"
#include "support/scenario_files.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

using Words = std::vector<std::string>;

constexpr const char* kScenario = R"({"given": {"switches": {"past_schedule": "run"}}})";

Json ParseYaml(const std::string& text) {
  const Ending ending = RunToEnd({"/usr/bin/ruby", "-ryaml", "-rjson", "-e",
                                  "puts JSON.generate(YAML.safe_load(ARGV.fetch(0)))", text});
  INFO(text << ending.err);
  REQUIRE(ending.exit_code == 0);
  return Json::parse(ending.out);
}

/// What a file says of the emulator.
struct Recipe {
  std::vector<Words> commands;  ///< of its container
  Words variables;              ///< "PORTONE_EMULATOR_NAME=value"
  Words shell;                  ///< lines that call it or run it
};

void Collect(const Json& part, Recipe& recipe) {
  if (part.is_string()) {
    const auto text = part.get<std::string>();
    const bool calls = text.find("/_emulator") != std::string::npos;
    const bool runs = text.find("portone-emulator run ") != std::string::npos;
    if (calls || runs) recipe.shell.push_back(text);
    if (text.starts_with("serve ")) {
      std::istringstream words(text);
      recipe.commands.emplace_back(std::istream_iterator<std::string>(words),
                                   std::istream_iterator<std::string>());
    }
    return;
  }
  if (part.is_array() && !part.empty() && part[0] == "serve") {
    recipe.commands.push_back(part.get<Words>());
    return;
  }
  if (!part.is_structured()) return;
  for (const auto& [name, value] : part.items()) {
    if (name.starts_with("PORTONE_EMULATOR_")) {
      recipe.variables.push_back(name + "=" + value.get<std::string>());
    } else {
      Collect(value, recipe);
    }
  }
}

std::string Replace(const std::string& text, const std::string& pattern, const std::string& by) {
  return std::regex_replace(text, std::regex(pattern), by);
}

/// A folder with what the files mount or send.
struct Workplace {
  Workplace() {
    std::filesystem::create_directories(folder.PathOf("scenarios"));
    std::filesystem::create_directories(folder.PathOf("out"));
    folder.Write("scenarios/base.json", kScenario);
    std::filesystem::copy(InTree("scenarios/cards"), folder.PathOf("given"));
    folder.Write("given/base.json", kScenario);
  }
  TempFolder folder;
};

/// Starts the emulator as the container would be, but at free ports.
void Start(const Workplace& place, Words command, const Words& variables) {
  command.erase(command.begin());  // "serve"
  for (std::string& word : command) {
    if (word == "443") word = "0";
    word = Replace(word, "^/given", place.folder.PathOf("given"));
    word = Replace(word, "^/ca$", place.folder.PathOf("ca"));
  }
  RunningEmulator emulator(command, variables);
  const Ending ending = emulator.Stop();
  CHECK(ending.exit_code == 0);
  CHECK_THAT(ending.err, !Catch::Contains("PORTONE_EMULATOR_"));  // no unknown variable
}

/// Runs the lines of a step: containers of the image are the program itself.
void RunStep(const Workplace& place, const RunningEmulator& emulator, std::string lines) {
  lines = Replace(lines, "http://[a-z0-9.]+:12011", emulator.base_url());
  lines = Replace(lines, "docker run [\\s\\S]*?portone-emulator run", PORTONE_PROGRAM " run");
  lines = Replace(lines, " /given", " given");
  lines = Replace(lines, " /out/", " out/");
  const Ending ending =
      RunToEnd({"/bin/sh", "-euc", "cd \"$0\"\n" + lines, place.folder.path().string()});
  INFO(lines << '\n' << ending.out << ending.err);
  CHECK(ending.exit_code == 0);
}

TEST_CASE("ci recipes: their files are read, and what they say of the emulator is tried", "[e2e]") {
  std::size_t files = 0, commands = 0, steps = 0;
  for (const char* const page : {"docs/scenarios.md", "docs/clients.md"}) {
    for (const Block& block : BlocksOf(page)) {
      if (block.language != "yaml") continue;
      INFO(page << ':' << block.line);
      ++files;
      Recipe recipe;
      Collect(ParseYaml(block.text), recipe);
      const Workplace place;
      commands += recipe.commands.size();
      if (recipe.commands.empty()) recipe.commands = {{"serve"}};
      for (const Words& command : recipe.commands)
        Start(place, command, recipe.variables);
      const RunningEmulator emulator;
      steps += recipe.shell.size();
      for (const std::string& lines : recipe.shell)
        RunStep(place, emulator, lines);
    }
  }
  CHECK(files == 4);
  CHECK(commands == 3);
  CHECK(steps == 4);
}

TEST_CASE("ci recipes: both languages have the same files", "[e2e]") {
  const auto files_of = [](const std::string& page) {
    std::vector<Json> files;
    for (const Block& block : BlocksOf(page)) {
      if (block.language == "yaml") files.push_back(ParseYaml(block.text));
    }
    return files;
  };
  CHECK(files_of("docs/scenarios.md") == files_of("docs/scenarios.ko.md"));
  CHECK(files_of("docs/clients.md") == files_of("docs/clients.ko.md"));
}

}  // namespace
}  // namespace portone::testing
