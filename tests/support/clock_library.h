// SPDX-License-Identifier: MIT
// The library of the shared clock as a file, for tests that load it into programs.
#pragma once

#include <string>

#include "support/catch.h"
#include "support/program.h"
#include "support/temp_folder.h"

namespace portone::testing {

/// Lets `env` write the library, and returns its path.
inline std::string WriteLibrary(const TempFolder& folder) {
  const RunningEmulator emulator;
  const ProgramResult result = RunEmulator(
      {"env", "--share-clock", "--url", emulator.base_url(), "--dir", folder.GetPath("files")});
  INFO(result.err);
  REQUIRE(result.exit_code == 0);
  return folder.GetPath("files/libportone_clock.so");
}

}  // namespace portone::testing
