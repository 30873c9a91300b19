// SPDX-License-Identifier: MIT
// Runs the `run` command within the test's process, and returns its exit status and output.
#pragma once

#include <sstream>
#include <string>

#include "app/run_command.h"

namespace portone::app {

struct Outcome {
  ExitStatus status;
  std::string out;
  std::string err;
};

inline Outcome Run(const RunOptions& options) {
  std::ostringstream out;
  std::ostringstream err;
  const ExitStatus status = RunScenarios(options, out, err);
  return {status, out.str(), err.str()};
}

}  // namespace portone::app
