// SPDX-License-Identifier: MIT
// Decoder for the parameters of IMP.request_pay.
#pragma once

#include "api/fields.h"
#include "commands/checkouts.h"

namespace portone::api {

/// Validates `params` like the browser script: `merchant_uid` must be a string and `amount` a
/// number. Errors, as in the script before it opens the window: MissingParameter, InvalidParameter,
/// TooLong.
// FIDELITY: request-pay
Result<commands::Checkout> DecodeCheckout(const Fields& params);

}  // namespace portone::api
