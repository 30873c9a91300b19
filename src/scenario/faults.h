// SPDX-License-Identifier: MIT
// Reads faults, in a scenario's `faults` and in the control API alike. A combination that could
// never do anything is a mistake. Keeps no card number whole.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/fault.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// Where faults come from: in a file they may say how far they have come, by "id", "seen" and
/// "applied".
enum class FaultOrigin : std::uint8_t { kRequest, kFile };

/// Reads one fault: "when" and "then", and optionally "skip", "times", "probability", "at". The
/// caller finishes the object.
Fault ReadFault(json::StrictObject& object);

/// Reads the array "faults" of an object; empty when it has none. The ids that are said must grow.
std::vector<Fault> ReadFaults(json::StrictObject& object,
                              FaultOrigin origin = FaultOrigin::kRequest);

}  // namespace portone::scenario
