// SPDX-License-Identifier: MIT
#include "http/cancellation.h"

#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace portone::http {

Cancellation::Cancellation() : fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (fd_ < 0) throw std::system_error(errno, std::system_category(), "eventfd");
}

Cancellation::~Cancellation() {
  ::close(fd_);
}

void Cancellation::Cancel() noexcept {
  ::eventfd_write(fd_, 1);
}

bool Cancellation::cancelled() const {
  pollfd poll{fd_, POLLIN, 0};
  return ::poll(&poll, 1, 0) > 0;
}

}  // namespace portone::http
