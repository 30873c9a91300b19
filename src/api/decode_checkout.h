// SPDX-License-Identifier: MIT
// Decoders for the parameters of IMP.request_pay and for the card the buyer enters in the window.
#pragma once

#include "api/fields.h"
#include "commands/checkouts.h"

namespace portone::api {

/// The channel to open the window with: channelKey (or channel_key), pg. Refused: TooLong.
Result<ChannelChoice> DecodeWindowChannel(const Fields& params);

/// Validates `params` like the browser script: `merchant_uid` must be a string and `amount` a
/// number, in `default_currency` when there is no currency. Refused, like the script before it
/// opens a window: MissingParameter, InvalidParameter, TooLong.
// FIDELITY: request-pay
Result<commands::Checkout> DecodeCheckout(const Fields& params, Currency default_currency);

/// A card as entered by the buyer: number, expiry, cvc, birth, pwd_2digit. Refused:
/// MissingParameter for the first two.
Result<CardInput> DecodeEnteredCard(const Fields& fields);

}  // namespace portone::api
