// SPDX-License-Identifier: MIT
// TLS over another stream, without waiting. Independent of certificates and HTTP.
#pragma once

#include <memory>
#include <string>

#include "http/byte_stream.h"
#include "tls/handles.h"

namespace portone::http {

/// Thread safety: used by one thread at a time.
class TlsStream final : public ByteStream {
 public:
  /// Reads and writes encrypted bytes through `inner`. `received` was read from it before.
  /// REQUIRES: `session` is one before its handshake, which reading performs.
  TlsStream(std::unique_ptr<ByteStream> inner, tls::SessionPtr session, std::string received = "");
  TlsStream(const TlsStream&) = delete;
  TlsStream& operator=(const TlsStream&) = delete;
  ~TlsStream() override;

  int fd() const override { return inner_->fd(); }
  IoResult Read(std::span<char> buffer) override;
  IoResult Write(std::string_view first, std::string_view second) override;
  void ShutdownWrite() override;
  void ResetOnClose() override;
  bool is_ready() const override { return is_ready_; }
  bool awaits_writable() const override { return awaits_writable_; }

  /// The name that the client asked for; "" when it named none, and before the handshake.
  std::string server_name() const;

 private:
  struct Transport;  // what OpenSSL reads from and writes to

  IoResult::State HandleFailure(int result);

  std::unique_ptr<ByteStream> inner_;
  std::string received_;  // not yet read by the session
  tls::SessionPtr session_;
  bool is_ready_ = false;  // the handshake is done
  bool is_broken_ = false;
  bool has_written_ = false;
  bool awaits_writable_ = false;
  bool has_ended_ = false;  // the peer was sent the end of the stream, or must not be
};

}  // namespace portone::http
