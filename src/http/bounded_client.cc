// SPDX-License-Identifier: MIT
#include "http/bounded_client.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <memory>
#include <openssl/ssl.h>
#include <poll.h>
#include <string_view>
#include <sys/socket.h>

namespace portone::http {
namespace {

/// What happened on the connection, beyond the library's error codes.
struct Events {
  bool resolved = false;   // the host name was resolved to an address
  bool timed_out = false;  // the deadline passed
  bool too_large = false;  // the byte limit was reached
  sim::Stopwatch since{};  // started with the request
};

/// A connected socket, with or without TLS, with a deadline for reads and writes.
class BoundedStream final : public httplib::Stream {
 public:
  BoundedStream(int fd, SSL* ssl, const Timeouts& timeouts, Events& events)
      : fd_(fd), ssl_(ssl), timeouts_(timeouts), events_(events) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }

  ssize_t read(char* ptr, std::size_t size) override {
    if (begin_ == end_ && !Fill()) return peer_closed_ ? 0 : -1;
    const std::size_t count = std::min(size, end_ - begin_);
    std::copy_n(input_.data() + begin_, count, ptr);
    begin_ += count;
    return static_cast<ssize_t>(count);
  }

  ssize_t write(const char* ptr, std::size_t size) override {
    while (WaitFor(POLLOUT)) {
      const ssize_t sent = ssl_ != nullptr ? SSL_write(ssl_, ptr, Clamp(size))
                                           : ::send(fd_, ptr, size, MSG_DONTWAIT | MSG_NOSIGNAL);
      if (sent > 0) return sent;
      if (!MayRetry(sent)) return -1;
    }
    return -1;
  }

  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  socket_t socket() const override { return fd_; }

 private:
  static int Clamp(std::size_t size) {
    return static_cast<int>(std::min<std::size_t>(size, INT_MAX));
  }

  bool Fill() {
    if (read_bytes_ >= timeouts_.max_read_bytes) {
      events_.too_large = true;
      return false;
    }
    const bool buffered = ssl_ != nullptr && SSL_pending(ssl_) > 0;
    while (buffered || WaitFor(POLLIN)) {
      const ssize_t received = ssl_ != nullptr
                                   ? SSL_read(ssl_, input_.data(), Clamp(input_.size()))
                                   : ::recv(fd_, input_.data(), input_.size(), MSG_DONTWAIT);
      if (received > 0) {
        begin_ = 0;
        end_ = static_cast<std::size_t>(received);
        read_bytes_ += end_;
        return true;
      }
      peer_closed_ = received == 0;
      if (!MayRetry(received)) return false;
    }
    return false;
  }

  /// Whether a call that returned `result` can be retried after waiting.
  bool MayRetry(ssize_t result) const {
    if (ssl_ != nullptr) {
      const int error = SSL_get_error(ssl_, static_cast<int>(result));
      return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE;
    }
    return result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
  }

  bool WaitFor(short event) {
    pollfd poll{fd_, event, 0};
    for (;;) {
      const auto remaining =
          std::min(watch_.TimeLeft(timeouts_.answer), events_.since.TimeLeft(timeouts_.total));
      const int count = ::poll(&poll, 1, static_cast<int>(remaining.count()));
      if (count > 0) return true;
      if (count < 0 && errno == EINTR) continue;
      events_.timed_out = count == 0;
      return false;
    }
  }

  const int fd_;
  SSL* const ssl_;
  const Timeouts& timeouts_;
  Events& events_;
  sim::Stopwatch watch_;
  std::size_t read_bytes_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool peer_closed_ = false;
  std::array<char, 4096> input_;
};

/// The library's client `Base` on top of a BoundedStream.
template <class Base>
class BoundedClient final : public Base {
 public:
  BoundedClient(const Url& url, const Timeouts& timeouts, Events& events)
      : Base(url.host, url.port), timeouts_(timeouts), events_(events) {}

