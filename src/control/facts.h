// SPDX-License-Identifier: MIT
// Converts a sandbox's records into the facts that expectations are matched against. Facts contain
// no secrets.
#pragma once

#include <utility>

#include "domain/result.h"
#include "engine/engine.h"
#include "verify/fact.h"

namespace portone::control {

/// Collects the facts of these kinds at the sandbox's current time. Errors: Poisoned.
Result<verify::Facts> CollectFacts(engine::Engine& engine, verify::FactKindSet kinds);

/// Collects facts repeatedly. The fact of a request never changes, so it is made only once. Thread
/// safety: used by one thread at a time.
class FactCollector {
 public:
  /// Replaces the facts by those of these kinds at the sandbox's current time. Errors: Poisoned.
  /// REQUIRES: always the same engine.
  Result<Done> Collect(engine::Engine& engine, verify::FactKindSet kinds);
  const verify::Facts& facts() const { return facts_; }
  /// Returns the facts, and keeps none.
  verify::Facts TakeFacts() { return std::exchange(facts_, {}); }

 private:
  verify::Facts facts_;
};

}  // namespace portone::control
