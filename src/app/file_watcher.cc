// SPDX-License-Identifier: MIT
#include "app/file_watcher.h"

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

int MakeStopEvent() {
  const int descriptor = ::eventfd(0, EFD_CLOEXEC);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  return descriptor;
}

/// The folders that get an event when one of the paths is created, deleted or changed.
std::set<fs::path> FindParentFolders(const std::vector<fs::path>& paths) {
  std::set<fs::path> folders;
  for (const fs::path& path : paths) {
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) folders.insert(path);
    folders.insert(path.has_parent_path() ? path.parent_path() : fs::path("."));
  }
  return folders;
}

}  // namespace

FileWatcher::FileWatcher(std::vector<fs::path> paths, Callback on_change, Settings settings)
    : paths_(std::move(paths)),
      on_change_(std::move(on_change)),
      settings_(settings),
      events_(settings.events),
      stop_fd_(MakeStopEvent()) {
  thread_ = std::thread([this] { Work(); });
}

FileWatcher::~FileWatcher() {
  ::eventfd_write(stop_fd_, 1);
  thread_.join();
  ::close(stop_fd_);
}

void FileWatcher::Work() {
  bool wants_retry = Notify(Reason::kChanged);  // files may have changed before the first check
  while (WaitFor(settings_.poll_interval, true)) {
    if (ReadStamps() != known_stamps_) {
      if (!WaitUntilQuiet()) return;
      wants_retry = Notify(Reason::kChanged);
    } else if (wants_retry) {
      wants_retry = Notify(Reason::kRetry);
    } else if (!WaitFor(settings_.quiet_period,
                        false)) {  // limits the rate when other files in a folder change often
      return;
    }
  }
}

/// Changes during the call are detected afterwards; files that it adds then count as changed.
bool FileWatcher::Notify(Reason reason) {
  if (reason == Reason::kChanged) known_stamps_ = ReadStamps();
  std::vector<fs::path> watched = paths_;
  for (const auto& [file, stamp] : known_stamps_)
    watched.push_back(file);
  events_.Watch(FindParentFolders(watched));
  CallbackResult result = on_change_(reason);
  files_ = std::move(result.files);
  return result.wants_retry;
}

FileWatcher::FileStamps FileWatcher::ReadStamps() const {
  std::vector<fs::path> files = files_;
  try {
    const std::vector<fs::path> found = FindScenarioFiles(paths_);
    files.insert(files.end(), found.begin(), found.end());
  } catch (const StartError&) {
    // A folder that cannot be read counts as empty.
  }
  FileStamps stamps;
  for (const fs::path& file : files) {
    struct stat state {};
    std::optional<Stamp>& stamp = stamps[file];
    if (::stat(file.c_str(), &state) != 0) continue;
    stamp = Stamp{state.st_dev, state.st_ino, state.st_size, state.st_mtim.tv_sec,
                  state.st_mtim.tv_nsec};
  }
  return stamps;
}

/// Returns false when the thread must end.
bool FileWatcher::WaitUntilQuiet() {
  FileStamps last = ReadStamps();
  while (WaitFor(settings_.quiet_period, false)) {
    FileStamps now = ReadStamps();
    if (now == last) return true;
    last = std::move(now);
  }
  return false;
}

/// Waits for this time, or until an event. Returns false when the thread must end.
bool FileWatcher::WaitFor(std::chrono::milliseconds limit, bool until_event) {
  std::array<pollfd, 2> descriptors{
      {{stop_fd_, POLLIN, 0}, {until_event ? events_.descriptor() : -1, POLLIN, 0}}};
  ::poll(descriptors.data(), descriptors.size(), static_cast<int>(limit.count()));
  if (until_event) events_.Drain();
  return descriptors[0].revents == 0;
}

}  // namespace portone::app
