// SPDX-License-Identifier: MIT
// The examples with tests of their own, run as their pages say, in a copy of their folder. The
// fourth one, whose packages come from npm, is run by `make clients`.
#include <filesystem>
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/program.h"
#include "support/scenario_files.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

using Words = std::vector<std::string>;

struct Example {
  std::string folder;
  std::string command;  ///< as its page has it, behind "portone-emulator exec -- "
  std::string passed;   ///< what its tests print when all have passed
};

std::vector<Example> AllExamples() {
  return {{"django-shop", "/usr/bin/python3 -m pytest", "5 passed"},
          {"junit-shop", "sh test.sh", "[         5 tests successful      ]"}};
}

/// Runs the line in a copy of the example's folder, so that nothing is left in the tree.
Ending RunInCopy(const Example& example, Words words) {
  const TempFolder folder;
  const std::string copy = folder.PathOf(example.folder);
  std::filesystem::copy(InTree("examples/" + example.folder), copy,
                        std::filesystem::copy_options::recursive);
  words.insert(words.begin(), {"/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", copy});
  return RunToEnd(words, {"PYTHONDONTWRITEBYTECODE=1"});
}

TEST_CASE("examples: the tests of each pass under exec", "[shops]") {
  for (const Example& example : AllExamples()) {
    INFO(example.folder);
    const Ending ending = RunInCopy(
        example, {PORTONE_PROGRAM, "exec", "--", "/bin/sh", "-c", "exec " + example.command});
    INFO(ending.out << ending.err);
    CHECK(ending.exit_code == 0);
    CHECK_THAT(ending.out, Catch::Contains(example.passed));
    CHECK_THAT(ReadSourceFile("examples/" + example.folder + "/README.md"),
               Catch::Contains("portone-emulator exec -- " + example.command + "\n"));
  }
}

TEST_CASE("examples: without an emulator the tests of each fail", "[shops]") {
  for (const Example& example : AllExamples()) {
    INFO(example.folder);
    const Ending ending =
        RunInCopy(example, {"/usr/bin/unshare", "--map-root-user", "--net", "/bin/sh", "-c",
                            "ip link set lo up; exec " + example.command});
    CHECK(ending.exit_code != 0);
    CHECK_THAT(ending.out, !Catch::Contains(example.passed));
  }
}

TEST_CASE("examples: a shop that believes every webhook fails the tests of Django's", "[shops]") {
  const TempFolder folder;
  const std::string copy = folder.PathOf("shop");
  std::filesystem::copy(InTree("examples/django-shop"), copy,
                        std::filesystem::copy_options::recursive);
  const Ending ending = RunToEnd(
      {"/bin/sh", "-c",
       "cd \"$1\" && sed -i 's/subscriptions.record(portone.call(.*/pass/' shop/views.py && "
       "exec \"$0\" exec -- /usr/bin/python3 -m pytest",
       PORTONE_PROGRAM, copy},
      {"PYTHONDONTWRITEBYTECODE=1"});
  CHECK(ending.exit_code == 1);
  CHECK_THAT(ending.out, Catch::Contains("FAILED test_shop.py::test_a_subscriber_pays_each_month"));
}

}  // namespace
}  // namespace portone::testing
