// SPDX-License-Identifier: MIT
// The PortOne V1 API inside a C++ program: start one in a test, point the code under test at
// base_url(). The whole public C++ API is this file and options.h.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "portone/options.h"

namespace portone {

/// The emulator could not start or could not load a scenario. `what()` is the message.
class StartError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A control call was refused. `what()` is its message.
class ControlFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A reply of the control API: an HTTP status and JSON text.
struct ControlReply {
  int status = 0;
  std::string body;
};

/// One entry of the journal of a sandbox. Secrets are masked.
struct JournalEntry {
  std::uint64_t sequence = 0;
  std::string at;    ///< the sandbox's time, ISO 8601 with the Korean offset
  std::string kind;  ///< "request", "delivery", "advance started", "timer fired", "advance ended"
  std::string text;  ///< the whole entry as JSON
};

/// A running emulator. Stops when destroyed. Independent of any other in the process.
///
/// `Advance`, `CancelAdvance`, `Settle`, `Reset` and `Journal` act on the only sandbox that has had
/// API calls, or else on the default one, like a control call that names no sandbox. When several
/// are in use they throw ControlFailure; name one with
/// `Control(method, path + "?sandbox=<imp_key>", json)`.
///
/// All members may be called from any thread, but `Advance` and `Settle` not from code that handles
/// one of this emulator's webhooks.
class Emulator {
 public:
  /// Is listening on return. Throws StartError when the port is in use or a scenario cannot be
  /// loaded.
  static Emulator Start(Options options = {});

  Emulator(Emulator&&) noexcept;
  Emulator& operator=(Emulator&&) noexcept;
  ~Emulator();

  /// "http://127.0.0.1:49152": use it in place of https://api.iamport.kr.
  std::string base_url() const;
  int port() const;
  /// The URL of the control API, without its prefix: `base_url`, unless it has a port of its own.
  std::string control_url() const;

  /// The certificate of the authority that a client has to trust before it accepts the emulator in
  /// place of https://api.iamport.kr, as PEM text.
  std::string ca_pem() const;

  /// Merges a scenario into the defaults and resets the sandboxes it configures. Throws StartError,
  /// with nothing changed, when the file cannot be read or has a mistake. The file is not watched.
  void Load(const std::filesystem::path& scenario);

  /// Advances the clock; returns when all due events have fired and their webhooks were answered.
  void Advance(std::chrono::milliseconds by);

  /// Ends an advance that another thread has begun: after its current event, aborting the webhook
  /// that is being posted. Its `Advance` then throws ControlFailure. Returns when it has ended.
  /// Throws ControlFailure when none is under way.
  void CancelAdvance();

  /// Returns when no webhook is waiting to be posted or being posted, whether or not they were
  /// delivered.
  void Settle();

  /// Resets to the state after the scenario was loaded: same port, same keys, same tokens. While
  /// the clock is being advanced it throws ControlFailure, or with `force` cancels that first.
  void Reset(bool force = false);

  /// The entries after number `since`, oldest first; at most the newest 10,000.
  std::vector<JournalEntry> Journal(std::uint64_t since = 0) const;

  /// Calls the control API without a socket: `Control("GET", "/_emulator/webhooks")`.
  ControlReply Control(std::string_view method, std::string_view path,
                       std::string_view json = {}) const;

 private:
  class Impl;
  explicit Emulator(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace portone
