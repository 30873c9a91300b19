// SPDX-License-Identifier: MIT
#include "http/http_sender.h"

#include <exception>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include "http/bounded_client.h"
#include "http/url.h"

namespace portone::http {
namespace {

/// Makes pending and later operations on a socket fail: shuts down an established or pending
/// connection; turns an unconnected socket into a listening one, which cannot connect.
void AbortSocket(int fd) {
  if (::shutdown(fd, SHUT_RDWR) != 0 && ::listen(fd, 0) != 0) ::shutdown(fd, SHUT_RDWR);
}

}  // namespace

/// The socket of one send, registered for `Abort`. It is a duplicate, because the library may close
/// its own at any time.
class HttpSender::InFlightSocket {
 public:
  explicit InFlightSocket(HttpSender& sender) : sender_(sender) {}
  InFlightSocket(const InFlightSocket&) = delete;
  InFlightSocket& operator=(const InFlightSocket&) = delete;
  ~InFlightSocket() { Unregister(); }

  /// Registers a socket, replacing that of an address that could not be reached.
  void Register(int fd) {
    Unregister();
    const std::lock_guard lock(sender_.mutex_);
    if (sender_.aborted_) return AbortSocket(fd);
    fd_ = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (fd_ >= 0) sender_.sockets_.insert(fd_);
  }

 private:
  void Unregister() {
    if (fd_ < 0) return;
    const std::lock_guard lock(sender_.mutex_);
    sender_.sockets_.erase(fd_);
    ::close(fd_);
    fd_ = -1;
  }

  HttpSender& sender_;
  int fd_ = -1;
};

HttpResult HttpSender::Send(const webhook::Post& post) {
  HttpResult result;
  const auto url = ParseUrl(post.url);
  if (!url) {
    result.error = "not an http or https url";
  } else if (!aborted()) {
    InFlightSocket in_flight(*this);
    httplib::Request request;
    request.method = "POST";
    request.set_header("User-Agent", "portone-emulator");
    if (!post.content_type.empty()) request.set_header("Content-Type", post.content_type);
    request.body = post.body;
    try {
      result = Fetch(*url, std::move(request),
                     {.connect = post.connect_timeout,
                      .answer = post.read_timeout,
                      .total = post.total_timeout,
                      .verify_certificate = options_.verify_certificates,
                      .on_socket = [&in_flight](int fd) { in_flight.Register(fd); }});
    } catch (const std::exception& error) {  // out of memory, of descriptors, ...
      result.error = error.what();
    }
  }
  if (result.status == 0 && aborted()) result.error = "stopped";
  return result;
}

void HttpSender::Abort() {
  const std::lock_guard lock(mutex_);
  aborted_ = true;
  for (const int fd : sockets_)
    AbortSocket(fd);
}

bool HttpSender::aborted() const {
  const std::lock_guard lock(mutex_);
  return aborted_;
}

}  // namespace portone::http
