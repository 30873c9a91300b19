// SPDX-License-Identifier: MIT
// A buyer's window from its opening to its end, with the merchant's word in between (confirm_url).
// The one way in which windows are run, whoever opens them.
#pragma once

#include "commands/checkouts.h"
#include "domain/error.h"
#include "engine/sandbox.h"
#include "webhook/sender.h"

namespace portone::control {

/// Runs a window. `cause` is the request that opened it. Where there is a confirm_url it is posted
/// to (JSON: imp_uid, merchant_uid, amount) when all is ready to be paid; anything but HTTP 200
/// within 10 seconds stops the payment. Refused: as OpenCheckout and ConcludeCheckout. May be
/// called from any thread; the merchant may call the API meanwhile.
// FIDELITY: confirm-url
Result<commands::WindowState> RunCheckout(engine::Sandbox& sandbox, webhook::Sender& sender,
                                          engine::Cause cause, const commands::Checkout& checkout);

}  // namespace portone::control
