// SPDX-License-Identifier: MIT
// Reads what a scenario does. Calls of every kind become calls of one of the two APIs here, so that
// whoever plays them knows only those.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "json/strict_object.h"
#include "scenario/step.h"

namespace portone::scenario {

/// Reads the array `steps` of `document`; an absent one is empty. `name` is the file's, for places.
/// Each `as` joins `names`; a step may refer to those, and `expect` to all of them. Besides what
/// StrictObject reports: a step that does nothing or two things, a reference to no earlier step,
/// two steps of one name, expectations that are none.
std::vector<Step> ReadSteps(json::StrictObject& document, const std::string& name,
                            std::set<std::string>& names);

}  // namespace portone::scenario
