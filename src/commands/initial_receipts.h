// SPDX-License-Identifier: MIT
// Checks the cash receipts of an initial state.
#pragma once

#include <optional>

#include "commands/initial_state_problem.h"
#include "domain/initial_state.h"
#include "domain/merchant.h"

namespace portone::commands {

/// The first receipt that cannot be loaded, or the first payment that lacks its own: its payment is
/// missing or another one's, its gateway issues no such receipts, its amount is missing or less
/// than its taxes, or it is issued twice. REQUIRES: the payments are valid.
FoundProblem ValidateReceipts(const Merchant& merchant, const InitialLedger& ledger);

}  // namespace portone::commands
