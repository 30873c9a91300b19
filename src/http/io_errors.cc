// SPDX-License-Identifier: MIT
#include "http/io_errors.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/socket.h>
#include <system_error>

#include "base/http_result.h"

namespace portone::http {

WaitResult WaitFor(int fd, short events, const sim::Stopwatch& since,
                   std::chrono::milliseconds limit, const CancelToken& cancel_token) {
  std::array<pollfd, 2> polls{{{fd, events, 0}, {cancel_token.fd(), POLLIN, 0}}};
  for (;;) {
    const auto left = since.TimeLeft(limit);
    const int count = ::poll(polls.data(), polls.size(), static_cast<int>(left.count()));
    if (count < 0 && errno == EINTR) continue;
    if (count > 0 && polls[1].revents != 0) return WaitResult::kCancelled;
    return count > 0 ? WaitResult::kReady : WaitResult::kTimedOut;
  }
}

int GetConnectError(int fd) {
  int error = 0;
  socklen_t size = sizeof(error);
  return ::getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

std::string DescribeTimeout(std::string_view what, std::chrono::milliseconds limit) {
  return std::string(what) + " within " + std::to_string(limit.count()) + " ms";
}

std::string DescribeSystemError(int error) {
  switch (error) {
    case ECONNREFUSED:
      return kConnectionRefused;
    case ENETUNREACH:
    case EHOSTUNREACH:
      return kHostUnreachable;
    case EMFILE:
    case ENFILE:
      return "too many open files";
    default:
      break;
  }
  std::string text = std::system_category().message(error);
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] += 'a' - 'A';
  return text;
}

}  // namespace portone::http
