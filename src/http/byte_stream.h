// SPDX-License-Identifier: MIT
// The bytes of one connection, read and written without waiting; TLS is another implementation.
// Independent of HTTP.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace portone::http {

/// The outcome of reading or writing.
struct IoResult {
  enum class State {
    kDone,     ///< `bytes` were read or written
    kBlocked,  ///< nothing could be: try again once the descriptor is ready
    kEnded,    ///< the stream has ended
    kBroken,   ///< as kEnded: the peer violated the protocol and was sent an error
  };
  State state = State::kDone;
  std::size_t bytes = 0;
};

/// Thread safety: used by one thread at a time.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  /// The descriptor whose events tell when to go on.
  virtual int fd() const = 0;
  virtual IoResult Read(std::span<char> buffer) = 0;
  /// Writes some of `first`, then of `second`.
  virtual IoResult Write(std::string_view first, std::string_view second) = 0;
  /// Tells the peer that nothing more follows.
  virtual void ShutdownWrite() = 0;
  /// The connection will be reset, not closed gracefully, when the stream is destroyed.
  virtual void ResetOnClose() = 0;
  /// Whether the peer's own bytes can be read. False during a handshake, which `Read` carries on.
  virtual bool is_ready() const { return true; }
  /// Whether reading is blocked until the descriptor can be written to.
  virtual bool awaits_writable() const { return false; }
};

/// A connected socket; closed when destroyed.
class SocketStream final : public ByteStream {
 public:
  /// Takes over `fd`, which must not block.
  explicit SocketStream(int fd) : fd_(fd) {}
  SocketStream(const SocketStream&) = delete;
  SocketStream& operator=(const SocketStream&) = delete;
  ~SocketStream() override;

  int fd() const override { return fd_; }
  IoResult Read(std::span<char> buffer) override;
  IoResult Write(std::string_view first, std::string_view second) override;
  void ShutdownWrite() override;
  void ResetOnClose() override;

 private:
  const int fd_;
};

}  // namespace portone::http
