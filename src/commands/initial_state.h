// SPDX-License-Identifier: MIT
// Initial state: validating it, and loading it into a new sandbox.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "commands/initial_state_problem.h"
#include "commands/transaction.h"
#include "domain/initial_state.h"
#include "domain/result.h"
#include "domain/timer.h"

namespace portone::commands {

/// The agenda, or an empty one if absent.
inline const std::vector<PlannedTimer>& GetAgenda(const InitialState& initial_state) {
  static const std::vector<PlannedTimer> kNone;
  return initial_state.agenda ? *initial_state.agenda : kNone;
}

/// Loads the initial state into an empty world. Missing fields get defaults: ids as generated here;
/// times: now; channel: the customer's, the merchant's default or the first of the given gateway;
/// card: one that can be charged; also the fields implied by a status and a schedule's payment.
/// Complete entries get defaults for ids, channel and start only. Returns the greatest sequence
/// number in the initial state. REQUIRES: ValidateInitialState returned no error.
std::uint64_t LoadInitialState(Tx& tx, const InitialState& initial_state);

/// Validates an initial state. Returns the first record at fault, or nothing. Checked in this
/// order, for each ledger: tier; keys (duplicates, unknown channel); payments (duplicate imp_uid,
/// order paid twice, channel, bank, slip, cancellations, delivery, partners' sales); schedules (two
/// pending for one order, no key, no payment of an executed one); pending charges and
/// cancellations; prepared amounts; certifications; cash receipts; product orders; a quick pay and
/// points (duplicates, channel, member). Then persons, deliveries and the agenda.
FoundProblem ValidateInitialState(const Merchant& merchant, const InitialState& initial_state);

/// Why the agenda of an initial state cannot have this timer (it names a webhook or a schedule that
/// is not there), as a one-line message, or nothing. timers.cc decides it for each kind.
std::optional<std::string> ValidateTimer(const InitialState& initial_state, const Timer& timer);

}  // namespace portone::commands
