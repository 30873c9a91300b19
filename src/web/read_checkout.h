// SPDX-License-Identifier: MIT
// Reads the parameters of request_pay, and what the buyer does, into a checkout.
#pragma once

#include <optional>
#include <string>

#include "api/request.h"
#include "commands/checkouts.h"
#include "domain/ids.h"
#include "domain/merchant.h"
#include "domain/result.h"
#include "domain/switches.h"
#include "json/json_fwd.h"
#include "scenario/checkout.h"

namespace portone::web {

/// The checkout that is asked for. The buyer's browser is the one that is stated, else that of
/// `request` if it is one, else one of the device. Errors: those of api::DecodeCheckout.
Result<commands::Checkout> ReadCheckout(const api::Request& request,
                                        const scenario::CheckoutRequest& checkout_request,
                                        Tolerance tolerance);

/// The text of a parameter as the page sent it, valid or not.
std::optional<std::string> ReadText(const Json& params, const char* name);

/// The order number of the parameters, valid or not; empty: none.
MerchantUid ReadMerchantUid(const Json& params);

/// The channel that the parameters choose, valid or not.
ChannelChoice ReadChannelChoice(const Json& params);

}  // namespace portone::web
