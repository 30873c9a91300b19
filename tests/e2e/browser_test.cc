// SPDX-License-Identifier: MIT
// The browser side in a browser: tests/browser, which Node.js runs with Debian's headless Chromium.
// Neither may be missing (scripts/install-packages.sh test); `make test` installs the packages that
// the tests import.
#include <string>
#include <vector>

#include "support/catch.h"
#include "support/program.h"

namespace portone::testing {
namespace {

TEST_CASE("browser: pages, windows and the demo shop work in a browser", "[browser]") {
  const ProgramResult result = RunToEnd(
      {"/usr/bin/node", SourcePath("tests/browser/run.mjs")},
      {"EMULATOR=" + std::string(PORTONE_PROGRAM), "NODE_PACKAGES=" + SourcePath("build/node")});
  INFO(result.out);
  INFO(result.err);
  CHECK(result.exit_code == 0);
}

}  // namespace
}  // namespace portone::testing
