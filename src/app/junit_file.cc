// SPDX-License-Identifier: MIT
#include "app/junit_file.h"

#include <cerrno>
#include <system_error>

#include "app/command_error.h"
#include "portone/emulator.h"
#include "runner/report_formats.h"

namespace portone::app {

JUnitFile::JUnitFile(const std::filesystem::path& path, std::ostream& out) : path_(path) {
  if (path_.empty()) return;
  if (is_on_standard_output()) {
    target_ = &out;
    return;
  }
  file_.open(path_, std::ios::binary);
  if (!file_) {
    throw CommandError("report " + path_.string() + " cannot be written: " +
                       std::error_code(errno, std::generic_category()).message());
  }
  target_ = &file_;
}

void JUnitFile::Write(const std::vector<runner::Report>& reports) {
  if (target_ == nullptr) return;
  *target_ << runner::ToJUnitXml(reports) << std::flush;
  if (!*target_) throw CommandError("report " + path_.string() + " cannot be written");
}

}  // namespace portone::app
