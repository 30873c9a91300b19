// SPDX-License-Identifier: MIT
// A connection that the emulator opened, with or without TLS. Every wait has a time limit and can
// be cancelled. Independent of HTTP.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/cancel_token.h"
#include "http/host_lookup.h"
#include "http/tls_client.h"
#include "sim/stopwatch.h"

namespace portone::http {

/// Why a call on a connection failed.
struct ConnectionError {
  enum class Kind : std::uint8_t {
    kTimedOut,   ///< the limit has passed
    kCancelled,  ///< by the CancelToken
    kClosed,     ///< the peer closed or reset the connection, or its TLS is broken
    kUntrusted,  ///< the peer's certificate is not trusted
    kSystem,     ///< the system refused, see `system_error`
  };

  Kind kind;
  int system_error = 0;  ///< an errno
};

/// Thread safety: used by one thread at a time.
class ClientConnection {
 public:
  /// Connects to the first of the addresses that accepts, within `limit` for all of them. The error
  /// is that of the last address.
  /// REQUIRES: `cancel_token` outlives the connection.
  static BasicResult<ClientConnection, ConnectionError> Connect(const Addresses& addresses,
                                                                std::chrono::milliseconds limit,
                                                                const CancelToken& cancel_token);

  ClientConnection(ClientConnection&& other) noexcept;
  ClientConnection& operator=(ClientConnection&& other) noexcept;
  ClientConnection(const ClientConnection&) = delete;
  ClientConnection& operator=(const ClientConnection&) = delete;
  ~ClientConnection();

  /// Performs a TLS handshake; what is read and written then is encrypted.
  BasicResult<Done, ConnectionError> StartTls(const TlsClient& tls, const std::string& host,
                                              std::chrono::milliseconds limit);

  /// The time limit of the reads and writes that follow, together.
  void SetLimit(std::chrono::milliseconds limit);

  /// Writes all of `bytes`.
  BasicResult<Done, ConnectionError> Write(std::string_view bytes);

  /// Reads what is there, at least one byte.
  BasicResult<std::size_t, ConnectionError> Read(std::span<char> bytes);

  /// Whether nothing has arrived and the peer has not closed the connection, as far as is known.
  bool IsOpenAndSilent() const;

 private:
  ClientConnection(int fd, const CancelToken& cancel_token)
      : fd_(fd), cancel_token_(&cancel_token) {}

  /// Waits for what a call that returned `result` needs before it can be tried again.
  BasicResult<Done, ConnectionError> WaitToRetry(int result, short events);

  int fd_;  // -1 once moved from
  TlsSession tls_;
  const CancelToken* cancel_token_;
  sim::Stopwatch since_;
  std::chrono::milliseconds limit_{0};
};

}  // namespace portone::http
