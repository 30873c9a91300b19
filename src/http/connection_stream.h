// SPDX-License-Identifier: MIT
// One accepted connection as cpp-httplib sees it: a stream that bounds what the library would read
// without end, and that gathers a reply so that it leaves in one piece. Knows nothing of the API.
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
  std::chrono::milliseconds stall_timeout{10'000};  ///< longest wait for the peer inside a request
  std::chrono::milliseconds stop_grace{500};        ///< the same for a reply while stopping
};

/// Why a stream cannot be read or written any further.
enum class StreamEnd {
  kOpen,         ///< it can
  kClosed,       ///< the peer closed or reset the connection
  kStalled,      ///< the peer did nothing for `stall_timeout`
  kStopping,     ///< the server is being stopped
  kHeadTooLarge  ///< the head went over its bytes or lines
};

/// The stream of one connection. It owns neither of its descriptors. Output stays in memory until
/// `Flush` or until more input is needed. Thread rule: used by one thread.
class ConnectionStream final : public httplib::Stream {
 public:
  /// `stop_fd` becomes readable, for good, when the server is being stopped: then every wait for
  /// input ends at once.
  ConnectionStream(int fd, int stop_fd, StreamLimits limits);

  enum class Wait { kReady, kTimeout, kOver };
  /// Waits for the first byte of a request. `kOver`: stopping, or the connection is broken.
  Wait AwaitInput(std::chrono::milliseconds timeout);

  /// From here on what is read is the head of a request, and counted.
  void BeginHead();
  /// From here on what is read is a body; its reader does the counting.
  void EndHead() { in_head_ = false; }

  /// Reads one line into `line`, without its line end. False at the end of the stream or when the
  /// line is longer than `max_bytes`.
  bool ReadLine(std::string& line, std::size_t max_bytes);

  /// Sends what was written. False when the peer does not take it.
  bool Flush();
  /// Takes what was written and not yet sent.
  std::string TakeOutput();
  /// Says that nothing more will come, then reads and drops what the peer still sends, for at most
  /// two seconds: a socket closed with unread input resets the connection, and the peer might lose
  /// the reply.
  void Linger();

  /// Waits until the peer has gone or has said that it sends no more, until the server is being
  /// stopped, or for `most`.
  void AwaitGone(std::chrono::milliseconds most) const;
  /// Closing the connection then resets it.
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
  std::string_view escape_;  // what is left of a replaced character
  std::size_t head_bytes_ = 0;
  std::size_t head_lines_ = 0;
  std::size_t begin_ = 0;
  std::size_t limit_ = 0;
  std::array<char, std::size_t{16} << 10> input_;
  std::string output_;
};

}  // namespace portone::http
