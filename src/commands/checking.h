// SPDX-License-Identifier: MIT
// Charging a card only to see whether it can be charged: the money goes back at once.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/card.h"
#include "domain/channel.h"
#include "domain/error.h"
#include "domain/order.h"

namespace portone::commands {

struct CheckingCharge {
  Channel channel;
  Card card;
  CustomerUid customer_uid;
  Buyer buyer;
  Money amount;        ///< more than zero
  Parameters extra{};  ///< what only some gateways read: as the first charge will say it
  std::optional<std::string> user_agent;
};

/// Records a payment that is cancelled whole at the same instant, under a merchant_uid of our own,
/// "checking_" and 12 digits; told to nobody. Refused, in this order: ChargeRefused (the gateway's
/// limits), FaultInjected, ChargeRefused (declined); then nothing is recorded.
// FIDELITY: checking-amount
Result<Done> ChargeToCheck(Tx& tx, const CheckingCharge& check);

}  // namespace portone::commands
