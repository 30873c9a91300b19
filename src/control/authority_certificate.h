// SPDX-License-Identifier: MIT
// The certificate of the emulator's own certificate authority (CA), in the formats in which clients
// read it.
#pragma once

#include <functional>
#include <string>

namespace portone::control {

/// Each member makes a file on request; empty when the emulator has no CA. The files hold no
/// secret. Thread safety: may be called from any thread.
struct AuthorityCertificate {
  using Make = std::function<std::string()>;

  Make pem{};
  Make der{};
  Make p12{};  ///< a Java trust store
};

}  // namespace portone::control
