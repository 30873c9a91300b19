// SPDX-License-Identifier: MIT
// The certificate of the emulator's own authority, in the formats in which clients read it.
#pragma once

#include <string>

namespace portone::control {

/// All empty when there is no authority. Holds no secret.
struct AuthorityCertificate {
  std::string pem{};
  std::string der{};
  std::string p12{};  ///< a trust store of Java
};

}  // namespace portone::control
