// SPDX-License-Identifier: MIT
// The buyer pays in an open payment window: by a card or a wallet, or with a virtual account.
#pragma once

#include "commands/checkout.h"
#include "commands/resolved_window.h"
#include "commands/transaction.h"
#include "commands/window_state.h"
#include "domain/result.h"

namespace portone::commands {

/// Charges the payment of the window and stores its key, or opens the virtual account that the
/// buyer pays into; a decline fails the window. Sends the webhook. Errors: none of its own.
// FIDELITY: window
Result<WindowState> PayWindow(Tx& tx, WindowState state, const Checkout& checkout,
                              const ResolvedWindow& window);

}  // namespace portone::commands
