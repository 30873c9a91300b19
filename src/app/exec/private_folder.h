// SPDX-License-Identifier: MIT
// A temporary folder that only this user can read, removed when destroyed.
#pragma once

#include <filesystem>

namespace portone::app {

class PrivateFolder {
 public:
  /// Makes one below the system's temporary folder (TMPDIR). Throws StartError.
  PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;
  ~PrivateFolder();

  /// Absolute.
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace portone::app
