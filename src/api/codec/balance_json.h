// SPDX-License-Identifier: MIT
// JSON encoding of a payment's balance: the remaining amount by tax part.
#pragma once

#include "api/reply_writer.h"
#include "domain/balance.h"

namespace portone::api {

/// "amount", the blocks "cash_receipt", "primary", "secondary" and "discount", and "histories". The
/// card is the primary payment method; no other is emulated, so the other blocks are zero.
// FIDELITY: balance
void EncodeBalance(ReplyWriter& json, const Balance& balance);

}  // namespace portone::api
