// SPDX-License-Identifier: MIT
// docs/control-api.md has the only table of control calls: a row for each route, and no others.
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "control/control.h"
#include "support/catch.h"
#include "support/pattern.h"
#include "support/program.h"

namespace portone::testing {
namespace {

using Calls = std::set<std::string>;  // "POST /clock/advance"

std::string ReadFile(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

Calls ListRoutedCalls() {
  Calls calls;
  for (const control::ControlRoute& route : control::ControlRoutes())
    calls.insert(std::string(Name(route.method)) + " " + std::string(route.path));
  return calls;
}

/// The calls that the first column of the page's table names. A row may name several paths.
Calls ReadDocumentedCalls() {
  static const Pattern kCall(R"re(`(GET|POST|PUT|DELETE) (/[^`?]*))re");
  Calls calls;
  std::istringstream page(ReadFile(SourcePath("docs/control-api.md")));
  for (std::string line; std::getline(page, line);) {
    if (!line.starts_with("| `")) continue;
    const std::string first = line.substr(0, line.find(" | "));
    for (const Match& call : kCall.FindAll(first))
      calls.insert(call[1] + " " + call[2]);
  }
  return calls;
}

TEST_CASE("control: the page of calls has a row for each call and for no other", "[control]") {
  const Calls routes = ListRoutedCalls();
  CHECK(routes.size() > 30);
  CHECK(ReadDocumentedCalls() == routes);
}

}  // namespace
}  // namespace portone::testing
