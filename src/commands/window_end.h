// SPDX-License-Identifier: MIT
// Ends a payment window in which nothing was paid: updates the payment record, and sets what its
// page receives. Does not decide when a window ends.
#pragma once

#include "commands/transaction.h"
#include "commands/window_state.h"
#include "domain/window_outcome.h"

namespace portone::commands {

/// The gateway refuses: the payment fails, and the page reads the refusal in this format.
// FIDELITY: callback
WindowState FailWindow(Tx& tx, WindowState window, GatewayError refusal, RefusalFormat format);

/// The gateway refuses after its page has opened: the format is that of `later_refusal`.
WindowState FailWindow(Tx& tx, WindowState window, GatewayError refusal);

/// The buyer closes the window, or abandons it, of which the page learns nothing. REQUIRES:
/// GivesUp(action).
// FIDELITY: window
WindowState EndWithoutPayment(Tx& tx, WindowState window, const BuyerAction& action);

}  // namespace portone::commands
