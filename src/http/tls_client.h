// SPDX-License-Identifier: MIT
// What the TLS connections of a client share: the trusted certificates and the settings.
#pragma once

#include <memory>
#include <string>

using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;

namespace portone::http {

struct TlsOptions {
  bool verify_certificates = true;  ///< against the trusted ones, and the name of the host
  std::string ca_file;              ///< PEM, trusted besides the system's certificates; "": none
};

struct TlsSessionDeleter {
  void operator()(SSL* session) const;
};

/// The TLS state of one connection; null without TLS.
using TlsSession = std::unique_ptr<SSL, TlsSessionDeleter>;

/// Thread safety: may be used from any thread.
class TlsClient {
 public:
  /// Throws std::runtime_error, which names the file, when `ca_file` has no certificate that can be
  /// read.
  explicit TlsClient(const TlsOptions& options);

  /// A session for a connected socket to `host`, before its handshake. Null when out of memory.
  TlsSession NewSession(int fd, const std::string& host) const;

 private:
  struct Deleter {
    void operator()(SSL_CTX* context) const;
  };

  std::unique_ptr<SSL_CTX, Deleter> context_;
  bool verify_;
};

}  // namespace portone::http
