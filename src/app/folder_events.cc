// SPDX-License-Identifier: MIT
#include "app/folder_events.h"

#include <array>
#include <cstdint>
#include <sys/inotify.h>
#include <unistd.h>
#include <utility>

namespace portone::app {
namespace {

constexpr std::uint32_t kEventMask = IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB |
                                     IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR;

}  // namespace

FolderEvents::FolderEvents(bool enabled) {
  if (enabled) descriptor_ = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
}

FolderEvents::~FolderEvents() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void FolderEvents::Watch(const std::set<std::filesystem::path>& folders) {
  if (descriptor_ < 0) return;
  // A path may name another folder by now, so all are added again; the same folder keeps its
  // descriptor.
  std::map<std::filesystem::path, int> watches;
  std::set<int> descriptors;
  for (const std::filesystem::path& folder : folders) {
    const int descriptor = ::inotify_add_watch(descriptor_, folder.c_str(), kEventMask);
    if (descriptor < 0) continue;
    watches[folder] = descriptor;
    descriptors.insert(descriptor);
  }
  for (const auto& [folder, descriptor] : watches_) {
    if (!descriptors.contains(descriptor)) ::inotify_rm_watch(descriptor_, descriptor);
  }
  watches_ = std::move(watches);
}

void FolderEvents::Drain() const {
  std::array<char, 4096> events;
  while (descriptor_ >= 0 && ::read(descriptor_, events.data(), events.size()) > 0) {
  }
}

}  // namespace portone::app
