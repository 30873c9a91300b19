// SPDX-License-Identifier: MIT
// Decoders for the parameters of IMP.request_pay and for the card the buyer enters in the window.
#pragma once

#include "api/fields.h"
#include "commands/checkouts.h"

namespace portone::api {

/// Validates `params` like the browser script: `merchant_uid` must be a string and `amount` a
/// number. Errors, as in the script before it opens the window: MissingParameter, InvalidParameter,
/// TooLong.
// FIDELITY: request-pay
Result<commands::Checkout> DecodeCheckout(const Fields& params);

/// A card as entered by the buyer: number, expiry, cvc, birth, pwd_2digit. Errors:
/// MissingParameter for the first two.
Result<CardInput> DecodeEnteredCard(const Fields& fields);

}  // namespace portone::api
