// SPDX-License-Identifier: MIT
#include "app/watcher.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <set>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "app/scenario_files.h"
#include "portone/emulator.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;

int MakeStop() {
  const int descriptor = ::eventfd(0, EFD_CLOEXEC);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  return descriptor;
}

/// The folders in which something happens when a file comes, goes or changes.
std::set<fs::path> FoldersOf(const std::vector<fs::path>& paths) {
  std::set<fs::path> folders;
  for (const fs::path& path : paths) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) folders.insert(path);
    folders.insert(path.has_parent_path() ? path.parent_path() : fs::path("."));
  }
  return folders;
}

}  // namespace

Watcher::Watcher(std::vector<fs::path> paths, Callback changed, Means means)
    : paths_(std::move(paths)),
      changed_(std::move(changed)),
      means_(means),
      events_(means.events),
      stop_(MakeStop()) {
  thread_ = std::thread([this] { Work(); });
}

Watcher::~Watcher() {
  ::eventfd_write(stop_, 1);
  thread_.join();
  ::close(stop_);
}

void Watcher::Work() {
  bool again = Tell(Why::kChanged);  // they may have changed before the first look
  while (Nap(means_.between_looks, true)) {
    if (Look() != seen_) {
      if (!AwaitStillness()) return;
      again = Tell(Why::kChanged);
    } else if (again) {
      again = Tell(Why::kAgain);
    } else if (!Nap(means_.stillness, false)) {  // a folder may be busy with other files
      return;
    }
  }
}

/// What changes during the call is seen afterwards; files that it adds are new then.
bool Watcher::Tell(Why why) {
  if (why == Why::kChanged) seen_ = Look();
  std::vector<fs::path> looked_at = paths_;
  for (const auto& [file, stamp] : seen_)
    looked_at.push_back(file);
  events_.Watch(FoldersOf(looked_at));
  Answer answer = changed_(why);
  files_ = std::move(answer.files);
  return answer.again;
}

Watcher::Sight Watcher::Look() const {
  std::vector<fs::path> files = files_;
  try {
    const std::vector<fs::path> found = FilesAt(paths_);
    files.insert(files.end(), found.begin(), found.end());
  } catch (const StartError&) {
    // A folder that cannot be read has no files.
  }
  Sight sight;
  for (const fs::path& file : files) {
    struct stat state {};
    std::optional<Stamp>& stamp = sight[file];
    if (::stat(file.c_str(), &state) != 0) continue;
    stamp = Stamp{state.st_dev, state.st_ino, state.st_size, state.st_mtim.tv_sec,
                  state.st_mtim.tv_nsec};
  }
  return sight;
}

/// False when the thread is to end.
bool Watcher::AwaitStillness() {
  Sight last = Look();
  while (Nap(means_.stillness, false)) {
    Sight now = Look();
    if (now == last) return true;
    last = std::move(now);
  }
  return false;
}

/// Waits so long, or until an event. False when the thread is to end.
bool Watcher::Nap(std::chrono::milliseconds limit, bool until_event) {
  std::array<pollfd, 2> awaited{
      {{stop_, POLLIN, 0}, {until_event ? events_.descriptor() : -1, POLLIN, 0}}};
  ::poll(awaited.data(), awaited.size(), static_cast<int>(limit.count()));
  if (until_event) events_.Drain();
  return awaited[0].revents == 0;
}

}  // namespace portone::app
