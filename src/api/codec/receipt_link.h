// SPDX-License-Identifier: MIT
// The URL of a payment's receipt.
#pragma once

#include <optional>
#include <string>

#include "api/reply_writer.h"
#include "domain/payment.h"
#include "domain/payment_form.h"

namespace portone::api {

/// Whether the payment has a receipt: it was paid, or a virtual account was issued for it.
bool HasReceipt(const Payment& payment);

/// The URL of the emulator's receipt page, with the query of the gateway's own page; nullopt when
/// the payment has no receipt or its gateway provides none.
// FIDELITY: receipt-page
std::optional<std::string> MakeReceiptUrl(const ReplyOptions& options, const Payment& payment,
                                          ReceiptPlace place = ReceiptPlace::kReply);

}  // namespace portone::api
