// SPDX-License-Identifier: MIT
// Runs a buyer's payment window from opening to end, including the confirm_url call to the
// merchant. All payment windows run through these functions.
#pragma once

#include "commands/browser_windows.h"
#include "commands/checkouts.h"
#include "domain/result.h"
#include "engine/sandbox.h"
#include "webhook/sender.h"

namespace portone::web {

/// Runs a payment window. `request` is the one that opened it. If the checkout has a confirm_url,
/// a POST (JSON: imp_uid, merchant_uid, amount) is sent to it before the payment is made; anything
/// but HTTP 200 within 10 seconds stops the payment. Errors: those of OpenCheckout and
/// ConcludeCheckout. Thread-safe; the merchant may call the API meanwhile.
// FIDELITY: confirm-url
Result<commands::WindowState> RunWindow(engine::Sandbox& sandbox, webhook::Sender& sender,
                                        engine::ApiRequest request,
                                        const commands::Checkout& checkout);

/// Opens the window of a page in a browser, and ends it where nothing is left to the buyer; a
/// confirm_url is then asked as above. Errors: those of OpenBrowserWindow. Thread-safe.
Result<commands::BrowserWindow> OpenWindow(engine::Sandbox& sandbox, webhook::Sender& sender,
                                           engine::ApiRequest request,
                                           const commands::Checkout& checkout);

/// Ends an open window as the buyer has chosen, which is part of `checkout`; a confirm_url is asked
/// as above. `request` is the one that ends it. Errors: those of ConcludeCheckout. Thread-safe.
Result<commands::WindowState> EndWindow(engine::Sandbox& sandbox, webhook::Sender& sender,
                                        engine::ApiRequest request, commands::WindowState window,
                                        const commands::Checkout& checkout);

}  // namespace portone::web
