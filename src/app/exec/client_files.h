// SPDX-License-Identifier: MIT
// The files that clients are pointed to: authorities in the formats that they read, and what makes
// Node.js and PHP use the emulator. Holds no secret.
#pragma once

#include <filesystem>
#include <string>

#include "app/command_line.h"
#include "tls/trust_store.h"

namespace portone::app {

/// Where an emulator can be reached as a proxy.
struct EmulatorAddress {
  std::string host;  ///< a name or address, without brackets
  int port = 0;

  /// "http://127.0.0.1:12011"
  std::string url() const;
};

/// The name of the library that has programs share a clock.
inline constexpr const char* kClockLibraryName = "libportone_clock.so";

/// Absolute paths.
struct ClientFiles {
  std::filesystem::path authority;         ///< the emulator's own authority, as PEM
  std::filesystem::path bundle;            ///< authorities: the system's, the user's, and ours
  std::filesystem::path trust_store;       ///< the same authorities as PKCS #12, for Java
  std::filesystem::path node_authorities;  ///< besides those that Node.js has of its own
  std::filesystem::path node_preload;
  std::filesystem::path php_folder;     ///< of a .ini file
  std::filesystem::path clock_library;  ///< has programs share a clock; empty: they do not
  std::filesystem::path clock_file;     ///< the clock that they share; empty: none
};

/// Writes the files into `folder`, and replaces those that are there; a missing folder is created.
/// All users can read them. Authorities that variables of `own_environment` name (SSL_CERT_FILE,
/// NODE_EXTRA_CA_CERTS ...) stay trusted. Throws StartError, which names the file that cannot
/// be read or written. REQUIRES: `folder` is absolute.
ClientFiles WriteClientFiles(const std::filesystem::path& folder, const EmulatorAddress& emulator,
                             const std::string& authority_pem, const Environment& own_environment);

/// Writes the library that has programs share the clock of `clock_file` into `folder`, and notes
/// both in `files`. Throws StartError. REQUIRES: both are absolute, and the folder is there.
void AddSharedClock(ClientFiles& files, const std::filesystem::path& folder,
                    const std::filesystem::path& clock_file);

}  // namespace portone::app
