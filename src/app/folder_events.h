// SPDX-License-Identifier: MIT
// inotify wrapper: signals that a watched folder changed, but not what changed. Some file systems
// report no events.
#pragma once

#include <filesystem>
#include <map>
#include <set>

namespace portone::app {

/// Thread safety: used by one thread at a time.
class FolderEvents {
 public:
  /// There are never any events when `enabled` is false or the system has no inotify instances
  /// left.
  explicit FolderEvents(bool enabled);
  FolderEvents(const FolderEvents&) = delete;
  FolderEvents& operator=(const FolderEvents&) = delete;
  ~FolderEvents();

  /// Replaces the watched folders; their subfolders are not watched. A folder that does not exist
  /// is skipped until the next call.
  void Watch(const std::set<std::filesystem::path>& folders);

  /// Readable when an event is pending; -1 when there are never any.
  int descriptor() const { return descriptor_; }
  /// Discards all pending events.
  void Drain() const;

 private:
  int descriptor_ = -1;
  std::map<std::filesystem::path, int> watches_;
};

}  // namespace portone::app
