// SPDX-License-Identifier: MIT
// Reads the steps of a scenario. Every kind of step becomes a call of the V1 API or the control
// API, so that the runner only has to know calls. A step is read twice: here, when its file is
// loaded and the value of a reference like "${charge.response.imp_uid}" is not known yet, so that
// only the reference is checked; and by the API when the step runs, with the references resolved.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "json/strict_object.h"
#include "scenario/step.h"

namespace portone::scenario {

/// Reads the array `steps` of `document`; an absent one is empty. `name` is the file name, for
/// locations. Each `as` is added to `names`; a step may refer to names of earlier steps, `expect`
/// to all names. In addition to what StrictObject reports: steps with no action or several,
/// references to unknown steps, duplicate names, invalid expectations.
std::vector<Step> ReadSteps(json::StrictObject& document, const std::string& name,
                            std::set<std::string>& names);

}  // namespace portone::scenario
