// SPDX-License-Identifier: MIT
// The stream of one accepted connection for cpp-httplib: limits what the library reads and buffers
// the reply so that it is sent in one write. Knows nothing of the API.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include <httplib.h>

namespace portone::http {

struct StreamLimits {
  std::size_t max_head_bytes = std::size_t{64} << 10;  ///< request line and headers together
  std::size_t max_head_lines = 256;                    ///< request line and headers together
  std::chrono::milliseconds stall_timeout{10'000};  ///< longest pause of the peer within a request
  std::chrono::milliseconds stop_grace{500};  ///< as `stall_timeout`, for a reply while stopping
};

/// Why a stream can no longer be read or written.
enum class StreamEnd {
  kOpen,         ///< it still can
  kClosed,       ///< the peer closed or reset the connection
  kStalled,      ///< the peer was inactive for `stall_timeout`
  kStopping,     ///< the server is stopping
  kHeadTooLarge  ///< the head exceeded its byte or line limit
};

/// The stream of one connection. Does not own its descriptors. Output is buffered until `Flush` or
/// until more input is needed. Thread safety: used by one thread.
class ConnectionStream final : public httplib::Stream {
 public:
  /// `stop_fd` becomes readable, and stays so, when the server is stopping; every wait for input
  /// then ends immediately.
  ConnectionStream(int fd, int stop_fd, StreamLimits limits);

  enum class Wait { kReady, kTimeout, kEnded };
  /// Waits for the first byte of a request. `kEnded`: the server is stopping or the connection is
  /// broken.
  Wait AwaitInput(std::chrono::milliseconds timeout);

  /// Starts a request head: reads now count against the head limits.
  void BeginHead();
  /// Ends the head: what follows is a body, whose reader enforces its own limit.
  void EndHead() { in_head_ = false; }

  /// Reads one line into `line`, without its line terminator. False at the end of the stream or
  /// when the line is longer than `max_bytes`.
  bool ReadLine(std::string& line, std::size_t max_bytes);

  /// Sends the buffered output. False when the peer does not accept it.
  bool Flush();
  /// Removes and returns the buffered output.
  std::string TakeOutput();
  /// Lingering close: shuts down writing, then reads and discards the peer's input for at most two
  /// seconds. Closing a socket with unread input would reset the connection and the peer might lose
  /// the reply.
  void Linger();

  /// Waits until the peer disconnects or shuts down writing, the server is stopping, or `timeout`
  /// has passed.
  void WaitForDisconnect(std::chrono::milliseconds timeout) const;
  /// Makes the eventual close reset the connection.
  void ResetOnClose();
  bool resets() const { return resets_; }

  StreamEnd end() const { return end_; }

  // httplib::Stream
  bool is_readable() const override;
  bool is_writable() const override;
  ssize_t read(char* ptr, std::size_t size) override;
  ssize_t write(const char* ptr, std::size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return fd_; }

 private:
  bool Fill();
  bool CountHead(std::string_view bytes);

  const int fd_;
  const int stop_fd_;
  const StreamLimits limits_;
  StreamEnd end_ = StreamEnd::kOpen;
  bool in_head_ = false;
  bool resets_ = false;
  bool seen_query_ = false;
  std::string_view escape_;  // rest of a replaced character
  std::size_t head_bytes_ = 0;
  std::size_t head_lines_ = 0;
  std::size_t begin_ = 0;
  std::size_t limit_ = 0;
  std::array<char, std::size_t{16} << 10> input_;
  std::string output_;
};

}  // namespace portone::http
