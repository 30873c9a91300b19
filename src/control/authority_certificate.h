// SPDX-License-Identifier: MIT
// The certificate of the emulator's own authority, in the formats in which clients read it.
#pragma once

#include <functional>
#include <string>

namespace portone::control {

/// Each makes a file when it is asked for; null when there is no authority. Holds no secret. Thread
/// safety: may be called from any thread.
struct AuthorityCertificate {
  using Make = std::function<std::string()>;

  Make pem{};
  Make der{};
  Make p12{};  ///< a trust store of Java
};

}  // namespace portone::control
