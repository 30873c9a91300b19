// SPDX-License-Identifier: MIT
// Writes faults as scenario/faults.h reads them.
#pragma once

#include "domain/fault.h"
#include "json/json.h"

namespace portone::scenario {

/// A fault with how far it has come. Of a card it shows digits 7 to 12 as stars, so that a fault
/// that is read again may fit some more cards.
Json Written(const Fault& fault);

}  // namespace portone::scenario
