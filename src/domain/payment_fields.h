// SPDX-License-Identifier: MIT
// Every field of a payment that follows from what it is paid with, derived from the data of its
// gateway (domain/payment_form.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "domain/gateway_rules.h"
#include "domain/payment.h"

namespace portone {

/// The step of a payment.
PaymentStep FindStep(const Payment& payment);

/// The transaction number of a payment made at that time. `number` is uniform over 64 bits.
std::string FormatPgTid(const GatewayRules& rules, const Payment& payment, Instant at,
                        std::uint64_t number);

/// Where a receipt link is shown.
enum class ReceiptPlace : std::uint8_t { kReply, kCallback };

/// The link that the gateway gives for a payment, or the neutral one; "" where it shows an empty
/// one, nullopt when the payment has no receipt.
std::optional<std::string> FormatReceiptUrl(const GatewayRules& rules, const Payment& payment,
                                            ReceiptPlace place = ReceiptPlace::kReply);

/// The form of accounts at a bank.
AccountForm FindAccountForm(const GatewayRules& rules, std::string_view bank_code);

/// When an account that is issued now ends, unless the page says so: the last second of a day.
Instant FindAccountEnd(const GatewayRules& rules, Instant now);

/// A card number with the digits hidden that the gateway hides.
std::string MaskCardNumber(const CardMask& mask, std::string_view digits);

/// The gateway's name of a card company.
std::string_view NameCompany(const GatewayRules& rules, const StandardCode& company);

/// The approval number of a payment; `digits` are eight random ones.
std::optional<std::string> ChooseApprovalNumber(const GatewayRules& rules, const Payment& payment,
                                                const std::string& digits);

/// Sets what a payment shows of the means it is paid with: the method, the wallet, the card.
void ShowMeans(const GatewayRules& rules, const PaymentMeans& means, const Card& card,
               Payment& payment);

}  // namespace portone
