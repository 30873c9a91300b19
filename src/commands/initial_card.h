// SPDX-License-Identifier: MIT
// The card that an entry of an initial state (a payment, a key) specifies in part.
#pragma once

#include "domain/card.h"
#include "domain/merchant.h"

namespace portone::commands {

/// Fills the number (one that can be charged) and the card company: that of the code, else of the
/// name, else of the number. An unknown name stays without a code.
void FillCard(const Channel& channel, Card& card);

}  // namespace portone::commands
