// SPDX-License-Identifier: MIT
#include "app/folder_events.h"

#include <array>
#include <cstdint>
#include <sys/inotify.h>
#include <unistd.h>
#include <utility>

namespace portone::app {
namespace {

constexpr std::uint32_t kWhat = IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_DELETE |
                                IN_MOVED_FROM | IN_MOVED_TO | IN_ONLYDIR;

}  // namespace

FolderEvents::FolderEvents(bool wanted) {
  if (wanted) descriptor_ = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
}

FolderEvents::~FolderEvents() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void FolderEvents::Watch(const std::set<std::filesystem::path>& folders) {
  if (descriptor_ < 0) return;
  // A path may be another folder by now: asked for anew, the same folder keeps its number.
  std::map<std::filesystem::path, int> watches;
  std::set<int> numbers;
  for (const std::filesystem::path& folder : folders) {
    const int number = ::inotify_add_watch(descriptor_, folder.c_str(), kWhat);
    if (number < 0) continue;
    watches[folder] = number;
    numbers.insert(number);
  }
  for (const auto& [folder, number] : watches_) {
    if (!numbers.contains(number)) ::inotify_rm_watch(descriptor_, number);
  }
  watches_ = std::move(watches);
}

void FolderEvents::Drain() const {
  std::array<char, 4096> events;
  while (descriptor_ >= 0 && ::read(descriptor_, events.data(), events.size()) > 0) {
  }
}

}  // namespace portone::app
