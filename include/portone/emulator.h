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

/// The emulator could not start, or not load a scenario. `what()` is one clear message.
class StartError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// A control call was refused. `what()` is its message.
class ControlFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What the control API answered: an HTTP status and JSON text.
struct ControlReply {
  int status = 0;
  std::string body;
};

/// One thing that happened to a sandbox. Secrets are masked.
struct JournalEntry {
  std::uint64_t sequence = 0;
  std::string at;    ///< ISO 8601 in Korean time, of the sandbox
  std::string kind;  ///< "request", "delivery", "advance begun", "due fired", "advance ended"
  std::string text;  ///< the whole entry as JSON
};

/// A running emulator. Stops when it is destroyed. Independent of any other in the process.
///
/// `Advance`, `Settle`, `Reset` and `Journal` mean the sandbox that a control call without a name
/// means: the one that has had API calls, else the default one. With several in use they throw
/// ControlFailure; name one with `Control(method, path + "?sandbox=<imp_key>", json)`.
///
/// All members may be called from any thread, but `Advance` and `Settle` not from code that is
/// answering one of this emulator's webhooks.
class Emulator {
 public:
  /// Listens on return. Throws StartError: port in use, scenario unreadable.
  static Emulator Start(Options options = {});

  Emulator(Emulator&&) noexcept;
  Emulator& operator=(Emulator&&) noexcept;
  ~Emulator();

  /// "http://127.0.0.1:49152": what to put in place of https://api.iamport.kr.
  std::string base_url() const;
  int port() const;

  /// Lays a scenario over the defaults and resets the sandbox it names. Throws StartError when the
  /// file cannot be read or holds a mistake; then nothing has changed. The file is not watched.
  void Load(const std::filesystem::path& scenario);

  /// Moves the clock; returns when all that fell due has happened and its webhooks are answered.
  void Advance(std::chrono::milliseconds by);

  /// Returns when no webhook is waiting or under way.
  void Settle();

  /// Back to the state after the scenario was loaded: same port, same keys, same tokens.
  void Reset();

  /// What happened after entry `since`, oldest first; at most the newest 10,000.
  std::vector<JournalEntry> Journal(std::uint64_t since = 0) const;

  /// A call of the control API without a socket: `Control("GET", "/_emulator/webhooks")`.
  ControlReply Control(std::string_view method, std::string_view path,
                       std::string_view json = {}) const;

 private:
  class Impl;
  explicit Emulator(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace portone
