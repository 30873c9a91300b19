// SPDX-License-Identifier: MIT
// Payments from a balance that the buyer holds outside the sandbox; no card is involved.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/channel.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/point_account.h"

namespace portone::commands {

/// The parameters of a payment from a point account.
struct PointPaymentRequest {
  const Channel& channel;
  const Order& order;
  std::optional<std::string> service{};  ///< its emb_pg_provider
  std::optional<std::string> user_agent{};
};

/// Pays now out of a point account, and sends the webhook.
Payment PayFromPointAccount(Tx& tx, const PointPaymentRequest& request, PointAccount& account);

}  // namespace portone::commands
