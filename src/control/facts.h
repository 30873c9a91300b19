// SPDX-License-Identifier: MIT
// What happened in a sandbox as facts that expectations are compared with. Shows no secret.
#pragma once

#include "domain/error.h"
#include "engine/engine.h"
#include "verify/fact.h"

namespace portone::control {

/// The facts of these kinds, as the sandbox's own time shows them. Refused: Poisoned.
Result<verify::Facts> GatherFacts(engine::Engine& engine, verify::FactKinds kinds);

}  // namespace portone::control
