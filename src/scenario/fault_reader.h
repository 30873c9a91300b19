// SPDX-License-Identifier: MIT
// Reads faults, for scenario files and the control API. Combinations that could never have an
// effect are reported. Never stores a full card number.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/fault.h"
#include "json/strict_object.h"

namespace portone::scenario {

/// Where faults come from. In a file they may have progress: "id", "seen" and "applied".
enum class FaultOrigin : std::uint8_t { kRequest, kFile };

/// Reads one fault: "when" and "then", and optionally "skip", "times", "probability", "at". The
/// caller finishes the object.
Fault ReadFault(json::StrictObject& object);

/// Reads the array "faults" of an object; empty when absent. Ids, where given, must be ascending.
std::vector<Fault> ReadFaults(json::StrictObject& object,
                              FaultOrigin origin = FaultOrigin::kRequest);

}  // namespace portone::scenario
