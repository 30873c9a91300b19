// SPDX-License-Identifier: MIT
// Checks the certifications of an initial state.
#pragma once

#include <optional>

#include "commands/initial_state_problem.h"
#include "domain/initial_state.h"
#include "domain/merchant.h"

namespace portone::commands {

/// The first certification that cannot be loaded: its imp_uid is that of a payment or of another
/// one, its gateway does not certify in this way, or not by app, or does not take its order number.
FoundProblem ValidateCertifications(const Merchant& merchant, const InitialLedger& ledger);

}  // namespace portone::commands
