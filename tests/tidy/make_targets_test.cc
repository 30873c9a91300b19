// SPDX-License-Identifier: MIT
// Make targets that do not exist are found wherever a command can appear.
#include <string>

#include "support/catch.h"
#include "tidy/rules.h"

namespace portone::tidy {
namespace {

/// The problems that the rule finds in a file beside a Makefile with the targets `test` and
/// `soak-test`.
std::string FindProblems(const std::string& path, const std::string& text) {
  const SourceFile makefile{"Makefile",
                            "JOBS ?= 2\n.PHONY: test lint\ntest: soak-test ## everything\n"
                            "\tctest\nsoak-test:\n\t@run\n"};
  std::string problems;
  for (const Violation& violation : CheckMakeTargets({makefile, {path, text}}))
    problems += std::to_string(violation.line) + " " + violation.problem + "; ";
  return problems;
}

TEST_CASE("tidy: a make target named on a page must exist", "[tidy]") {
  const auto [text, problems] = GENERATE(table<std::string, std::string>({
      {"run `make test` and `make soak-test`\n", ""},
      {"make sure that nothing fails; make do\n", ""},
      {"`make`, or git and `make test JOBS=4`\n", ""},
      {"run `make lint`\n", "1 make lint does not exist; "},
      {"| `make test` | `make all JOBS=4` |\n", "1 make all does not exist; "},
      {"a\n\n```sh\nmake test lint\n```\n", "4 make lint does not exist; "},
      {"```sh\ncd x && make all  # make sure\n```\n", "2 make all does not exist; "},
      {"```\nmake test\n```\nmake sure\n", ""},
  }));
  CAPTURE(text);
  CHECK(FindProblems("docs/a.md", text) == problems);
}

TEST_CASE("tidy: a make target named in a workflow must exist", "[tidy]") {
  const auto [text, problems] = GENERATE(table<std::string, std::string>({
      {"      - run: make test\n", ""},
      {"      - run: make lint\n", "1 make lint does not exist; "},
      {"    command: [make test, make lint]\n", "1 make lint does not exist; "},
      {"        run: |\n          make -j2 all\n", "2 make all does not exist; "},
      {"  run: apt-get install --yes git make\n  if: matrix.command == 'make lint'\n",
       "2 make lint does not exist; "},
      {"  run: setarch -R ${{ matrix.command }}\n", ""},
  }));
  CAPTURE(text);
  CHECK(FindProblems(".github/workflows/ci.yml", text) == problems);
}

TEST_CASE("tidy: make targets in other files are ignored", "[tidy]") {
  CHECK(FindProblems("src/a.cc", "// `make lint`\n").empty());
  CHECK(CheckMakeTargets({}).size() == 1);
}

}  // namespace
}  // namespace portone::tidy
