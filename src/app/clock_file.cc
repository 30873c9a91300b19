// SPDX-License-Identifier: MIT
#include "app/clock_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "domain/calendar.h"

namespace portone::app {
namespace {

namespace fs = std::filesystem;
using clock_preload::ClockLine;
using clock_preload::ClockPage;
using clock_preload::kClockFileSize;
using clock_preload::kClockPageMagic;
using clock_preload::Nanoseconds;

static_assert(std::chrono::nanoseconds{clock_preload::kLastShown} ==
              engine::kLastShownTime.time_since_epoch());

constexpr mode_t kReadableByAll = 0644;

/// An open file: closed when destroyed, unless it was released.
class OpenFile {
 public:
  explicit OpenFile(int fd) : fd_(fd) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (fd_ >= 0) ::close(fd_);
  }

  int fd() const { return fd_; }
  int Release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

std::string DescribeFile(const fs::path& path, const std::string& what) {
  return "the clock file " + path.string() + ' ' + what;
}

Nanoseconds ToNanoseconds(Instant time) {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(time.time_since_epoch()).count();
}

/// Whether the file is new, or a clock file.
bool IsClockFile(int file, off_t size) {
  if (size == 0) return true;
  char magic[sizeof kClockPageMagic] = {};
  return size == static_cast<off_t>(kClockFileSize) &&
         ::pread(file, magic, sizeof magic, 0) == static_cast<ssize_t>(sizeof magic) &&
         std::memcmp(magic, kClockPageMagic, sizeof magic) == 0;
}

}  // namespace

BasicResult<engine::SharedClockPtr, std::string> ClockFile::Open(const fs::path& path) {
  const auto fail = [&path](const std::string& what) { return DescribeFile(path, what); };
  std::error_code ignored;
  const fs::path absolute_path = fs::absolute(path, ignored);
  if (!path.has_filename()) return fail("has no name");
  OpenFile file(::open(absolute_path.c_str(),
                       O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, kReadableByAll));
  if (file.fd() < 0)
    return fail(std::string("cannot be opened for writing: ") + std::strerror(errno));
  struct stat found = {};
  if (::fstat(file.fd(), &found) != 0 || !S_ISREG(found.st_mode) ||
      !IsClockFile(file.fd(), found.st_size))
    return fail("already exists with other content; it is left as it is");
  if (::flock(file.fd(), LOCK_EX | LOCK_NB) != 0)
    return fail("is written by another emulator, or for another sandbox");
  // Whatever the umask is. Who may read a file of another user is for that user to decide.
  if (found.st_size == 0) ::fchmod(file.fd(), kReadableByAll);
  if (::ftruncate(file.fd(), static_cast<off_t>(kClockFileSize)) != 0)
    return fail(std::string("cannot be written: ") + std::strerror(errno));
  void* const mapped =
      ::mmap(nullptr, kClockFileSize, PROT_READ | PROT_WRITE, MAP_SHARED, file.fd(), 0);
  if (mapped == MAP_FAILED) return fail(std::string("cannot be mapped: ") + std::strerror(errno));
  auto* const page = static_cast<ClockPage*>(mapped);
  std::memcpy(page->magic, kClockPageMagic, sizeof page->magic);
  return engine::SharedClockPtr(new ClockFile(absolute_path, file.Release(), page));
}

ClockFile::ClockFile(fs::path path, int file, ClockPage* page)
    : path_(std::move(path)), fd_(file), page_(page) {}

ClockFile::~ClockFile() {
  ::munmap(page_, kClockFileSize);
  ::close(fd_);
}

void ClockFile::Show(const engine::ShownClock& time, bool may_go_back) {
  if (!engine::CanBeShown(time.sandbox_time) || IsCutOff()) return;
  ClockLine line{ToNanoseconds(time.wall), ToNanoseconds(time.sandbox_time), time.speed};
  ClockLine previous{};
  if (!may_go_back && clock_preload::ReadLine(*page_, previous))
    line.shown = std::max(line.shown, previous.At(line.wall));
  clock_preload::WriteLine(*page_, line);
}

/// Whether the file has become shorter: writing to the mapping beyond its end would end this
/// process.
bool ClockFile::IsCutOff() const {
  struct stat open = {};
  return ::fstat(fd_, &open) != 0 || open.st_size < static_cast<off_t>(kClockFileSize);
}

std::optional<std::string> ClockFile::FindProblem(Instant now) const {
  if (!engine::CanBeShown(now)) {
    return DescribeFile(
        path_, "can show the time from 1970 to " + FormatIso(engine::kLastShownTime) + " only");
  }
  struct stat named = {};
  struct stat open = {};
  if (::stat(path_.c_str(), &named) != 0)
    return DescribeFile(path_, std::string("has vanished: ") + std::strerror(errno));
  if (::fstat(fd_, &open) != 0 || named.st_dev != open.st_dev || named.st_ino != open.st_ino)
    return DescribeFile(path_, "has been replaced by another one");
  if (IsCutOff()) return DescribeFile(path_, "has been cut off");
  return std::nullopt;
}

}  // namespace portone::app
