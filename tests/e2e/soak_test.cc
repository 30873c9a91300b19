// SPDX-License-Identifier: MIT
// A short form of `make soak`, without the memory measurements: bounded by its number of
// operations.
#include <string>

#include "support/catch.h"
#include "support/program.h"

namespace portone::testing {
namespace {

TEST_CASE("soak: clients with faults, resets, advances and bad receivers get no unexpected errors",
          "[e2e]") {
  RunningEmulator emulator({"--log-level", "error"});
  const ProgramResult result =
      RunToEnd({"node", SourcePath("tests/soak/clients.mjs"), "--url", emulator.base_url(),
                "--clients", "16", "--sandboxes", "22", "--operations", "1500"});
  INFO(result.err);
  CHECK(result.exit_code == 0);
  CHECK(result.out.find("1500 operations") != std::string::npos);
  CHECK(emulator.Stop().exit_code == 0);
}

}  // namespace
}  // namespace portone::testing
