// SPDX-License-Identifier: MIT
#include "http/byte_stream.h"

#include <array>
#include <cerrno>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace portone::http {
namespace {

IoResult MakeResult(ssize_t count) {
  if (count >= 0) return {.bytes = static_cast<std::size_t>(count)};
  const bool blocked = errno == EAGAIN || errno == EWOULDBLOCK;
  return {.state = blocked ? IoResult::State::kBlocked : IoResult::State::kEnded};
}

iovec ToIovec(std::string_view text) {
  return {.iov_base = const_cast<char*>(text.data()), .iov_len = text.size()};
}

}  // namespace

SocketStream::~SocketStream() {
  ::close(fd_);
}

IoResult SocketStream::Read(std::span<char> buffer) {
  ssize_t count = 0;
  do {
    count = ::recv(fd_, buffer.data(), buffer.size(), MSG_DONTWAIT);
  } while (count < 0 && errno == EINTR);
  if (count == 0) return {.state = IoResult::State::kEnded};
  return MakeResult(count);
}

IoResult SocketStream::Write(std::string_view first, std::string_view second) {
  std::array<iovec, 2> parts{ToIovec(first), ToIovec(second)};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = parts.size();
  ssize_t count = 0;
  do {
    count = ::sendmsg(fd_, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
  } while (count < 0 && errno == EINTR);
  return MakeResult(count);
}

void SocketStream::ShutdownWrite() {
  ::shutdown(fd_, SHUT_WR);
}

void SocketStream::ResetOnClose() {
  const linger no_linger{1, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &no_linger, sizeof(no_linger));
}

}  // namespace portone::http
