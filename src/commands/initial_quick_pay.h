// SPDX-License-Identifier: MIT
// The quick pay and the buyers' points of an initial state: checking them, and loading them.
#pragma once

#include <cstdint>
#include <optional>

#include "commands/initial_state_problem.h"
#include "commands/transaction.h"
#include "domain/initial_state.h"
#include "domain/merchant.h"

namespace portone::commands {

/// The first record at fault, or nothing: one that is given twice (of members: at one site), whose
/// channel is no quick pay's, a key of a member who is not given.
FoundProblem ValidateQuickPay(const Merchant& merchant, const InitialLedger& ledger);

/// Loads members, preparations, keys and accounts into the ledger of `tx`. Missing fields get
/// defaults: the first channel of a quick pay, now, a card that can be charged. Members without a
/// sequence number get the numbers after `last_sequence`, which is advanced. REQUIRES: the payments
/// are loaded, and ValidateQuickPay returned nothing.
void LoadQuickPay(Tx& tx, const InitialLedger& ledger, std::uint64_t& last_sequence);

}  // namespace portone::commands
