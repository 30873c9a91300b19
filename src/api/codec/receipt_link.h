// SPDX-License-Identifier: MIT
// The URL of a payment's receipt.
#pragma once

#include <optional>
#include <string>

#include "api/reply_writer.h"
#include "domain/payment.h"
#include "domain/payment_fields.h"

namespace portone::api {

/// Whether the payment has a receipt at its gateway: it was paid, or a virtual account was issued
/// for it.
bool HasReceipt(const Payment& payment);

/// The URL of the payment's receipt: a page of the emulator (its prefix, then the host, path and
/// query of the gateway's own page, then the parameters by which the emulator finds the payment) or
/// the gateway's own page. nullopt when the payment has no receipt or its gateway's page is not
/// known.
// FIDELITY: receipt-page
std::optional<std::string> MakeReceiptUrl(const ReplyOptions& options, const Payment& payment,
                                          ReceiptPlace place = ReceiptPlace::kReply);

}  // namespace portone::api
