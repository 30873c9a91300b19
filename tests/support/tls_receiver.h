// SPDX-License-Identifier: MIT
// An https receiver with an authority and a certificate made at run time.
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
  /// Of the authority that clients have to trust, in PEM.
  std::string Certificate() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace portone::testing
