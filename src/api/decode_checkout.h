// SPDX-License-Identifier: MIT
// The parameters of IMP.request_pay, and what a test says the buyer does with the window.
#pragma once

#include "api/fields.h"
#include "commands/checkouts.h"

namespace portone::api {

/// The channel that a window is called for: channelKey (or channel_key), pg. Refused: TooLong.
Result<ChannelChoice> DecodeWindowChannel(const Fields& params);

/// Reads `params` as the browser's script would: `merchant_uid` must be a text and `amount` a
/// number, in the `usual` currency where none is named. Refused, as the script refuses before a
/// window opens: MissingParameter, InvalidParameter, TooLong.
// FIDELITY: request-pay
Result<commands::Checkout> DecodeCheckout(const Fields& params, Currency usual);

/// A card as the buyer types it: number, expiry, cvc, birth, pwd_2digit. Refused: MissingParameter
/// for the first two.
Result<CardInput> DecodeTypedCard(const Fields& fields);

}  // namespace portone::api
