// SPDX-License-Identifier: MIT
// Payments out of money that a buyer keeps outside the sandbox, which no card pays for.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/channel.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/point_account.h"

namespace portone::commands {

/// What a payment is made from.
struct PointPaymentRequest {
  const Channel& channel;
  const Order& order;
  std::optional<std::string> service{};  ///< its emb_pg_provider
  std::optional<std::string> user_agent{};
};

/// Checks that an order is in won, as points and a quick pay require. Errors: CurrencyUnsupported.
Result<Done> CheckCurrencyIsWon(const Channel& channel, const Order& order);

/// The gateway's error when a fault declines the charge; nullopt when none does. Errors:
/// FaultInjected.
Result<std::optional<GatewayError>> ApplyChargeFault(Tx& tx, const Channel& channel,
                                                     const Order& order);

/// Pays now out of a point account, and sends the webhook.
Payment PayFromPointAccount(Tx& tx, const PointPaymentRequest& request, PointAccount& account);

}  // namespace portone::commands
