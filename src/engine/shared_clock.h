// SPDX-License-Identifier: MIT
// The interface through which a sandbox's clock is shown to other programs. app/clock_file.h writes
// it to a file that they map; this layer opens no files.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "base/instant.h"

namespace portone::engine {

/// A clock as other programs see it: from the real time `wall` on, at which it shows
/// `sandbox_time`, it runs `speed` seconds per real second.
struct ShownClock {
  Instant wall;
  Instant sandbox_time;
  int speed = 1;
};

/// The times that can be shown: nanoseconds since 1970 fit into 64 bits until then.
inline constexpr Instant kFirstShownTime{};
inline constexpr Instant kLastShownTime{
    std::chrono::sys_days{std::chrono::year{2200} / std::chrono::January / 1}};

/// Whether `time` is one of them.
constexpr bool CanBeShown(Instant time) {
  return time >= kFirstShownTime && time <= kLastShownTime;
}

class SharedClock {
 public:
  SharedClock() = default;
  SharedClock(const SharedClock&) = delete;
  SharedClock& operator=(const SharedClock&) = delete;
  virtual ~SharedClock() = default;

  /// Shows `time` to other programs. Unless it `may_go_back`, the time that they see never goes
  /// back: when `time` is earlier, theirs continues from where it is. Never blocks. REQUIRES: one
  /// caller at a time.
  virtual void Show(const ShownClock& time, bool may_go_back) = 0;

  /// Why other programs do not see the sandbox's time, which is `now`, as a sentence; nothing while
  /// they do. A clock that runs may leave the times that can be shown by itself. May be called from
  /// any thread.
  virtual std::optional<std::string> FindProblem(Instant now) const = 0;

  /// The name for messages: the path of the file.
  virtual std::string name() const = 0;
};

using SharedClockPtr = std::shared_ptr<SharedClock>;

}  // namespace portone::engine
