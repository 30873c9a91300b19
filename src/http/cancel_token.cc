// SPDX-License-Identifier: MIT
#include "http/cancel_token.h"

#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

namespace portone::http {

CancelToken::CancelToken() : fd_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (fd_ < 0) throw std::system_error(errno, std::system_category(), "eventfd");
}

CancelToken::~CancelToken() {
  ::close(fd_);
}

void CancelToken::Cancel() noexcept {
  ::eventfd_write(fd_, 1);
}

bool CancelToken::cancelled() const {
  pollfd poll{fd_, POLLIN, 0};
  return ::poll(&poll, 1, 0) > 0;
}

}  // namespace portone::http
