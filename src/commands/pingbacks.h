// SPDX-License-Identifier: MIT
// The later word of a gateway that had only accepted a charge or a cancellation.
#pragma once

#include "commands/transaction.h"
#include "domain/due.h"

namespace portone::commands {

/// Whether anything still waits for this word.
bool StillAwaited(const Ledger& ledger, const Pingback& due);

/// A charge becomes paid, the key that came with it is stored, and it is told; or it stays or
/// becomes failed, and nobody is told. A cancellation is done, and told to whom it was planned to.
// FIDELITY: pingback
Fired Execute(Tx& tx, const Pingback& due);

}  // namespace portone::commands
