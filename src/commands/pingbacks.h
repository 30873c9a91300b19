// SPDX-License-Identifier: MIT
// Pingbacks: the later confirmation from a gateway that has only accepted a charge or a
// cancellation.
#pragma once

#include <optional>

#include "commands/transaction.h"
#include "domain/payment.h"
#include "domain/result.h"
#include "domain/timer.h"

namespace portone::commands {

/// Whether the charge or cancellation is still waiting for this pingback.
bool IsPending(const Ledger& ledger, const Pingback& timer);

/// A confirmed charge becomes paid, its key is stored and a webhook is sent; a rejected one is or
/// becomes failed, without a webhook. A cancellation is executed and sends the webhooks planned for
/// it.
// FIDELITY: pingback
FiredTimer Execute(Tx& tx, const Pingback& timer);

/// Delivers a pending pingback now instead of at its planned time; a charge's before a
/// cancellation's. An order number selects its oldest payment with a pending pingback. Errors:
/// PaymentNotFound, also when no pingback is pending.
// FIDELITY: pingback
struct ReceivePingback {
  std::optional<ImpUid> imp_uid;
  std::optional<MerchantUid> merchant_uid;
};
Result<Payment> Apply(Tx& tx, const ReceivePingback& command);

}  // namespace portone::commands
