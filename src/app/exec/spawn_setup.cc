// SPDX-License-Identifier: MIT
#include "app/exec/spawn_setup.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

namespace portone::app {

SpawnSetup::SpawnSetup() {
  sigset_t none;
  sigemptyset(&none);
  sigset_t ignored_here = none;
  sigaddset(&ignored_here, SIGPIPE);
  posix_spawnattr_init(&attributes_);
  posix_spawnattr_setsigmask(&attributes_, &none);
  posix_spawnattr_setsigdefault(&attributes_, &ignored_here);
  posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  posix_spawn_file_actions_init(&actions_);
}

SpawnSetup::~SpawnSetup() {
  posix_spawnattr_destroy(&attributes_);
  posix_spawn_file_actions_destroy(&actions_);
}

void SpawnSetup::UseOwnGroup() {
  short flags = 0;
  posix_spawnattr_getflags(&attributes_, &flags);
  posix_spawnattr_setflags(&attributes_, static_cast<short>(flags | POSIX_SPAWN_SETPGROUP));
  posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
}

void SpawnSetup::PassDescriptor(int descriptor, int number) {
  posix_spawn_file_actions_adddup2(&actions_, descriptor, number);
}

std::vector<char*> ToPointers(std::vector<std::string>& strings) {
  std::vector<char*> pointers;
  pointers.reserve(strings.size() + 1);
  for (std::string& text : strings)
    pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace portone::app
