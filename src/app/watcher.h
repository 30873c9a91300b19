// SPDX-License-Identifier: MIT
// Notices that files have changed. What is in them is nothing to it.
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

/// While this lives, a thread of its own looks at files, when the system says that something has
/// happened in their folders and once a second besides, for file systems of which it says nothing.
/// A file has changed when its size, its time or its inode is another one, or when it has come or
/// gone.
class Watcher {
 public:
  struct Means {
    bool events = true;  ///< false: as on a file system without events
    std::chrono::milliseconds between_looks{1000};
    /// How long nothing must have changed before it is told: editors write in bursts.
    std::chrono::milliseconds stillness{100};
  };
  enum class Why : std::uint8_t {
    kChanged,  ///< a file has, or may have
    kAgain,    ///< none has, but the last answer asked for this
  };
  struct Answer {
    std::vector<std::filesystem::path> files{};  ///< to be looked at, besides those at the paths
    bool again = false;                          ///< call once more after a while, also unchanged
  };
  using Callback = std::function<Answer(Why)>;

  /// `changed` is called on the thread, one call after the other: once at the start, then after
  /// changes of the files at `paths` (FilesAt) and of those that it answered last. It may be called
  /// without need, and must not throw.
  Watcher(std::vector<std::filesystem::path> paths, Callback changed, Means means);
  Watcher(std::vector<std::filesystem::path> paths, Callback changed)
      : Watcher(std::move(paths), std::move(changed), Means{}) {}
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;
  /// Waits for a call that is under way.
  ~Watcher();

 private:
  /// What can be seen of a file without opening it.
  struct Stamp {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::int64_t size = 0;
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  using Sight = std::map<std::filesystem::path, std::optional<Stamp>>;

  void Work();
  bool Tell(Why why);
  Sight Look() const;
  bool AwaitStillness();
  bool Nap(std::chrono::milliseconds limit, bool until_event);

  const std::vector<std::filesystem::path> paths_;
  const Callback changed_;
  const Means means_;
  FolderEvents events_;
  int stop_;  // readable when the thread is to end

  // The thread's own.
  std::vector<std::filesystem::path> files_;
  Sight seen_;

  std::thread thread_;
};

}  // namespace portone::app