 private:
  bool process_socket(const typename Base::Socket& socket,
                      std::function<bool(httplib::Stream&)> callback) override {
    BoundedStream stream(socket.sock, socket.ssl, timeouts_, events_);
    return callback(stream);
  }

  const Timeouts& timeouts_;
  Events& events_;
};

std::unique_ptr<httplib::ClientImpl> MakeClient(const Url& url, const Timeouts& timeouts,
                                                Events& events) {
  std::unique_ptr<httplib::ClientImpl> client;
  if (url.tls) {
    client = std::make_unique<BoundedClient<httplib::SSLClient>>(url, timeouts, events);
  } else {
    client = std::make_unique<BoundedClient<httplib::ClientImpl>>(url, timeouts, events);
  }
  client->set_tcp_nodelay(true);
  client->set_socket_options([&](socket_t fd) {
    events.resolved = true;
    if (timeouts.on_socket) timeouts.on_socket(fd);
  });
  client->set_connection_timeout(timeouts.connect);
  client->set_read_timeout(timeouts.answer);  // for the TLS shutdown
  client->set_write_timeout(timeouts.answer);
  client->set_keep_alive(false);
  client->set_follow_location(false);
  client->set_url_encode(false);  // the target is already encoded
  client->set_decompress(false);
  client->enable_server_certificate_verification(timeouts.verify_certificate);
  return client;
}

std::string FormatTimeout(std::string_view what, std::chrono::milliseconds limit) {
  return std::string(what) + " within " + std::to_string(limit.count()) + " ms";
}

std::string DescribeError(httplib::Error error, int system_error, const Events& events,
                          const Timeouts& timeouts) {
  if (!events.resolved) return "host not found";
  if (events.too_large) return "the answer is too large";
  if (events.timed_out)
    return FormatTimeout("no answer", std::min(timeouts.answer, timeouts.total));
  switch (error) {
    case httplib::Error::Connection:
      return system_error == ENETUNREACH || system_error == EHOSTUNREACH ? "host unreachable"
                                                                         : "connection refused";
    case httplib::Error::ConnectionTimeout:
      return FormatTimeout("no connection", timeouts.connect);
    case httplib::Error::SSLConnection:
      return "TLS handshake failed";
    case httplib::Error::SSLLoadingCerts:
      return "no trusted certificates on this system";
    case httplib::Error::SSLServerVerification:
      return "certificate not trusted";
    case httplib::Error::Write:
      return "connection closed while the request was sent";
    case httplib::Error::Success:
    case httplib::Error::Unknown:
    case httplib::Error::BindIPAddress:
    case httplib::Error::Read:
    case httplib::Error::ExceedRedirectCount:
    case httplib::Error::Canceled:
    case httplib::Error::UnsupportedMultipartBoundaryChars:
    case httplib::Error::Compression:
      break;
  }
  return "connection closed without an HTTP answer";
}

}  // namespace

HttpResult Fetch(const Url& url, httplib::Request request, const Timeouts& timeouts) {
  // OpenSSL writes without MSG_NOSIGNAL: a peer that disconnects must not kill the process.
  [[maybe_unused]] static const auto kPreviousHandler = std::signal(SIGPIPE, SIG_IGN);
  HttpResult result;
  Events events;
  request.path = url.target;
  // Once the status has been received it counts, even if reading the body fails.
  request.response_handler = [&result](const httplib::Response& head) {
    result.status = head.status;
    return true;
  };
  request.content_receiver = [&](const char* data, std::size_t size, std::uint64_t, std::uint64_t) {
    result.body.append(data, std::min(size, timeouts.max_kept_bytes - result.body.size()));
    return result.body.size() < timeouts.max_kept_bytes;
  };
  errno = 0;
  const auto client = MakeClient(url, timeouts, events);
  const httplib::Result response = client->send(request);
  const int system_error = errno;
  if (response) result.status = response->status;
  if (result.status == 0)
    result.error = DescribeError(response.error(), system_error, events, timeouts);
  result.took = events.since.Elapsed();
  return result;
}

}  // namespace portone::http
