// SPDX-License-Identifier: MIT
// Every field of a payment that follows from what it is paid with, derived from the data of its
// gateway (domain/payment_format.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "domain/gateway_rules.h"
#include "domain/payment.h"

namespace portone {

/// How the payment came about.
PaymentOrigin FindPaymentOrigin(const Payment& payment);

/// The transaction number of a payment made at that time. `number` is uniform over 64 bits.
std::string FormatPgTid(const GatewayRules& rules, const Payment& payment, Instant at,
                        std::uint64_t number);

/// Where a receipt link is shown.
enum class ReceiptPlace : std::uint8_t { kReply, kCallback };

/// The link that the gateway gives for a payment, or the neutral one; "" where it shows an empty
/// one, nullopt when the payment has no receipt.
std::optional<std::string> FormatReceiptUrl(const GatewayRules& rules, const Payment& payment,
                                            ReceiptPlace place = ReceiptPlace::kReply);

/// The format of virtual accounts at a bank.
AccountFormat FindAccountFormat(const GatewayRules& rules, std::string_view bank_code);

/// The gateway's name of a bank that has a virtual account.
std::string_view GetBankName(const GatewayRules& rules, const StandardCode& bank);

/// The due time of a virtual account that is issued now, unless the page sets one: the last second
/// of a day.
Instant GetDefaultAccountDue(const GatewayRules& rules, Instant now);

/// The due time that the gateway makes of the one that a page has set.
Instant GetAccountDue(const GatewayRules& rules, Instant asked_for);

/// A card number in which the digits that the gateway hides are masked.
std::string MaskCardNumber(const CardMask& mask, std::string_view digits);

/// The gateway's name of a card company.
std::string_view GetCardCompanyName(const GatewayRules& rules, const StandardCode& company);

/// The card number that the page's callback is given; "" where there is none.
std::string_view GetCallbackCardNumber(const GatewayRules& rules, const Payment& payment);

/// The approval number of a payment; `digits` are eight random ones.
std::optional<std::string> ChooseApprovalNumber(const GatewayRules& rules, const Payment& payment,
                                                const std::string& digits);

/// Sets the fields of a payment that show what it is paid with: the method, the wallet, the card.
void SetPaymentMeans(const GatewayRules& rules, const PaymentMeans& payment_means, const Card& card,
                     Payment& payment);

}  // namespace portone
