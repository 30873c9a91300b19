// SPDX-License-Identifier: MIT
#include "http/listener.h"

#include <cerrno>
#include <chrono>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "http/cancel_token.h"
#include "http/server_options.h"

namespace portone::http {
namespace {

constexpr int kBacklog = 1024;
constexpr int kAcceptsPerRound = 64;
constexpr std::chrono::milliseconds kPause{20};

void SetOption(int fd, int level, int name) {
  const int yes = 1;
  ::setsockopt(fd, level, name, &yes, sizeof(yes));
}

/// The port is at the same place in the addresses of both families.
void SetPort(SocketAddress& address, int port) {
  reinterpret_cast<sockaddr_in*>(&address.storage)->sin_port =
      htons(static_cast<std::uint16_t>(port));
}

/// Returns the socket, or -1 with errno set.
int Listen(const SocketAddress& address, bool is_sole_address) {
  const int family = address.storage.ss_family;
  const int fd = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return -1;
  // Not SO_REUSEPORT, with which a second instance would start silently and take half of the
  // connections. Accepted connections inherit TCP_NODELAY; without it a reply may take 40 ms.
  SetOption(fd, SOL_SOCKET, SO_REUSEADDR);
  SetOption(fd, IPPROTO_TCP, TCP_NODELAY);
  // "::" alone also takes IPv4; beside an IPv4 address of the same name it must not.
  if (family == AF_INET6 && !is_sole_address) SetOption(fd, IPPROTO_IPV6, IPV6_V6ONLY);
  const auto* raw = reinterpret_cast<const sockaddr*>(&address.storage);
  if (::bind(fd, raw, address.size) == 0 && ::listen(fd, kBacklog) == 0) return fd;
  const int error = errno;
  ::close(fd);
  errno = error;
  return -1;
}

bool IsMissingAddress(int error) {
  return error == EADDRNOTAVAIL || error == EAFNOSUPPORT;
}

}  // namespace

int GetListeningPort(int fd) {
  sockaddr_storage address{};
  socklen_t size = sizeof(address);
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
}

Addresses FindListeningAddresses(const std::string& host) {
  constexpr std::chrono::milliseconds kLimit{10'000};
  const CancelToken never;
  auto found = LookUpHost(host, 0, kLimit, never);
  return found.ok() ? std::move(found).value() : Addresses{};
}

std::vector<int> OpenListeningSockets(const std::string& host, int port) {
  Addresses addresses = FindListeningAddresses(host);
  std::vector<int> sockets;
  int bound_port = port;
  int error = 0;
  for (SocketAddress& address : addresses) {
    SetPort(address, bound_port);
    const int fd = Listen(address, addresses.size() == 1);
    if (fd >= 0) {
      sockets.push_back(fd);
      bound_port = GetListeningPort(fd);
    } else if (error == 0 || !IsMissingAddress(errno)) {
      // An address of the name that this machine lacks (often ::1 in a container) is left out.
      error = errno;
      if (!IsMissingAddress(error)) break;
    }
  }
  if (!sockets.empty() && (error == 0 || IsMissingAddress(error))) return sockets;
  for (const int fd : sockets)
    ::close(fd);
  throw ListenError("cannot listen on " + host + ":" + std::to_string(port) + ": " +
                    (error == 0 ? "no such address" : std::generic_category().message(error)));
}

Listener::Listener(EventLoop& loop, int fd, AcceptHooks hooks)
    : loop_(loop), fd_(fd), hooks_(std::move(hooks)) {
  loop_.Watch(fd_, EPOLLIN, *this);
}

Listener::~Listener() {
  if (is_paused_) loop_.CancelTimer(pause_);
  ::close(fd_);
}

void Listener::OnEvents(std::uint32_t /*events*/) {
  if (is_paused_) return;
  for (int i = 0; i < kAcceptsPerRound; ++i) {
    if (!hooks_.has_room()) {
      if (i > 0) return;  // whether another one waits is not known before the next event
      if (!hooks_.make_room()) return Pause();
    }
    const int fd = hooks_.accept(fd_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0) {
      hooks_.take_over(fd);
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      return;
    } else if (!Recover(errno)) {
      return Pause();
    }
  }
}

/// Returns whether to try again at once.
bool Listener::Recover(int error) {
  // The client went away before it was accepted: nothing is wrong here.
  if (error == EINTR || error == ECONNABORTED || error == EPROTO) return true;
  if (hooks_.report_problem && reported_.insert(error).second) {
    hooks_.report_problem("cannot accept a connection; trying again: " +
                          std::generic_category().message(error));
  }
  return (error == EMFILE || error == ENFILE) && hooks_.make_room();
}

void Listener::Pause() {
  is_paused_ = true;
  loop_.Unwatch(fd_);
  pause_ = loop_.StartTimer(kPause, [this] { Resume(); });
}

void Listener::Resume() {
  is_paused_ = false;
  loop_.Watch(fd_, EPOLLIN, *this);
}

}  // namespace portone::http
