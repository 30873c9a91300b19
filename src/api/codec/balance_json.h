// SPDX-License-Identifier: MIT
// What is left of a payment, divided by tax, as the API prints it.
#pragma once

#include "api/reply_writer.h"
#include "domain/balance.h"

namespace portone::api {

/// "amount", the blocks "cash_receipt", "primary", "secondary" and "discount", and "histories". A
/// card is the primary means; nothing else is emulated, so the other blocks are zero.
// FIDELITY: balance
void EncodeBalance(ReplyWriter& json, const Balance& balance);

}  // namespace portone::api
