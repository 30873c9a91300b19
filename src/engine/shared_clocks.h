// SPDX-License-Identifier: MIT
// Assigns the shared clocks to sandboxes.
#pragma once

#include <atomic>
#include <map>
#include <string>

#include "engine/sandbox.h"
#include "engine/shared_clock.h"

namespace portone::engine {

/// Thread safety: all members may be called from any thread.
class SharedClocks {
 public:
  /// `by_key` has the shared clocks by the API key of their sandbox.
  explicit SharedClocks(std::map<std::string, SharedClockPtr> by_key)
      : by_key_(std::move(by_key)) {}

  /// Gives a new sandbox the clock of its key, if there is one.
  void Give(Sandbox& created) const;

  /// Passes the default sandbox's shared clock to the first sandbox that a shop opens by a key of
  /// its own: the one that control calls then choose when they name no sandbox. Does nothing when
  /// the default sandbox is in use, or `opened` has a shared clock.
  void PassOn(Sandbox& opened, Sandbox& default_sandbox);

  /// Takes the shared clock from a sandbox that is being removed. If it was passed on, the default
  /// sandbox gets it back.
  void TakeBack(Sandbox& removed, Sandbox& default_sandbox);

 private:
  const std::map<std::string, SharedClockPtr> by_key_;
  std::atomic<const Sandbox*> holder_{nullptr};  // of the default sandbox's clock; null: itself
};

}  // namespace portone::engine
