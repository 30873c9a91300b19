// SPDX-License-Identifier: MIT
#include "engine/advance.h"

#include <algorithm>
#include <utility>

#include "base/invariant.h"

namespace portone::engine {

std::optional<Advance> Advance::Begin(Engine& engine) {
  return engine.HoldClock() ? std::optional(Advance(engine)) : std::nullopt;
}

Advance::Advance(Advance&& other) noexcept : engine_(std::exchange(other.engine_, nullptr)) {}

Advance::~Advance() {
  if (engine_ == nullptr) return;
  engine_->ReleaseClock(std::nullopt);
  engine_->CatchUp();
}

Engine& Advance::engine() const {
  PORTONE_INVARIANT(engine_ != nullptr, "an advance was used after its end");
  return *engine_;
}

std::optional<Instant> Advance::NextTimerTime() {
  return engine().NextTimerTime();
}

Result<std::optional<FiredTimer>> Advance::FireNextTimer(Instant until) {
  return engine().FireNextTimer(until);
}

void Advance::MoveTo(Instant to) {
  engine().MoveClock(to);
}

bool Advance::End(Instant to) {
  const bool ended = engine().ReleaseClock(to);
  if (ended) engine_ = nullptr;
  return ended;
}

void Advance::EndAndLoad(Setup setup) {
  engine().Replace(std::move(setup), true);
  engine_ = nullptr;
}

}  // namespace portone::engine
