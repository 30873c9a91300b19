// SPDX-License-Identifier: MIT
// Where the receipt of a payment can be seen.
#pragma once

#include <optional>
#include <string>

#include "api/reply_writer.h"
#include "domain/payment.h"

namespace portone::api {

/// Whether the gateway has something to show: a payment that was paid, or an account to pay into.
bool HasReceipt(const Payment& payment);

/// The address of the emulator's receipt page with the query that the gateway's own page would
/// have; nothing without a receipt, or from a gateway that gives none.
// FIDELITY: receipt-page
std::optional<std::string> ReceiptLink(const ReplyOptions& options, const Payment& payment);

}  // namespace portone::api
