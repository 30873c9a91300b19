// SPDX-License-Identifier: MIT
// Reads one scenario document, wherever it comes from, and reports all that is wrong with it.
#pragma once

#include <set>
#include <string>

#include "json/strict_object.h"
#include "scenario/model.h"

namespace portone::scenario {

/// Reads a document that stands alone or inside another one, e.g. in a control request. It cannot
/// include files. `name` stands in the places of its steps. The caller finishes the object.
Scenario ReadScenario(json::StrictObject& document, const std::string& name = "scenario");

/// The same of one for a sandbox that there is, or that is being made: it names no merchant,
/// neither its own nor others.
Scenario ReadSandboxScenario(json::StrictObject& document);

/// The same of a file called `name` whose includes are the caller's business. `names` are those
/// that the steps of included files have; its own join them.
Scenario ReadScenario(json::StrictObject& document, const std::string& name,
                      std::set<std::string>& names);

}  // namespace portone::scenario
