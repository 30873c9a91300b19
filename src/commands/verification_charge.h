// SPDX-License-Identifier: MIT
// The verification charge: charges a card to verify it, and cancels the charge at once.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/card.h"
#include "domain/channel.h"
#include "domain/order.h"
#include "domain/result.h"

namespace portone::commands {

struct VerificationChargeRequest {
  Channel channel;
  Card card;
  CustomerUid customer_uid;
  Buyer buyer;
  Money amount;        ///< more than zero
  Parameters extra{};  ///< gateway-specific parameters of the first scheduled charge
  std::optional<std::string> user_agent;
};

/// Records a payment that is fully cancelled at the same instant, under a generated merchant_uid:
/// "checking_" and 12 digits. Sends no webhook. Errors, in this order: ChargeRefused (the
/// gateway's limits), FaultInjected, ChargeRefused (declined). A refused charge is not recorded.
// FIDELITY: checking-amount
Result<Done> ChargeVerificationAmount(Tx& tx, const VerificationChargeRequest& request);

}  // namespace portone::commands
