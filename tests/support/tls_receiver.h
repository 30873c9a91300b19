// SPDX-License-Identifier: MIT
// An https receiver, whose certificate authority and certificate are made at runtime.
#pragma once

#include <memory>
#include <string>

namespace portone::testing {

/// Answers every POST to /hook with 200 and the body it received, over TLS on a free port of
/// 127.0.0.1.
class TlsReceiver {
 public:
  TlsReceiver();
  TlsReceiver(const TlsReceiver&) = delete;
  TlsReceiver& operator=(const TlsReceiver&) = delete;
  ~TlsReceiver();

  std::string url() const;
  /// The certificate of the authority that clients have to trust, in PEM format.
  std::string ca_pem() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace portone::testing
