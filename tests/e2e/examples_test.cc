// SPDX-License-Identifier: MIT
// The examples with tests of their own, run as their pages say, in a copy of their folder. The one
// whose packages come from npm is run by `make clients`.
#include <filesystem>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/program.h"
#include "support/scenario_files.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

using Strings = std::vector<std::string>;

struct Example {
  std::string folder;
  std::string command;       ///< on its page, after "portone-emulator exec -- "
  std::string success_text;  ///< printed when all of its tests have passed
};

std::vector<Example> AllExamples() {
  return {{"django-shop", "/usr/bin/python3 -m pytest", "5 passed"},
          {"junit-shop", "sh test.sh", "[         5 tests successful      ]"}};
}

/// Runs the line in a copy of the example's folder, so that nothing is left in the tree.
ProgramResult RunInCopy(const Example& example, Strings arguments) {
  const TempFolder folder;
  const std::string copy = folder.GetPath(example.folder);
  std::filesystem::copy(SourcePath("examples/" + example.folder), copy,
                        std::filesystem::copy_options::recursive);
  arguments.insert(arguments.begin(), {"/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", copy});
  return RunToEnd(arguments, {"PYTHONDONTWRITEBYTECODE=1"});
}

TEST_CASE("examples: the tests of each example pass under exec", "[shops]") {
  for (const Example& example : AllExamples()) {
    INFO(example.folder);
    const ProgramResult result = RunInCopy(
        example, {PORTONE_PROGRAM, "exec", "--", "/bin/sh", "-c", "exec " + example.command});
    INFO(result.out << result.err);
    CHECK(result.exit_code == 0);
    CHECK_THAT(result.out, Catch::Contains(example.success_text));
    CHECK_THAT(ReadSourceFile("examples/" + example.folder + "/README.md"),
               Catch::Contains("portone-emulator exec -- " + example.command + "\n"));
  }
}

TEST_CASE("examples: the tests of each example fail without an emulator", "[shops]") {
  for (const Example& example : AllExamples()) {
    INFO(example.folder);
    const ProgramResult result =
        RunInCopy(example, {"/usr/bin/unshare", "--map-root-user", "--net", "/bin/sh", "-c",
                            "ip link set lo up; exec " + example.command});
    CHECK(result.exit_code != 0);
    CHECK_THAT(result.out, !Catch::Contains(example.success_text));
  }
}

TEST_CASE("examples: the Django example's tests fail for a shop that trusts every webhook",
          "[shops]") {
  const TempFolder folder;
  const std::string copy = folder.GetPath("shop");
  std::filesystem::copy(SourcePath("examples/django-shop"), copy,
                        std::filesystem::copy_options::recursive);
  const ProgramResult result = RunToEnd(
      {"/bin/sh", "-c",
       "cd \"$1\" && sed -i 's/subscriptions.record(portone.call(.*/pass/' shop/views.py && "
       "exec \"$0\" exec -- /usr/bin/python3 -m pytest",
       PORTONE_PROGRAM, copy},
      {"PYTHONDONTWRITEBYTECODE=1"});
  CHECK(result.exit_code == 1);
  CHECK_THAT(result.out, Catch::Contains("FAILED test_shop.py::test_a_subscriber_pays_each_month"));
}

}  // namespace
}  // namespace portone::testing
