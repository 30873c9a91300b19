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
Result<verify::Facts> GatherFacts(engine::Engine& engine, verify::FactKindSet kinds);

/// Collects facts again and again. What it has read of a request before is not read again: it never
/// changes. Thread safety: used by one thread at a time.
class FactCollector {
 public:
  /// Replaces the facts by those of these kinds at the sandbox's current time. Errors: Poisoned.
  /// REQUIRES: always the same engine.
  Result<Done> Collect(engine::Engine& engine, verify::FactKindSet kinds);
  const verify::Facts& facts() const { return facts_; }
  /// Drops the facts.
  verify::Facts TakeFacts() { return std::exchange(facts_, {}); }

 private:
  verify::Facts facts_;
};

}  // namespace portone::control
