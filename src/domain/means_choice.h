// SPDX-License-Identifier: MIT
// Decides what a payment is paid with, here and nowhere else.
#pragma once

#include <optional>

#include "domain/gateway_rules.h"
#include "domain/payment_means.h"
#include "domain/result.h"

namespace portone {

/// What a request says about it.
struct MeansRequest {
  PayMethod method = PayMethod::kCard;  ///< the method that was asked for
  std::optional<PaysWith>
      pays_with{};          ///< what the buyer chooses; of a key: what it was issued for
  bool names_card = false;  ///< a card was entered, or its company chosen beforehand
};

/// Decides what a payment is paid with. In this order: what the buyer chooses, the part of a wallet
/// that the method names (naverpay_point), a card that is entered, the gateway's habit.
/// Errors: InvalidParameter (`pays_with`: money or points for a method that has none).
Result<PaymentMeans> DecideMeans(const GatewayRules& rules, const MeansRequest& request);

/// The means of a payment by a stored key.
PaymentMeans GetKeyMeans(const GatewayRules& rules, PaysWith pays_with);

/// What a key is issued for that a payment with these means stores.
PaysWith GetKeySpending(const PaymentMeans& means);

}  // namespace portone
