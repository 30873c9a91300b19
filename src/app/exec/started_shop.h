// SPDX-License-Identifier: MIT
// The server under test as `run` starts it: with the environment of `exec`, and its output kept.
#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/exec/background_program.h"
#include "app/exec/client_files.h"
#include "app/exec/private_folder.h"
#include "scenario/shop.h"

namespace portone::app {

/// What a shop is pointed to.
struct ShopContext {
  EmulatorAddress emulator;
  std::string authority_pem;
};

/// Thread safety: `FindEarlyExit`, `Stop` and `Abandon` may be called from any thread, the other
/// members from one.
class StartedShop {
 public:
  StartedShop() = default;

  /// Where the clock is shown that the shop shares.
  std::filesystem::path clock_file() const { return folder_.path() / "clock"; }

  /// Starts the program. Throws StartError when it cannot be started, or would not follow the clock
  /// that it is to share. REQUIRES: called once.
  void Start(const scenario::ShopProgram& program, const ShopContext& context);

  /// Waits until the server at `url` answers: with a 2xx, or `accepts_any_status`.
  /// Throws StartError when it ends before, or is not ready within `limit`.
  /// REQUIRES: it was started.
  void WaitUntilReady(const std::string& url, bool accepts_any_status, std::chrono::seconds limit);

  /// "exit code 3" when it has exited by itself, or does so within `wait` of real time.
  std::optional<std::string> FindEarlyExit(std::chrono::milliseconds wait);
  /// Ends it with all that it started. Idempotent.
  void Stop();
  /// Ends it, and removes its files: for a process that ends without destroying this.
  void Abandon();

  /// The end of what it has printed, at most about `limit` bytes: whole lines, printable.
  std::string ReadOutput(std::size_t limit) const;

  /// The variables that it has, "NAME=value", for programs of the same shop. Empty before Start.
  const std::vector<std::string>& environment() const { return environment_; }

 private:
  std::filesystem::path output() const { return folder_.path() / "output"; }

  const PrivateFolder folder_;
  std::vector<std::string> environment_;
  std::mutex mutex_;  // of the two below; a signal may come while the program is being started
  bool is_abandoned_ = false;
  std::optional<BackgroundProgram> program_;
};

}  // namespace portone::app
