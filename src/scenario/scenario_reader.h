// SPDX-License-Identifier: MIT
// Reads a scenario document, from a file or a request, and reports every problem in it.
#pragma once

#include <set>
#include <string>

#include "json/strict_object.h"
#include "scenario/model.h"

namespace portone::scenario {

/// Reads a standalone document, or one that is part of another, e.g. of a control request. It
/// cannot include files. `name` is used in the locations of its steps. The caller finishes the
/// object.
Scenario ReadScenario(json::StrictObject& document, const std::string& name = "scenario");

/// The same for a document that applies to one existing or new sandbox. It must not contain
/// "merchant" or "sandboxes".
Scenario ReadSandboxScenario(json::StrictObject& document);

/// The same for a file called `name` whose includes the caller handles. `step_names` are those of
/// the included files; the names of its own steps are added.
Scenario ReadScenario(json::StrictObject& document, const std::string& name,
                      std::set<std::string>& step_names);

}  // namespace portone::scenario
