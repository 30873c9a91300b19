// SPDX-License-Identifier: MIT
#include "http/client_connection.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include "http/io_errors.h"

namespace portone::http {
namespace {

int ClampToInt(std::size_t size) {
  return static_cast<int>(std::min<std::size_t>(size, INT_MAX));
}

using Kind = ConnectionError::Kind;

/// REQUIRES: what was waited for is not ready.
ConnectionError ToError(WaitResult waited) {
  return {waited == WaitResult::kTimedOut ? Kind::kTimedOut : Kind::kCancelled};
}

}  // namespace

BasicResult<ClientConnection, ConnectionError> ClientConnection::Connect(
    const Addresses& addresses, std::chrono::milliseconds limit, const CancelToken& cancel_token) {
  const sim::Stopwatch since;
  ConnectionError error{Kind::kSystem, EADDRNOTAVAIL};
  for (const SocketAddress& address : addresses) {
    const int fd =
        ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return ConnectionError{Kind::kSystem, errno};
    ClientConnection connection(fd, cancel_token);
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
    int failed = 0;
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address.storage), address.size) != 0) {
      failed = errno;
    }
    if (failed == EINPROGRESS) {
      const WaitResult waited = WaitFor(fd, POLLOUT, since, limit, cancel_token);
      if (waited != WaitResult::kReady) return ToError(waited);
      failed = GetConnectError(fd);
    }
    if (failed == 0) return connection;
    error.system_error = failed;
  }
  return error;
}

ClientConnection::ClientConnection(ClientConnection&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      tls_(std::move(other.tls_)),
      cancel_token_(other.cancel_token_),
      since_(other.since_),
      limit_(other.limit_) {}

ClientConnection& ClientConnection::operator=(ClientConnection&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(tls_, other.tls_);
  cancel_token_ = other.cancel_token_;
  since_ = other.since_;
  limit_ = other.limit_;
  return *this;
}

ClientConnection::~ClientConnection() {
  if (fd_ < 0) return;
  if (tls_ != nullptr && SSL_is_init_finished(tls_.get()) != 0) SSL_shutdown(tls_.get());
  ::close(fd_);
}

BasicResult<Done, ConnectionError> ClientConnection::StartTls(const TlsClient& tls,
                                                              const std::string& host,
                                                              std::chrono::milliseconds limit) {
  SetLimit(limit);
  tls_ = tls.NewSession(fd_, host);
  if (tls_ == nullptr) return ConnectionError{Kind::kClosed};
  for (;;) {
    ERR_clear_error();
    const int result = SSL_connect(tls_.get());
    if (result == 1) return Done{};
    if (SSL_get_verify_result(tls_.get()) != X509_V_OK) return ConnectionError{Kind::kUntrusted};
    PORTONE_RETURN_IF_ERROR(WaitToRetry(result, 0));
  }
}

void ClientConnection::SetLimit(std::chrono::milliseconds limit) {
  since_ = sim::Stopwatch();
  limit_ = limit;
}

BasicResult<Done, ConnectionError> ClientConnection::Write(std::string_view bytes) {
  while (!bytes.empty()) {
    ERR_clear_error();
    const int sent = tls_ != nullptr
                         ? SSL_write(tls_.get(), bytes.data(), ClampToInt(bytes.size()))
                         : static_cast<int>(::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else {
      PORTONE_RETURN_IF_ERROR(WaitToRetry(sent, POLLOUT));
    }
  }
  return Done{};
}

BasicResult<std::size_t, ConnectionError> ClientConnection::Read(std::span<char> bytes) {
  for (;;) {
    ERR_clear_error();
    const int received = tls_ != nullptr
                             ? SSL_read(tls_.get(), bytes.data(), ClampToInt(bytes.size()))
                             : static_cast<int>(::recv(fd_, bytes.data(), bytes.size(), 0));
    if (received > 0) return static_cast<std::size_t>(received);
    PORTONE_RETURN_IF_ERROR(WaitToRetry(received, POLLIN));
  }
}

bool ClientConnection::IsOpenAndSilent() const {
  pollfd poll{fd_, POLLIN | POLLRDHUP, 0};
  return ::poll(&poll, 1, 0) == 0 && (tls_ == nullptr || SSL_pending(tls_.get()) == 0);
}

BasicResult<Done, ConnectionError> ClientConnection::WaitToRetry(int result, short events) {
  if (tls_ != nullptr) {
    const int error = SSL_get_error(tls_.get(), result);
    if (error == SSL_ERROR_WANT_READ) {
      events = POLLIN;
    } else if (error == SSL_ERROR_WANT_WRITE) {
      events = POLLOUT;
    } else {
      return ConnectionError{Kind::kClosed};
    }
  } else if (result == 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)) {
    return ConnectionError{Kind::kClosed};
  }
  const WaitResult waited = WaitFor(fd_, events, since_, limit_, *cancel_token_);
  if (waited != WaitResult::kReady) return ToError(waited);
  return Done{};
}

}  // namespace portone::http
