// SPDX-License-Identifier: MIT
// Sockets without an HTTP library, to send bytes that no library would send and to inspect the
// options of sockets that other code opened in this process. A timeout limits every wait.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace portone::testing {

/// A reply as received; status 0 when the connection ended before the head was complete.
struct RawReply {
  int status = 0;
  std::string head;  ///< status line and headers with their line ends
  std::string body;

  /// The value of the header `name` (exact case), or "".
  std::string Header(std::string_view name) const;
};

/// One connected socket; closed when destroyed.
class RawSocket {
 public:
  /// Connects to 127.0.0.1. Throws std::runtime_error.
  static RawSocket Connect(int port);

  explicit RawSocket(int fd);
  RawSocket(RawSocket&& other) noexcept;
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;
  ~RawSocket();

  /// Sends everything; false when the peer does not accept it.
  bool Send(std::string_view bytes) const;
  /// The result of one read; "" at the end of the connection.
  std::string ReadSome() const;
  /// Reads until the connection ends.
  std::string ReadToEnd();
  /// Reads up to and including `mark`, or to the end of the connection, and returns it.
  std::string ReadUntil(std::string_view mark);
  /// Reads until the peer closes or resets the connection; false when the timeout expires.
  bool AwaitEnd() const;
  /// Reads one reply with a Content-Length. `has_body` is false for replies to HEAD.
  RawReply ReadReply(bool has_body = true);
  /// Reads one request with a Content-Length, head and body.
  std::string ReadRequest();

  int fd() const { return fd_; }
  int local_port() const;

 private:
  std::string TakeBytes(std::size_t count);

  int fd_;
  std::string unread_;  // read but not yet returned
};

/// A listening socket on a free port of 127.0.0.1 that serves each connection with `serve`, one
/// after the other, on its own thread.
class RawReceiver {
 public:
  explicit RawReceiver(std::function<void(RawSocket&)> serve);
  RawReceiver(const RawReceiver&) = delete;
  RawReceiver& operator=(const RawReceiver&) = delete;
  ~RawReceiver();

  int port() const { return port_; }
  std::string url(std::string_view target = "/hook") const;

 private:
  int fd_;
  int port_;
  std::thread thread_;
};

/// A port of 127.0.0.1 that refuses connections while this exists.
class ClosedPort {
 public:
  ClosedPort();
  ClosedPort(const ClosedPort&) = delete;
  ClosedPort& operator=(const ClosedPort&) = delete;
  ~ClosedPort();
  int port() const { return port_; }

 private:
  int fd_;
  int port_;
};

/// A port of 127.0.0.1 that leaves new connections pending while this exists.
class SilentPort {
 public:
  SilentPort();
  SilentPort(const SilentPort&) = delete;
  SilentPort& operator=(const SilentPort&) = delete;
  ~SilentPort();
  int port() const { return port_; }

 private:
  int fd_;
  int port_;
  std::vector<int> pending_connections_;  // connections that fill the queue
};

/// The socket of this process that is connected to the local port `peer_port`, or -1.
int FindSocketConnectedTo(int peer_port);
/// The socket of this process that listens on `port`, or -1.
int FindListeningSocket(int port);
/// An integer socket option, or -1.
int GetSocketOption(int fd, int level, int option);

}  // namespace portone::testing
