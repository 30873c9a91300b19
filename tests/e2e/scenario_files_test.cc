// SPDX-License-Identifier: MIT
// The loader and the schema agree on every scenario file of this repository: the shipped ones and
// those that are broken on purpose. The expected message is in a text file next to each of those.
#include "support/scenario_files.h"

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "app/run_command.h"
#include "json/json.h"
#include "json/reader.h"
#include "support/catch.h"
#include "support/golden_file.h"
#include "support/populated_sandbox.h"
#include "support/program.h"
#include "support/schema_verdicts.h"

namespace portone::testing {
namespace {

using Strings = std::vector<std::string>;

/// Removes the path of the fixtures' folder from every line.
std::string RemoveTreePath(std::string message) {
  const std::string folder = SourcePath("fixtures/scenarios/");
  for (std::size_t at = message.find(folder); at != std::string::npos; at = message.find(folder))
    message.erase(at, folder.size());
  return message;
}

/// The errors that `validate` prints for an invalid file.
std::string GetValidationErrors(const std::string& path) {
  std::ostringstream out;
  std::ostringstream err;
  CHECK(app::ValidateFiles({.paths = {SourcePath(path)}}, out, err) == app::ExitStatus::kUnusable);
  CHECK(out.str().empty());
  return RemoveTreePath(err.str());
}

/// "fixtures/scenarios/broken/a.txt", which has the message of a.json.
std::string GetMessagePath(const std::string& path) {
  return std::filesystem::path(path).replace_extension(".txt").generic_string();
}

TEST_CASE("scenario files: each broken file gives exactly its message", "[scenario][golden]") {
  const std::string folder = GENERATE("broken", "beyond_schema", "not_json", "several");
  const Strings paths = FindScenarioFixtures(folder);
  CHECK(paths.size() >= (folder == "broken" ? 60U : 5U));
  for (const std::string& path : paths) {
    CAPTURE(path);
    const std::string difference =
        CompareWithGolden("../../" + GetMessagePath(path), GetValidationErrors(path));
    INFO(difference);
    CHECK(difference.empty());
  }
}

TEST_CASE("scenario files: each message about a broken file has its name and a position",
          "[scenario]") {
  const std::string folder = GENERATE("broken", "beyond_schema", "not_json");
  for (const std::string& path : FindScenarioFixtures(folder)) {
    CAPTURE(path);
    const std::string name = path.substr(std::string("fixtures/scenarios/").size());
    CHECK_THAT(ReadSourceFile(GetMessagePath(path)),
               Catch::Matches("(" + name + ":[0-9]+:[0-9]+: .+\n)+"));
  }
}

TEST_CASE("scenario files: the program refuses every broken file with exit code 2", "[e2e]") {
  const std::string folder = GENERATE("broken", "beyond_schema", "not_json", "several");
  const ProgramResult result =
      RunEmulator({"validate", SourcePath("fixtures/scenarios/" + folder)});
  CHECK(result.exit_code == 2);
  CHECK(result.out.empty());
  std::string expected;
  for (const std::string& path : FindScenarioFixtures(folder))
    expected += ReadSourceFile(GetMessagePath(path));
  CHECK(RemoveTreePath(result.err) == expected);
}

/// The shipped files, and a file with every key of the format.
Strings GoodScenarios() {
  Strings paths = FindShippedScenarios();
  for (const std::string& path : FindScenarioFixtures("good"))
    paths.push_back(path);
  return paths;
}

TEST_CASE("scenario files: the program accepts the good files", "[e2e]") {
  const ProgramResult result = RunEmulator(
      {"validate", SourcePath("scenarios"), SourcePath("examples/subscription-shop/scenarios"),
       SourcePath("examples/compose/scenarios"), SourcePath("fixtures/scenarios/good")});
  CHECK(result.err.empty());
  CHECK(result.out == std::to_string(GoodScenarios().size()) + " files are valid\n");
  CHECK(result.exit_code == 0);
}

Documents ReadDocuments(const Strings& paths) {
  Documents documents = Documents::object();
  for (const std::string& path : paths) {
    Json document;
    const auto problem = json::ReadJson(ReadSourceFile(path), {.allows_comments = true}, document);
    INFO(path << ": " << (problem ? problem->ToString() : ""));
    REQUIRE_FALSE(problem.has_value());
    documents[path] = std::move(document);
  }
  return documents;
}

/// The files whose verdict is not the expected one.
Strings FindUnexpectedVerdicts(const Strings& paths, bool accepted) {
  Strings unexpected;
  for (const std::string& verdict : GetSchemaVerdicts(ReadDocuments(paths))) {
    if (verdict.ends_with(": ok") != accepted) unexpected.push_back(verdict);
  }
  return unexpected;
}

TEST_CASE("scenario files: the schema accepts the good files", "[e2e]") {
  CHECK(FindUnexpectedVerdicts(GoodScenarios(), true) == Strings{});
}

TEST_CASE("scenario files: the schema accepts what a snapshot writes", "[e2e]") {
  TestApi api(PopulatedSetup());
  Populate(api);
  const Documents documents{{"snapshot", Documents::parse(TakeSnapshot(api))}};
  CHECK(GetSchemaVerdicts(documents) == Strings{"snapshot: ok"});
}

TEST_CASE("scenario files: the schema refuses the broken files", "[e2e]") {
  CHECK(FindUnexpectedVerdicts(FindScenarioFixtures("broken"), false) == Strings{});
  CHECK(FindUnexpectedVerdicts(FindScenarioFixtures("several"), false) == Strings{});
}

TEST_CASE("scenario files: the schema accepts mistakes that it cannot detect", "[e2e]") {
  CHECK(FindUnexpectedVerdicts(FindScenarioFixtures("beyond_schema"), true) == Strings{});
}

}  // namespace
}  // namespace portone::testing
