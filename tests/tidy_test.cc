// SPDX-License-Identifier: MIT
// Applies the house rules to this source tree. tests/tidy/rules_test.cc shows that each rule can
// fail.
#include <iostream>
#include <string>
#include <vector>

#include "support/catch.h"
#include "tidy/rules.h"
#include "tidy/tree.h"

namespace portone::tidy {
namespace {

const TreeOnDisk& OurTree() {
  static const TreeOnDisk kTree = ReadTree(PORTONE_SOURCE_DIR);
  return kTree;
}

/// Printed rather than compared, so that each `file:line:` stays whole for editors and grep.
void ExpectNone(const Violations& found) {
  std::cerr << Report(found);
  CHECK(found.empty());
}

template <class Check>
void ExpectNoneInEachFile(Check check) {
  Violations all;
  for (const SourceFile& file : OurTree().files) {
    const Violations found = check(file);
    all.insert(all.end(), found.begin(), found.end());
  }
  ExpectNone(all);
}

TEST_CASE("tree: folders include only lower layers and their own libraries", "[tidy]") {
  ExpectNoneInEachFile(CheckIncludeDirection);
  ExpectNone(CheckMutualIncludes(OurTree().files));
  ExpectNoneInEachFile(CheckThirdPartyIncludes);
}

TEST_CASE("tree: clocks, random numbers, locks and threads are used only where allowed", "[tidy]") {
  ExpectNoneInEachFile(CheckClockAndEntropy);
  ExpectNoneInEachFile(CheckLocksAndThreads);
  ExpectNoneInEachFile(CheckBannedWords);
}

TEST_CASE("tree: gateway codes, Korean texts and status numbers are only where allowed", "[tidy]") {
  const SourceFile* list = FindFile(OurTree().files, "fixtures/reference/gateways.txt");
  REQUIRE(list != nullptr);
  const std::vector<std::string> codes = SplitDataLines(list->text);
  CHECK(codes.size() > 30);
  ExpectNoneInEachFile(
      [&codes](const SourceFile& file) { return CheckGatewayLiterals(file, codes); });
  ExpectNoneInEachFile(CheckKoreanTexts);
  ExpectNoneInEachFile(CheckStatusNumbers);
}

TEST_CASE("tree: files begin with their licence and stay within the size limits", "[tidy]") {
  ExpectNoneInEachFile(CheckFileHeader);
  ExpectNoneInEachFile(CheckSize);
}

TEST_CASE("tree: every source is built", "[tidy]") {
  CHECK(OurTree().files.size() > 20);
  ExpectNone(CheckUnbuilt(OurTree().files));
}

TEST_CASE("tree: routes and errors match their tables", "[tidy]") {
  ExpectNone(CheckRoutes(OurTree().files));
  ExpectNone(CheckErrors(OurTree().files));
}

TEST_CASE("tree: every evidence tag and every link resolves", "[tidy]") {
  ExpectNone(CheckFidelity(OurTree().files));
  ExpectNone(CheckMarkdown(OurTree().files, OurTree().paths));
}

TEST_CASE("tree: every fact has its evidence and every page lists its headings", "[tidy]") {
  ExpectNoneInEachFile(CheckEvidence);
  ExpectNoneInEachFile(CheckContents);
  ExpectNoneInEachFile(CheckSections);
}

TEST_CASE("tree: make targets that pages and workflows name exist", "[tidy]") {
  REQUIRE(FindFile(OurTree().files, ".github/workflows/ci.yml") != nullptr);
  ExpectNone(CheckMakeTargets(OurTree().files));
}

TEST_CASE("tree: recipes name files that exist", "[tidy]") {
  ExpectNone(CheckRecipes(OurTree().files, OurTree().paths));
}

TEST_CASE("tree: the design pages name files that exist", "[tidy]") {
  REQUIRE(FindFile(OurTree().files, "docs/terms.md") != nullptr);
  REQUIRE(FindFile(OurTree().files, "docs/architecture.md") != nullptr);
  ExpectNone(CheckNamedFiles(OurTree().files, OurTree().paths));
}

TEST_CASE("tree: the security page names tests that exist", "[tidy]") {
  REQUIRE(FindFile(OurTree().files, "docs/security.md") != nullptr);
  ExpectNone(CheckSecurityPage(OurTree().files));
}

TEST_CASE("tree: every numbered fact has a line on a page and a test", "[tidy][rows]") {
  ExpectNone(CheckRows(OurTree().files));
}

}  // namespace
}  // namespace portone::tidy
