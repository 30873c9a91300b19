// SPDX-License-Identifier: MIT
// The built program has what makes a bug harder to exploit.
#include <string>

#include "support/catch.h"
#include "support/program.h"

namespace portone::testing {
namespace {

bool Contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("hardening: the program's relocations are read-only and bound at the start", "[e2e]") {
  const ProgramResult header = RunToEnd({"readelf", "-lW", PORTONE_PROGRAM});
  REQUIRE(header.exit_code == 0);
  CHECK(Contains(header.out, "GNU_RELRO"));
  const ProgramResult dynamic = RunToEnd({"readelf", "-dW", PORTONE_PROGRAM});
  CHECK(Contains(dynamic.out, "BIND_NOW"));
}

TEST_CASE("hardening: the program is built with the stack protector", "[e2e]") {
  const ProgramResult symbols = RunToEnd({"readelf", "-sW", PORTONE_PROGRAM});
  CHECK(Contains(symbols.out, "__stack_chk_fail"));
}

TEST_CASE("hardening: a release is checked for what a test build lacks", "[e2e]") {
  const std::string script = SourcePath("scripts/check-hardening.sh");
  const ProgramResult result = RunToEnd({script, PORTONE_PROGRAM});
  for (const char* property : {"read-only relocations (RELRO)", "immediate binding (BIND_NOW)",
                               "non-executable stack", "stack protector"}) {
    CHECK(Contains(result.out, std::string(property) + ": yes\n"));
  }
  // A test build is not fortified, and with sanitizers not position-independent. A program that
  // lacks one property fails the check.
  for (const char* property : {"position-independent", "fortified"})
    CHECK(Contains(result.out, std::string(property) + ": "));
  CHECK(result.exit_code == (Contains(result.out, ": no\n") ? 1 : 0));
  CHECK(RunToEnd({script, SourcePath("Makefile")}).exit_code == 2);
}

}  // namespace
}  // namespace portone::testing
