// SPDX-License-Identifier: MIT
// That something has happened in some folders, as the operating system tells it: soon, but not of
// every file system. What has happened, others have to look up.
#pragma once

#include <filesystem>
#include <map>
#include <set>

namespace portone::app {

/// One thread at a time.
class FolderEvents {
 public:
  /// Without `wanted`, or where the system has none left, there are never any.
  explicit FolderEvents(bool wanted);
  FolderEvents(const FolderEvents&) = delete;
  FolderEvents& operator=(const FolderEvents&) = delete;
  ~FolderEvents();

  /// From now on these folders, without what is below their folders. One that is not there is
  /// passed over until it is asked for again.
  void Watch(const std::set<std::filesystem::path>& folders);

  /// Readable when something has happened; -1 when that is never said.
  int descriptor() const { return descriptor_; }
  /// Takes note of all that has happened.
  void Drain() const;

 private:
  int descriptor_ = -1;
  std::map<std::filesystem::path, int> watches_;
};

}  // namespace portone::app
