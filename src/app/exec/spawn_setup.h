// SPDX-License-Identifier: MIT
// How a program that this one starts differs from it, as posix_spawn takes it.
#pragma once

#include <spawn.h>
#include <string>
#include <vector>

namespace portone::app {

/// By default: no signal is blocked, and SIGPIPE is not ignored.
class SpawnSetup {
 public:
  SpawnSetup();
  SpawnSetup(const SpawnSetup&) = delete;
  SpawnSetup& operator=(const SpawnSetup&) = delete;
  ~SpawnSetup();

  /// A process group of its own, with an empty standard input.
  void UseOwnGroup();
  /// The program has the descriptor under `number`.
  void PassDescriptor(int descriptor, int number);

  const posix_spawnattr_t* attributes() const { return &attributes_; }
  const posix_spawn_file_actions_t* actions() const { return &actions_; }

 private:
  posix_spawnattr_t attributes_{};
  posix_spawn_file_actions_t actions_{};
};

/// Arguments or an environment as posix_spawn takes them. REQUIRES: `strings` outlives the result.
std::vector<char*> ToPointers(std::vector<std::string>& strings);

}  // namespace portone::app
