// SPDX-License-Identifier: MIT
// The house rules that can be checked automatically. Each is a pure function from files to
// violations, so that tests/tidy/rules_test.cc can show that it fails when it should. Nothing here
// reads files.
// Implemented by topic: layers.cc, calls.cc, shape.cc, references.cc, rows.cc.
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
  std::string rule;    ///< what is wrong
  std::string advice;  ///< what to do instead
};

using Violations = std::vector<Violation>;
using Tree = std::vector<SourceFile>;

/// One `file:line: rule, do this instead` per line; empty without violations.
std::string Report(const Violations& violations);

/// The file with this path, or null.
const SourceFile* FindFile(const Tree& tree, std::string_view path);

/// Folders of src/ include only lower layers; gateways do not include each other.
Violations CheckIncludeDirection(const SourceFile& file);

/// Each third-party library is included only by the folders that exist for it.
Violations CheckThirdPartyIncludes(const SourceFile& file);

/// Time and randomness come only from src/sim.
Violations CheckClockAndEntropy(const SourceFile& file);

/// Locks and threads are only used in the files of the lock table (docs/architecture.md).
Violations CheckLocksAndThreads(const SourceFile& file);

/// No `using namespace` in headers, shared entities, console output outside app, or untracked
/// TODOs.
Violations CheckBannedWords(const SourceFile& file);

/// Gateway codes are literals only in src/gateways. `codes` is fixtures/reference/gateways.txt.
Violations CheckGatewayLiterals(const SourceFile& file, const std::vector<std::string>& codes);

/// HTTP status numbers are only chosen where wire errors are mapped. Comparing is allowed.
Violations CheckStatusNumbers(const SourceFile& file);

/// A licence line; in headers followed by a comment that says what the file is.
Violations CheckOpening(const SourceFile& file);

/// At most 500 lines of at most 100 columns.
Violations CheckSize(const SourceFile& file);

/// Every .cc under src/ and tests/ is named in a CMakeLists.txt above it.
Violations CheckUnbuilt(const Tree& tree);

/// Every route row under src/api/routes is an operation of fixtures/reference/endpoints.txt, or one
/// without its last {parameter}, which the service accepts for some.
Violations CheckRoutes(const Tree& tree);

/// Every Errc has a factory in domain/error.cc, a row in api/wire_errors.cc and a test.
Violations CheckErrors(const Tree& tree);

/// Every FIDELITY tag names a heading of docs/fidelity.md, and every third-level heading there is
/// named by a tag.
Violations CheckFidelity(const Tree& tree);

/// Every row of fixtures/reference/rows.txt has one line in docs/fidelity.md, and a test whose name
/// begins with its number unless that line is out of scope; unknown row numbers are reported.
/// Whether the test proves the row is left to reviewers.
Violations CheckRows(const Tree& tree);

/// A Markdown file has one title and its relative links resolve. `paths` holds every file and
/// folder of the tree.
Violations CheckMarkdown(const Tree& tree, const std::set<std::string>& paths);

/// The link anchor of a heading, as code hosts generate it.
std::string AnchorOf(std::string_view heading);

}  // namespace portone::tidy
