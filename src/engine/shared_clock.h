// SPDX-License-Identifier: MIT
// Where a sandbox's clock is shown to programs outside of the emulator. app/clock_file.h writes it
// to a file that they map; this layer knows no files.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "base/instant.h"

namespace portone::engine {

/// From real time `wall` on, at which it shows `shows`, a clock runs `speed` seconds per real
/// second.
struct ShownTime {
  Instant wall;
  Instant shows;
  int speed = 1;
};

/// The times that can be shown: nanoseconds since 1970 fit into 64 bits until then.
inline constexpr Instant kFirstShownTime{};
inline constexpr Instant kLastShownTime{
    std::chrono::sys_days{std::chrono::year{2200} / std::chrono::January / 1}};

class SharedClock {
 public:
  SharedClock() = default;
  SharedClock(const SharedClock&) = delete;
  SharedClock& operator=(const SharedClock&) = delete;
  virtual ~SharedClock() = default;

  /// Has others see this time. Unless it `may_go_back`, a time that is earlier than the one they
  /// see now leaves theirs running, so that it never goes back. Waits for nothing.
  /// REQUIRES: one caller at a time.
  virtual void Show(const ShownTime& time, bool may_go_back) = 0;

  /// Why others do not see what was shown last, as a sentence; nothing while they do. May be called
  /// from any thread.
  virtual std::optional<std::string> FindProblem() const = 0;

  /// What to call it: the path of a file.
  virtual std::string name() const = 0;
};

using SharedClockPtr = std::shared_ptr<SharedClock>;

}  // namespace portone::engine
