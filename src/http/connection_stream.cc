// SPDX-License-Identifier: MIT
#include "http/connection_stream.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <utility>

#include "sim/stopwatch.h"

namespace portone::http {
namespace {

constexpr std::chrono::milliseconds kLinger{2'000};

enum class PollResult { kReady, kTimeout, kStop };

PollResult Poll(int fd, short events, int stop_fd, std::chrono::milliseconds timeout) {
  const sim::Stopwatch watch;
  for (;;) {
    std::array<pollfd, 2> fds{{{fd, events, 0}, {stop_fd, POLLIN, 0}}};
    const int count =
        ::poll(fds.data(), fds.size(), static_cast<int>(watch.TimeLeft(timeout).count()));
    if (count < 0 && errno == EINTR) continue;
    if (count == 0) return PollResult::kTimeout;
    // If poll failed, the caller's next system call reports the error.
    return count > 0 && fds[1].revents != 0 ? PollResult::kStop : PollResult::kReady;
  }
}

}  // namespace

ConnectionStream::ConnectionStream(int fd, int stop_fd, StreamLimits limits)
    : fd_(fd), stop_fd_(stop_fd), limits_(limits) {}

ConnectionStream::Wait ConnectionStream::AwaitInput(std::chrono::milliseconds timeout) {
  if (end_ != StreamEnd::kOpen) return Wait::kEnded;
  if (begin_ < limit_) return Wait::kReady;
  switch (Poll(fd_, POLLIN, stop_fd_, timeout)) {
    case PollResult::kReady:
      return Wait::kReady;
    case PollResult::kTimeout:
      return Wait::kTimeout;
    case PollResult::kStop:
      break;
  }
  return Wait::kEnded;
}

void ConnectionStream::BeginHead() {
  in_head_ = true;
  seen_query_ = false;
  escape_ = {};
  head_bytes_ = 0;
  head_lines_ = 0;
}

bool ConnectionStream::Fill() {
  if (end_ != StreamEnd::kOpen) return false;
  if (!output_.empty() && !Flush()) return false;  // the peer may be waiting for it: "100 Continue"
  begin_ = 0;
  limit_ = 0;
  for (;;) {
    const ssize_t received = ::recv(fd_, input_.data(), input_.size(), MSG_DONTWAIT);
    if (received > 0) {
      limit_ = static_cast<std::size_t>(received);
      return true;
    }
    if (received < 0 && errno == EINTR) continue;
    if (received == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)) {
      end_ = StreamEnd::kClosed;
      return false;
    }
    const PollResult result = Poll(fd_, POLLIN, stop_fd_, limits_.stall_timeout);
    if (result == PollResult::kReady) continue;
    end_ = result == PollResult::kStop ? StreamEnd::kStopping : StreamEnd::kStalled;
    return false;
  }
}

bool ConnectionStream::CountHead(std::string_view bytes) {
  head_bytes_ += bytes.size();
  head_lines_ += static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  if (head_bytes_ <= limits_.max_head_bytes && head_lines_ <= limits_.max_head_lines) return true;
  end_ = StreamEnd::kHeadTooLarge;
  return false;
}

ssize_t ConnectionStream::read(char* ptr, std::size_t size) {
  if (size == 0) return 0;
  if (!escape_.empty()) {
    *ptr = escape_.front();
    escape_.remove_prefix(1);
    return 1;
  }
  if (begin_ == limit_ && !Fill()) return -1;
  // The head is returned byte by byte: the library reads it that way, and every byte is checked.
  std::size_t count = in_head_ ? 1 : std::min(size, limit_ - begin_);
  std::memcpy(ptr, input_.data() + begin_, count);
  begin_ += count;
  if (in_head_) {
    if (!CountHead({ptr, count})) return -1;
    if (*ptr == '?' && head_lines_ == 0) {
      // A query may contain a question mark, but the library rejects a target with two of them. The
      // percent-encoded form is equivalent.
      if (std::exchange(seen_query_, true)) {
        *ptr = '%';
        escape_ = "3F";
      }
    }
  }
  return static_cast<ssize_t>(count);
}

bool ConnectionStream::ReadLine(std::string& line, std::size_t max_bytes) {
  line.clear();
  char byte = 0;
  while (read(&byte, 1) == 1) {
    if (byte == '\n') {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      return true;
    }
    if (line.size() == max_bytes) return false;
    line.push_back(byte);
  }
  return false;
}

ssize_t ConnectionStream::write(const char* ptr, std::size_t size) {
  output_.append(ptr, size);
  return static_cast<ssize_t>(size);
}

bool ConnectionStream::Flush() {
  std::string_view rest = output_;
  while (!rest.empty()) {
    const ssize_t sent = ::send(fd_, rest.data(), rest.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    if (errno == EINTR) continue;
    PollResult result = PollResult::kStop;
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
      result = Poll(fd_, POLLOUT, stop_fd_, limits_.stall_timeout);
      if (result == PollResult::kStop) result = Poll(fd_, POLLOUT, -1, limits_.stop_grace);
    }
    if (result == PollResult::kReady) continue;
    end_ = result == PollResult::kTimeout ? StreamEnd::kStalled : StreamEnd::kClosed;
    break;
  }
  const bool complete = rest.empty();
  output_.clear();
  return complete;
}

std::string ConnectionStream::TakeOutput() {
  return std::exchange(output_, {});
}

void ConnectionStream::Linger() {
  ::shutdown(fd_, SHUT_WR);
  const sim::Stopwatch watch;
  while (Poll(fd_, POLLIN, stop_fd_, watch.TimeLeft(kLinger)) == PollResult::kReady) {
    const ssize_t received = ::recv(fd_, input_.data(), input_.size(), MSG_DONTWAIT);
    if (received == 0 || (received < 0 && errno != EINTR && errno != EAGAIN)) return;
    if (watch.TimeLeft(kLinger).count() == 0) return;
  }
}

void ConnectionStream::WaitForDisconnect(std::chrono::milliseconds timeout) const {
  constexpr std::chrono::milliseconds kSlice =
      std::chrono::hours{1};  // within the range of poll's timeout
  const sim::Stopwatch watch;
  while (watch.TimeLeft(timeout).count() > 0) {
    if (Poll(fd_, POLLRDHUP, stop_fd_, std::min(watch.TimeLeft(timeout), kSlice)) !=
        PollResult::kTimeout) {
      return;
    }
  }
}

void ConnectionStream::ResetOnClose() {
  const linger no_linger{1, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &no_linger, sizeof(no_linger));
  resets_ = true;
}

bool ConnectionStream::is_readable() const {
  return end_ == StreamEnd::kOpen;
}

bool ConnectionStream::is_writable() const {
  return true;
}

void ConnectionStream::get_remote_ip_and_port(std::string& ip, int& port) const {
  ip.clear();  // unused; saves two system calls per request
  port = 0;
}

void ConnectionStream::get_local_ip_and_port(std::string& ip, int& port) const {
  ip.clear();
  port = 0;
}

}  // namespace portone::http
