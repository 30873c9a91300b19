// SPDX-License-Identifier: MIT
// The house rules that a machine can check. Each is a pure function from files to violations, so
// that tests/tidy_test.cc can show that it fails when it should. Nothing here reads the disk.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tidy/source_text.h"

namespace portone::tidy {

struct Violation {
  std::string path;
  int line;
  std::string problem;  ///< what is not as it should be
  std::string advice;   ///< what to do instead
};

using Violations = std::vector<Violation>;
using Tree = std::vector<SourceFile>;

/// One `file:line: problem, do this instead` per line; empty when all is well.
std::string Report(const Violations& violations);

/// The file of that path, or nothing.
const SourceFile* FindFile(const Tree& tree, std::string_view path);

// layers.cc: which folder may include which

/// Folders of src/ include only lower layers; gateways do not include each other.
Violations CheckIncludeDirection(const SourceFile& file);

/// No two modules of src/ (a header and its source file) include each other.
Violations CheckMutualIncludes(const Tree& tree);

/// Each third-party library is included only by the folders that exist for it.
Violations CheckThirdPartyIncludes(const SourceFile& file);

// calls.cc: what may be called and written where

/// Only src/sim reads clocks and makes random numbers.
Violations CheckClockAndEntropy(const SourceFile& file);

/// Locks and threads are only in the files of the lock table (docs/architecture.md).
Violations CheckLocksAndThreads(const SourceFile& file);

/// `using namespace` in headers, shared entities, console output outside app, TODOs without an
/// issue.
Violations CheckBannedWords(const SourceFile& file);

/// A gateway's code is a literal only in src/gateways. `codes` is fixtures/reference/gateways.txt.
Violations CheckGatewayLiterals(const SourceFile& file, const std::vector<std::string>& codes);

/// Korean text, which V1 users read, is only in the files of errors, texts, gateways and code
/// tables.
Violations CheckKoreanTexts(const SourceFile& file);

/// HTTP status numbers are chosen only where the wire's errors are mapped. Comparing is allowed
/// anywhere.
Violations CheckStatusNumbers(const SourceFile& file);

// shape.cc: how files look

/// A licence line; in headers then a comment that says what this is.
Violations CheckFileHeader(const SourceFile& file);

/// Sources: at most 500 lines of at most 100 columns. READMEs: at most 150 lines.
Violations CheckSize(const SourceFile& file);

/// Every .cc under src/ and tests/ is named in a CMakeLists.txt above it.
Violations CheckUnbuilt(const Tree& tree);

// references.cc: what must match something elsewhere

/// Every route row under src/api/routes is an operation of fixtures/reference/endpoints.txt, or one
/// without its last {parameter}, which the service accepts for some.
Violations CheckRoutes(const Tree& tree);

/// Every Errc has a factory in domain/errors*.cc, a row in api/wire_errors.cc and a test.
Violations CheckErrors(const Tree& tree);

/// A Markdown file has one title and its relative links have targets. `paths` holds every file
/// and folder of the tree.
Violations CheckMarkdown(const Tree& tree, const std::set<std::string>& paths);

// recipes.cc: the files that the recipes of CONTRIBUTING.md name

/// Every file and folder that a recipe names is there. `paths` as above; "<name>" stands for any.
Violations CheckRecipes(const Tree& tree, const std::set<std::string>& paths);

/// Every file that docs/architecture.md, or the column "Where" of docs/terms.md, names between
/// backquotes is among `paths`, from the root or from src/; a name without a folder is in any.
Violations CheckNamedFiles(const Tree& tree, const std::set<std::string>& paths);

// security_page.cc: what docs/security.md promises

/// Every row of a table with the column "Held by" names tests there, between backquotes, that
/// exist, and every published vulnerability that is tested has a row.
Violations CheckSecurityPage(const Tree& tree);

// fidelity.cc: the pages of evidence

/// A page of docs/behaviour or docs/gateways.
bool IsFidelityPage(std::string_view path);

/// Every tag that a source names is a third-level heading of one page of evidence, on the page that
/// the source says, and every such heading is named by a source.
Violations CheckFidelity(const Tree& tree);

/// Every row of a page of evidence names a kind of evidence in its column Evidence, and every tag a
/// row.
Violations CheckEvidence(const SourceFile& file);

/// The contents above the first chapter of a page of evidence link to all of its tags.
Violations CheckContents(const SourceFile& file);

// sections.cc: the contents of the other pages

/// A long page of docs/ with five sections or more links to each of them above the first one.
Violations CheckSections(const SourceFile& file);

// rows.cc: the numbered facts

/// Every row of fixtures/reference/rows.txt appears once on the pages of evidence, and has a test
/// whose name begins with its number, in a file that its column Test names, unless it is out of
/// scope; and no other number is named. Whether the test proves the row is for people to judge.
Violations CheckRows(const Tree& tree);

// make_targets.cc: commands in pages and workflows

/// Every make target that a Markdown file or a workflow names is in the Makefile.
Violations CheckMakeTargets(const Tree& tree);

}  // namespace portone::tidy
