// SPDX-License-Identifier: MIT
// The months of instalments in a payment window: those that a buyer may choose, and whether the
// gateway accepts those that were chosen. Pure functions.
#pragma once

#include <optional>
#include <vector>

#include "base/instant.h"
#include "domain/channel.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone::commands {

/// Why the gateway refuses `order` for its number of months, or nothing. `payment` is the window's
/// as it was opened: what the gateway has to say about the rest of the order was said then.
// FIDELITY: instalments
std::optional<GatewayError> CheckWindowInstalments(const Channel& channel, const Payment& payment,
                                                   const Order& order, Instant now);

/// The numbers of months that the gateway's rules, the channel's settings and the page's
/// `display.card_quota` leave to the buyer of an open window; 0 is payment in full. Only the number
/// of `card.direct`, if the page has chosen one. At most 12 months, or 36 if the page lists them.
// FIDELITY: instalments
std::vector<int> ListWindowInstalments(const Channel& channel, const Payment& payment, Instant now);

}  // namespace portone::commands
