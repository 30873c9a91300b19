// SPDX-License-Identifier: MIT
// Writes faults as JSON that scenario/fault_reader.h can read.
#pragma once

#include "domain/fault.h"
#include "json/json.h"

namespace portone::scenario {

/// A fault with its progress. Digits 7 to 12 of a card number are masked with stars, so a fault
/// that is read back may match more cards.
Json FaultToJson(const Fault& fault);

}  // namespace portone::scenario
