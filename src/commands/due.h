// SPDX-License-Identifier: MIT
// What each kind of due does when its time comes.
#pragma once

#include "commands/transaction.h"
#include "domain/due.h"

namespace portone::commands {

/// Does it. Never refused: what has become pointless does nothing and says so.
Fired Apply(Tx& tx, const Due& due);

}  // namespace portone::commands
