// SPDX-License-Identifier: MIT
// Reads one scenario document, wherever it comes from, and reports all that is wrong with it.
#pragma once

#include <set>
#include <string>

#include "scenario/model.h"
#include "scenario/strict_object.h"

namespace portone::scenario {

/// What the steps of a file may refer to, or name.
struct Known {
  std::set<std::string> steps;      ///< by `as`
  std::set<std::string> sandboxes;  ///< by imp_key
};

/// Reads a document that stands alone or inside another one, e.g. in a control request. It cannot
/// include files. `name` stands in the places of its steps. The caller finishes the object.
Scenario ReadScenario(StrictObject& document, const std::string& name = "scenario");

/// The same of one for a sandbox that there is, or that is being made: it names no merchant,
/// neither its own nor others.
Scenario ReadSandboxScenario(StrictObject& document);

/// The same of a file called `name` whose includes are the caller's business. `known` is what the
/// included files have; its own joins it. A step in a sandbox that neither has is a problem.
Scenario ReadScenario(StrictObject& document, const std::string& name, Known& known);

}  // namespace portone::scenario
