// SPDX-License-Identifier: MIT
// What the entries of a beginning leave out, filled in as if they had been made here. Entries that
// are whole (a payment with a sequence, a key with `updated`) get no more than ids, channel and
// start. REQUIRES everywhere: WhyNot has nothing against the beginning.
#pragma once

#include <vector>

#include "commands/transaction.h"
#include "domain/initial_state.h"

namespace portone::commands {

/// A channel, times, a good card's number where it has none, the card's company.
void Fill(const Tx& tx, StoredCard& stored);

/// The imp_uids that are missing, no two alike.
void FillIds(const Tx& tx, std::vector<Payment>& payments);

/// Payments that schedules became say so.
void FillSchedules(const std::vector<Schedule>& schedules, std::vector<Payment>& payments);

/// What the customer's key tells of it, and what goes with its status. REQUIRES: the keys are
/// there.
void Fill(const Tx& tx, Payment& payment);

/// The same of a schedule, and what became of it. REQUIRES: keys and payments are there.
void Fill(const Tx& tx, Schedule& schedule);

}  // namespace portone::commands
