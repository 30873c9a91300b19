// SPDX-License-Identifier: MIT
// Detects that files have changed. Does not read their contents.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "app/folder_events.h"

namespace portone::app {

/// Checks files on its own thread until destroyed: after every event in their folders, and once a
/// second for file systems without events. A file has changed when its size, modification time,
/// device or inode differs, or when it was created or deleted.
class FileWatcher {
 public:
  struct Settings {
    bool events = true;  ///< false: behave as on a file system without events
    std::chrono::milliseconds poll_interval{1000};
    /// Changes are reported once the files stayed unchanged this long: editors write in bursts.
    std::chrono::milliseconds quiet_period{100};
  };
  enum class Reason : std::uint8_t {
    kChanged,  ///< a file has changed, or may have
    kRetry,    ///< no file has changed, but the last call asked for a retry
  };
  struct CallbackResult {
    std::vector<std::filesystem::path>
        files{};               ///< files to watch in addition to those at the paths
    bool wants_retry = false;  ///< call again after a while even without changes
  };
  using Callback = std::function<CallbackResult(Reason)>;

  /// `on_change` is called on the thread, one call at a time: once at the start, then after changes
  /// of the files at `paths` (FindScenarioFiles) and of those that it returned last. It may be
  /// called without a change, and must not throw.
  FileWatcher(std::vector<std::filesystem::path> paths, Callback on_change, Settings settings);
  FileWatcher(std::vector<std::filesystem::path> paths, Callback on_change)
      : FileWatcher(std::move(paths), std::move(on_change), Settings{}) {}
  FileWatcher(const FileWatcher&) = delete;
  FileWatcher& operator=(const FileWatcher&) = delete;
  /// Waits until a running callback has returned.
  ~FileWatcher();

 private:
  /// File attributes that are read without opening the file.
  struct Stamp {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t size = 0;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  using FileStamps = std::map<std::filesystem::path, std::optional<Stamp>>;

  void Work();
  bool Notify(Reason reason);
  FileStamps ReadStamps() const;
  bool WaitUntilQuiet();
  bool WaitFor(std::chrono::milliseconds limit, bool until_event);

  const std::vector<std::filesystem::path> paths_;
  const Callback on_change_;
  const Settings settings_;
  FolderEvents events_;
  int stop_fd_;  // eventfd: readable when the thread must end

  // Used only by the thread.
  std::vector<std::filesystem::path> files_;
  FileStamps known_stamps_;

  std::thread thread_;
};

}  // namespace portone::app
