// SPDX-License-Identifier: MIT
// Decides what a payment is paid with: the only place that does.
#pragma once

#include <optional>

#include "domain/gateway_rules.h"
#include "domain/payment_means.h"
#include "domain/result.h"

namespace portone {

/// What a request says about how it will be paid.
struct PaymentMeansRequest {
  PayMethod method = PayMethod::kCard;  ///< the method that was asked for
  /// What the buyer chooses; for a key: what it was issued for.
  std::optional<FundingSource> pays_with{};
  bool names_card = false;  ///< a card was entered, or its company chosen beforehand
};

/// Decides what a payment is paid with. In this order: what the buyer chooses, the part of a wallet
/// that the method names (naverpay_point), a card that is entered, the gateway's default source.
/// Errors: PaymentMeansUnsupported (money or points for a method that has none).
Result<PaymentMeans> DecidePaymentMeans(const GatewayRules& rules,
                                        const PaymentMeansRequest& request);

/// The means of payment of a charge by a stored key.
PaymentMeans GetKeyPaymentMeans(const GatewayRules& rules, FundingSource pays_with);

/// The funding source of the key that a payment with these means stores.
FundingSource GetKeyFundingSource(const PaymentMeans& payment_means);

}  // namespace portone
