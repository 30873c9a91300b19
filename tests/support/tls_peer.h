// SPDX-License-Identifier: MIT
// A client with TLS over a raw socket, which trusts only what it is told to.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "support/raw_socket.h"
#include "tls/handles.h"

namespace portone::testing {

struct TlsPeerOptions {
  std::string name = "api.iamport.kr";   ///< in the hello, "" for none
  std::string expected{};                ///< whose certificate is demanded; "": that of `name`
  std::string ca_pem{};                  ///< the trusted authority; "": nothing is verified
  std::vector<std::string> protocols{};  ///< offered in the hello (ALPN)
  bool is_tls12 = false;                 ///< at most TLS 1.2
};

/// A connection within which everything is encrypted. Waits are limited by the socket's timeout.
class TlsPeer {
 public:
  TlsPeer(RawSocket socket, const TlsPeerOptions& options);
  ~TlsPeer();
  TlsPeer(const TlsPeer&) = delete;
  TlsPeer& operator=(const TlsPeer&) = delete;

  /// Whether the handshake succeeded.
  bool is_connected() const { return error_.empty(); }
  /// Why not: "certificate verify failed: hostname mismatch", "tlsv1 alert …".
  const std::string& error() const { return error_; }
  /// "TLSv1.3".
  std::string version() const;
  /// The protocol that the server chose, or "".
  std::string protocol() const;
  /// The names and addresses in the server's certificate: "DNS:localhost, IP Address:127.0.0.1".
  std::string names() const;

  bool Send(std::string_view bytes) const;
  /// As RawSocket::ReadReply.
  RawReply ReadReply();
  /// Reads until the connection ends.
  std::string ReadToEnd();
  RawReply SendAndReceive(std::string_view bytes);
  /// Whether the server has said that nothing more follows, rather than just closed.
  bool ended_well() const;

 private:
  std::string ReadSome() const;

  RawSocket socket_;
  tls::ContextPtr context_;
  tls::SessionPtr session_;
  std::string error_;
  std::string ahead_;
};

}  // namespace portone::testing
