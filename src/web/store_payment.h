// SPDX-License-Identifier: MIT
// A buyer's payment at a convenience store, including the call to the merchant's confirm_url.
#pragma once

#include "commands/store_slips.h"
#include "domain/payment.h"
#include "domain/result.h"
#include "engine/sandbox.h"
#include "webhook/sender.h"

namespace portone::web {

/// Pays with the slip of `payment`, as `command` says. `request` is the one that asks for it. If
/// the slip has a confirm_url, a POST (JSON: event, imp_uid, merchant_uid, status, extra) is sent
/// to it before; anything but HTTP 200 within 10 seconds keeps the store from taking the money.
/// Errors: those of PayAtStore. Thread-safe; the merchant may call the API meanwhile.
// FIDELITY: cvs-payment
Result<Payment> RunStorePayment(engine::Sandbox& sandbox, webhook::Sender& sender,
                                engine::ApiRequest request, const Payment& payment,
                                commands::PayAtStore command);

}  // namespace portone::web
