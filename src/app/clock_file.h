// SPDX-License-Identifier: MIT
// A clock file: a sandbox's time for programs that map it, in the layout of
// clock_preload/clock_page.h.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "clock_preload/clock_page.h"
#include "engine/shared_clock.h"

namespace portone::app {

/// Writes one clock file, which stays after destruction with the time that was shown last.
/// Thread safety: see engine::SharedClock.
class ClockFile : public engine::SharedClock {
 public:
  /// Creates the file, or takes over one that no emulator writes to; all users can read it. Errors,
  /// each a sentence: the folder is missing or cannot be written to, the file is not a clock
  /// file, another emulator (or another sandbox) writes to it, it cannot be mapped.
  static BasicResult<engine::SharedClockPtr, std::string> Open(const std::filesystem::path& path);

  ~ClockFile() override;

  void Show(const engine::ShownClock& time, bool may_go_back) override;
  std::optional<std::string> FindProblem(Instant now) const override;
  std::string name() const override { return path_.string(); }

 private:
  ClockFile(std::filesystem::path path, int file, clock_preload::ClockPage* page);
  bool IsCutOff() const;

  const std::filesystem::path path_;
  const int fd_;  // open and locked
  clock_preload::ClockPage* const page_;
};

}  // namespace portone::app
