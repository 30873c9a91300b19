// SPDX-License-Identifier: MIT
// Converts a sandbox's records into the facts that expectations are matched against. Facts contain
// no secrets.
#pragma once

#include "domain/result.h"
#include "engine/engine.h"
#include "verify/fact.h"

namespace portone::control {

/// Collects the facts of these kinds at the sandbox's current time. Errors: Poisoned.
Result<verify::Facts> GatherFacts(engine::Engine& engine, verify::FactKindSet kinds);

}  // namespace portone::control
