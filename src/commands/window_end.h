// SPDX-License-Identifier: MIT
// The ends of a payment window without a payment: what becomes of the payment record, and what the
// page is told. Decides nothing about when a window ends.
#pragma once

#include "commands/transaction.h"
#include "commands/window_state.h"

namespace portone::commands {

/// The gateway refuses: the payment fails, and the page reads the refusal in this format.
// FIDELITY: callback
WindowState FailWindow(Tx& tx, WindowState window, GatewayError refusal, RefusalFormat format);

/// The same for what the buyer has entered.
WindowState FailWindow(Tx& tx, WindowState window, GatewayError refusal);

/// The buyer closes the window.
WindowState ShutWindow(Tx& tx, WindowState window);

/// The buyer leaves the window as it is: the page is told nothing.
// FIDELITY: window
WindowState LeaveWindow(Tx& tx, WindowState window);

}  // namespace portone::commands
