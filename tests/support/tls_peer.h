// SPDX-License-Identifier: MIT
// A client with TLS over a raw socket, which trusts only the authority that a test names.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "support/raw_socket.h"
#include "tls/handles.h"

namespace portone::testing {

struct TlsPeerOptions {
  std::string name = "api.iamport.kr";   ///< server name (SNI), "" for none
  std::string expected{};                ///< host of the expected certificate; "": `name`
  std::string ca_pem{};                  ///< the trusted authority; "": nothing is verified
  std::vector<std::string> protocols{};  ///< offered by ALPN
  bool is_tls12 = false;                 ///< at most TLS 1.2
};

/// An encrypted connection. Waits are limited by the socket's timeout.
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
  std::string certificate_names() const;

  bool Send(std::string_view bytes) const;
  /// As RawSocket::ReadReply.
  RawReply ReadReply();
  /// Reads until the connection ends.
  std::string ReadToEnd();
  RawReply SendAndReceive(std::string_view bytes);
  /// Whether the server has sent close_notify, rather than just closed.
  bool is_closed_cleanly() const;

 private:
  std::string ReadSome() const;

  RawSocket socket_;
  tls::ContextPtr context_;
  tls::SessionPtr session_;
  std::string error_;
  std::string unread_;
};

}  // namespace portone::testing
