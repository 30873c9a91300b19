// SPDX-License-Identifier: MIT
// Runs scenario documents inside the test, as `portone-emulator run` runs files.
#pragma once

#include <sstream>
#include <string>
#include <string_view>

#include "app/run_command.h"
#include "scenario/loader.h"
#include "support/catch.h"

namespace portone::testing {

/// Runs one document. REQUIRES: the document is valid.
inline runner::Report RunScenarioText(std::string_view document,
                                      const app::RunOptions& options = {}) {
  const scenario::LoadResult loaded = scenario::LoadText(document, "scenario.json");
  INFO((loaded.ok() ? "" : loaded.error().message));
  REQUIRE(loaded.ok());
  std::ostringstream progress;
  return app::RunScenario(options, "scenario.json", loaded.value(), progress);
}

/// Every failure on its own line:
/// "scenario.json: /steps/0 (GET /x): another HTTP status: ... | status: 200 -> 404".
inline std::string FormatFailures(const runner::Report& report) {
  std::string text;
  for (const auto& [place, failure] : report.ListFailures()) {
    text += place + ": " + failure.message;
    for (const runner::Difference& difference : failure.differences)
      text += " | " + difference.field + ": " + difference.expected + " -> " + difference.actual;
    text += "\n";
  }
  return text;
}

}  // namespace portone::testing
