// SPDX-License-Identifier: MIT
// Payment windows that pages in a browser open: the buyer is shown them, unless something has
// decided already how they end.
#pragma once

#include <cstdint>

#include "commands/checkouts.h"
#include "commands/transaction.h"
#include "domain/result.h"

namespace portone::commands {

/// Where a window stands after it was asked for.
enum class WindowStage : std::uint8_t {
  kShown,        ///< the buyer has to act
  kUnconfirmed,  ///< it is decided, but the merchant's confirm_url has to be asked first
  kEnded,
};

struct BrowserWindow {
  WindowState window;
  /// The checkout that was asked for, with what the sandbox has decided for the buyer.
  Checkout checkout;
  WindowStage stage = WindowStage::kShown;
  bool callback_is_lost = false;  ///< by the sandbox's decision
};

/// Opens the window. It ends at once when the gateway refuses, when the sandbox's settings decide
/// for the buyer (which uses up the next decision), or when the page brings the card with it. A
/// window that is refused before it opens uses up no decision. Errors: those of OpenCheckout.
// FIDELITY: window
struct OpenBrowserWindow {
  Checkout checkout;
};
Result<BrowserWindow> Apply(Tx& tx, const OpenBrowserWindow& command);

}  // namespace portone::commands
