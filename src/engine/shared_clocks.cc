// SPDX-License-Identifier: MIT
#include "engine/shared_clocks.h"

#include <utility>

namespace portone::engine {

void SharedClocks::Give(Sandbox& created) const {
  const auto found = by_key_.find(created.credentials.imp_key);
  if (found != by_key_.end()) created.engine.ShareClock(found->second);
}

void SharedClocks::PassOn(Sandbox& opened, Sandbox& default_sandbox) {
  if (&opened == &default_sandbox || holder_.load() != nullptr) return;
  if (default_sandbox.had_api_calls.load(std::memory_order_relaxed)) return;
  if (opened.engine.shared_clock() != nullptr) return;
  const SharedClockPtr clock = default_sandbox.engine.shared_clock();
  const Sandbox* nobody = nullptr;
  if (clock == nullptr || !holder_.compare_exchange_strong(nobody, &opened)) return;
  default_sandbox.engine.ShareClock(nullptr);
  opened.engine.ShareClock(clock);
}

void SharedClocks::TakeBack(Sandbox& removed, Sandbox& default_sandbox) {
  const SharedClockPtr clock = removed.engine.shared_clock();
  removed.engine.ShareClock(nullptr);
  const Sandbox* holder = &removed;
  if (holder_.compare_exchange_strong(holder, nullptr) && clock != nullptr)
    default_sandbox.engine.ShareClock(clock);
}

}  // namespace portone::engine
