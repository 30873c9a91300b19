// SPDX-License-Identifier: MIT
// The JUnit report of a run: opened before anything runs, so that a path that cannot be written is
// noticed at once.
#pragma once

#include <filesystem>
#include <fstream>
#include <ostream>
#include <vector>

#include "runner/report.h"

namespace portone::app {

class JUnitFile {
 public:
  /// `path`: empty for none, "-" for `out`. Throws CommandError with the reason.
  JUnitFile(const std::filesystem::path& path, std::ostream& out);

  bool is_on_standard_output() const { return path_ == "-"; }

  /// Throws CommandError when it cannot be written completely.
  void Write(const std::vector<runner::Report>& reports);

 private:
  const std::filesystem::path path_;
  std::ofstream file_;
  std::ostream* target_ = nullptr;
};

}  // namespace portone::app
