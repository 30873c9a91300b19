// SPDX-License-Identifier: MIT
#include "app/log_queue.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace portone::app {
namespace {

/// A pipe that poll(2) calls writable takes this much without blocking (PIPE_BUF).
constexpr std::size_t kChunk = 4096;

int OpenEvent() {
  const int fd = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (fd < 0) throw std::system_error(errno, std::system_category(), "eventfd");
  return fd;
}

}  // namespace

LogQueue::LogQueue(int fd, FormatDropped format_dropped, Limits limits)
    : fd_(fd),
      format_dropped_(std::move(format_dropped)),
      limits_(limits),
      time_is_up_fd_(OpenEvent()),
      thread_([this] { Work(); }) {}

LogQueue::~LogQueue() {
  Close();
  ::close(time_is_up_fd_);
}

void LogQueue::Add(std::string_view line) {
  const std::lock_guard lock(mutex_);
  const bool may_sleep = waiting_lines_.empty() && dropped_count_ == 0 && !writing_;
  // Once one line was dropped, so are those after it until the writer has taken what waits: the gap
  // is then in one place.
  if (closing_ || dropped_count_ > 0 || waiting_lines_.size() + line.size() > limits_.bytes) {
    ++dropped_count_;
  } else {
    waiting_lines_ += line;
  }
  if (may_sleep) changed_.notify_all();  // else the thread looks again by itself
}

void LogQueue::Flush(std::chrono::milliseconds limit) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, limit,
                    [this] { return ended_ || (waiting_lines_.empty() && !writing_); });
}

void LogQueue::Close(std::chrono::milliseconds limit) {
  std::thread thread;
  {
    std::unique_lock lock(mutex_);
    closing_ = true;
    changed_.notify_all();
    changed_.wait_for(lock, limit, [this] { return ended_; });
    ended_ = true;
    std::swap(thread, thread_);
  }
  ::eventfd_write(time_is_up_fd_, 1);
  if (thread.joinable()) thread.join();
}

void LogQueue::Work() {
  std::size_t unreported = 0;  // lost lines that the log does not mention yet
  std::unique_lock lock(mutex_);
  while (!ended_) {
    changed_.wait(lock,
                  [this] { return closing_ || !waiting_lines_.empty() || dropped_count_ > 0; });
    if (waiting_lines_.empty() && dropped_count_ == 0) break;
    const std::string lines = std::exchange(waiting_lines_, {});
    unreported += std::exchange(dropped_count_, 0);
    writing_ = true;
    lock.unlock();
    unreported += Write(lines);
    if (unreported > 0 && Write(format_dropped_(unreported)) == 0) unreported = 0;
    lock.lock();
    writing_ = false;
    changed_.notify_all();
  }
  ended_ = true;
  changed_.notify_all();
}

/// Gives up when the descriptor fails, or when the time is up. Returns the number of lines that are
/// not written.
std::size_t LogQueue::Write(std::string_view text) {
  while (!text.empty() && AwaitWritable()) {
    const ssize_t written = ::write(fd_, text.data(), std::min(text.size(), kChunk));
    if (written < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (written < 0) break;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// False when the time is up. A descriptor that fails counts as writable: writing tells why.
bool LogQueue::AwaitWritable() const {
  for (;;) {
    std::array<pollfd, 2> both{{{fd_, POLLOUT, 0}, {time_is_up_fd_, POLLIN, 0}}};
    if (::poll(both.data(), both.size(), -1) < 0 && errno != EINTR) return false;
    if (both[1].revents != 0) return false;
    if (both[0].revents != 0) return true;
  }
}

}  // namespace portone::app
