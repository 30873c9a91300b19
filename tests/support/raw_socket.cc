// SPDX-License-Identifier: MIT
#include "support/raw_socket.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace portone::testing {
namespace {

constexpr int kHighestFd = 8192;
constexpr timeval kSocketTimeout{30, 0};

sockaddr_in MakeLoopbackAddress(int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

int GetLocalPort(int fd) {
  sockaddr_in address{};
  socklen_t size = sizeof(address);
  if (::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0) return -1;
  return ntohs(address.sin_port);
}

int BindToFreePort() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = MakeLoopbackAddress(0);
  if (fd < 0 || ::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    throw std::runtime_error("cannot bind a socket");
  }
  return fd;
}

}  // namespace

std::string RawReply::Header(std::string_view name) const {
  const std::string key = "\r\n" + std::string(name) + ": ";
  const auto at = head.find(key);
  if (at == std::string::npos) return "";
  const auto begin = at + key.size();
  return head.substr(begin, head.find("\r\n", begin) - begin);
}

RawSocket RawSocket::Connect(int port) {
  RawSocket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const sockaddr_in address = MakeLoopbackAddress(port);
  if (::connect(socket.fd_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
    throw std::runtime_error("cannot connect to port " + std::to_string(port));
  }
  return socket;
}

RawSocket::RawSocket(int fd) : fd_(fd) {
  ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &kSocketTimeout, sizeof(kSocketTimeout));
  ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &kSocketTimeout, sizeof(kSocketTimeout));
}

RawSocket::RawSocket(RawSocket&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), unread_(std::move(other.unread_)) {}

RawSocket::~RawSocket() {
  if (fd_ >= 0) ::close(fd_);
}

bool RawSocket::Send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

std::string RawSocket::ReadSome() const {
  std::array<char, std::size_t{64} << 10> buffer;
  const ssize_t got = ::recv(fd_, buffer.data(), buffer.size(), 0);
  return got > 0 ? std::string(buffer.data(), static_cast<std::size_t>(got)) : std::string();
}

std::string RawSocket::ReadToEnd() {
  std::string all = std::exchange(unread_, {});
  for (std::string some = ReadSome(); !some.empty(); some = ReadSome())
    all += some;
  return all;
}

bool RawSocket::AwaitEnd() const {
  char byte = 0;
  ssize_t got = 1;
  while (got > 0)
    got = ::recv(fd_, &byte, 1, 0);
  return got == 0 || errno != EAGAIN;
}

std::string RawSocket::TakeBytes(std::size_t count) {
  while (unread_.size() < count) {
    const std::string some = ReadSome();
    if (some.empty()) break;
    unread_ += some;
  }
  std::string taken = unread_.substr(0, count);
  unread_.erase(0, taken.size());
  return taken;
}

std::string RawSocket::ReadUntil(std::string_view mark) {
  for (;;) {
    const auto at = unread_.find(mark);
    if (at != std::string::npos) return TakeBytes(at + mark.size());
    const std::string some = ReadSome();
    if (some.empty()) return std::exchange(unread_, {});
    unread_ += some;
  }
}

RawReply RawSocket::ReadReply(bool has_body) {
  RawReply reply;
  reply.head = ReadUntil("\r\n\r\n");
  if (!reply.head.ends_with("\r\n\r\n")) return reply;
  reply.status = std::atoi(reply.head.c_str() + std::string_view("HTTP/1.1 ").size());
  if (has_body)
    reply.body = TakeBytes(std::strtoul(reply.Header("Content-Length").c_str(), nullptr, 10));
  return reply;
}

std::string RawSocket::ReadRequest() {
  RawReply head;
  head.head = ReadUntil("\r\n\r\n");
  return head.head + TakeBytes(std::strtoul(head.Header("Content-Length").c_str(), nullptr, 10));
}

int RawSocket::local_port() const {
  return GetLocalPort(fd_);
}

RawReceiver::RawReceiver(std::function<void(RawSocket&)> serve)
    : fd_(BindToFreePort()), port_(GetLocalPort(fd_)) {
  ::listen(fd_, 64);
  thread_ = std::thread([this, serve = std::move(serve)] {
    for (int fd = ::accept(fd_, nullptr, nullptr); fd >= 0; fd = ::accept(fd_, nullptr, nullptr)) {
      RawSocket socket(fd);
      serve(socket);
    }
  });
}

RawReceiver::~RawReceiver() {
  ::shutdown(fd_, SHUT_RDWR);
  thread_.join();
  ::close(fd_);
}

std::string RawReceiver::url(std::string_view target) const {
  return "http://127.0.0.1:" + std::to_string(port_) + std::string(target);
}

ClosedPort::ClosedPort() : fd_(BindToFreePort()), port_(GetLocalPort(fd_)) {}

ClosedPort::~ClosedPort() {
  ::close(fd_);
}

SilentPort::SilentPort() : fd_(BindToFreePort()), port_(GetLocalPort(fd_)) {
  ::listen(fd_, 0);
  // A backlog of zero holds one connection; a few more make sure that it is full.
  for (int i = 0; i < 4; ++i) {
    const sockaddr_in address = MakeLoopbackAddress(port_);
    pending_connections_.push_back(
        ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    static_cast<void>(::connect(pending_connections_.back(),
                                reinterpret_cast<const sockaddr*>(&address), sizeof(address)));
  }
}

SilentPort::~SilentPort() {
  for (const int fd : pending_connections_)
    ::close(fd);
  ::close(fd_);
}

int FindSocketConnectedTo(int peer_port) {
  for (int fd = 0; fd < kHighestFd; ++fd) {
    sockaddr_in peer{};
    socklen_t size = sizeof(peer);
    if (::getpeername(fd, reinterpret_cast<sockaddr*>(&peer), &size) == 0 &&
        peer.sin_family == AF_INET && ntohs(peer.sin_port) == peer_port) {
      return fd;
    }
  }
  return -1;
}

int FindListeningSocket(int port) {
  for (int fd = 0; fd < kHighestFd; ++fd) {
    if (GetSocketOption(fd, SOL_SOCKET, SO_ACCEPTCONN) == 1 && GetLocalPort(fd) == port) return fd;
  }
  return -1;
}

int GetSocketOption(int fd, int level, int option) {
  int value = 0;
  socklen_t size = sizeof(value);
  return ::getsockopt(fd, level, option, &value, &size) == 0 ? value : -1;
}

}  // namespace portone::testing
