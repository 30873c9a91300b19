// SPDX-License-Identifier: MIT
// The files of the scenario library under scenarios/.
#pragma once

#include <filesystem>
#include <vector>

#include "app/scenario_files.h"

namespace portone::testing {

/// All of them, sorted by path.
inline std::vector<std::filesystem::path> FindLibraryFiles() {
  return app::FindScenarioFiles(std::filesystem::path(PORTONE_SOURCE_DIR) / "scenarios");
}

}  // namespace portone::testing
