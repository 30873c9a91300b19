// SPDX-License-Identifier: MIT
// Which sandbox shows its clock to others from its start.
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
  /// By the key of the sandbox.
  explicit SharedClocks(std::map<std::string, SharedClockPtr> of_key)
      : of_key_(std::move(of_key)) {}

  /// Gives a new sandbox the clock of its key, if there is one.
  void Give(Sandbox& made) const;

  /// Passes the default sandbox's clock on to the first one that a shop opens by a key of its own,
  /// as calls which name no sandbox do. Does nothing when the default one is in use, or `opened`
  /// has a clock.
  void PassOn(Sandbox& opened, Sandbox& default_sandbox);

  /// Takes the clock from a sandbox that is being removed: the one that was passed on goes back.
  void TakeBack(Sandbox& removed, Sandbox& default_sandbox);

 private:
  const std::map<std::string, SharedClockPtr> of_key_;
  std::atomic<const Sandbox*> holder_{nullptr};  // of the default sandbox's clock; null: itself
};

}  // namespace portone::engine
