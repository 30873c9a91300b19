// SPDX-License-Identifier: MIT
// The product orders of an initial state: checking and loading them.
#pragma once

#include <cstdint>
#include <optional>
#include <set>

#include "commands/initial_state_problem.h"
#include "commands/transaction.h"
#include "domain/ids.h"
#include "domain/initial_state.h"
#include "domain/merchant.h"

namespace portone::commands {

/// The first product order that cannot be loaded; nullopt when all can: each needs a payment of a
/// gateway that takes orders of products, a status that fits that of the payment, and an id of its
/// own. REQUIRES: the payments are valid.
FoundProblem ValidateProductOrders(const Merchant& merchant, const InitialLedger& ledger);

/// Loads a ledger's product orders, fills what they leave out from their payments, and makes those
/// of payments that have none, except of payments in `complete`. Those without a sequence number
/// get the numbers after `last_sequence`, which is advanced. REQUIRES: the payments are loaded, and
/// ValidateProductOrders returned no error.
void LoadProductOrders(Tx& tx, const InitialLedger& ledger, const std::set<ImpUid>& complete,
                       std::uint64_t& last_sequence);

}  // namespace portone::commands
