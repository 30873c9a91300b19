// SPDX-License-Identifier: MIT
// Reads the response to a request that the emulator made, with a bound for each of its parts. Opens
// no sockets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace portone::http {

/// Limits in bytes. Nothing is parsed beyond them.
struct ResponseLimits {
  std::size_t max_status_line = 8'192;
  std::size_t max_head = 32'768;
  std::size_t max_body = 4'096;         ///< more than 0; what follows is neither kept nor read
  std::size_t max_total = 256 * 1'024;  ///< with interim responses (100 Continue)
};

/// Takes the bytes of one response as they arrive. Thread safety: used by one thread at a time.
class ResponseReader {
 public:
  enum class State : std::uint8_t {
    kIncomplete,  ///< more bytes are needed
    kComplete,    ///< the response has ended, or as much of its body as is kept is there
    kMalformed,   ///< this is not an HTTP response
    kTooLarge,    ///< a limit was reached before the head had ended
  };

  explicit ResponseReader(ResponseLimits limits = {});
  ~ResponseReader();

  /// REQUIRES: the state so far is kIncomplete.
  State Read(std::string_view bytes);

  /// Whether the head was read; then its status counts, whatever becomes of the body.
  bool has_head() const;
  /// REQUIRES, also for the three below: has_head().
  int status() const;
  const std::string& body() const;
  /// The body so far, which is no longer kept and no longer counts towards its limit.
  std::string TakeBody();
  /// Whether another request may follow on the connection.
  /// REQUIRES: the state is kComplete.
  bool can_reuse_connection() const;

 private:
  class Parser;

  State Parse();
  /// kComplete when the end of the head is there. A head is parsed as a whole: its error must not
  /// depend on how it was split. What does not begin as HTTP is refused at once.
  State FindEndOfHead();
  void StartHead();

  const ResponseLimits limits_;
  std::unique_ptr<Parser> parser_;
  std::string unread_;
  std::string body_;
  std::size_t total_ = 0;
  std::size_t line_start_ = 0;  // where the current line of the head begins
  bool body_is_cut_ = false;
};

}  // namespace portone::http
