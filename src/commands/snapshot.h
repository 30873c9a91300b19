// SPDX-License-Identifier: MIT
// A snapshot of a sandbox, as an initial state.
#pragma once

#include "commands/transaction.h"
#include "domain/initial_state.h"

namespace portone::commands {

/// A snapshot of the sandbox. Loading it reproduces the same state; webhooks in flight are sent
/// again.
InitialState TakeSnapshot(const View& view, const Outbox& outbox);

}  // namespace portone::commands
