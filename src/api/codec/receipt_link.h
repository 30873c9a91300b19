// SPDX-License-Identifier: MIT
// Where the receipt of a payment can be seen.
#pragma once

#include <optional>
#include <string>

#include "api/audience.h"
#include "domain/payment.h"

namespace portone::api {

/// The address of the emulator's receipt page with the query that the gateway's own page would
/// have; nothing for a payment that was never paid, or whose gateway gives none.
// FIDELITY: receipt-page
std::optional<std::string> ReceiptLink(const Audience& audience, const Payment& payment);

}  // namespace portone::api
