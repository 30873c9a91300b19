// SPDX-License-Identifier: MIT
#include "domain/decide_payment_means.h"

#include <array>

#include "domain/errors.h"

namespace portone {
namespace {

/// A method that names one part of a wallet.
struct WalletPart {
  PayMethod method;
  PayMethod wallet;
  FundingSource funding_source;
  std::optional<PayMethod> recorded_method{};  ///< absent: as the gateway records it
};

constexpr std::array<WalletPart, 6> kWalletParts{{
    {PayMethod::kPoint, PayMethod::kPoint, FundingSource::kPoints},
    {PayMethod::kNaverpayCard, PayMethod::kNaverpay, FundingSource::kCard},
    {PayMethod::kNaverpayPoint, PayMethod::kNaverpay, FundingSource::kPoints},
    {PayMethod::kSsgpayBank, PayMethod::kSsgpay, FundingSource::kMoney, PayMethod::kTrans},
    {PayMethod::kTosspayCard, PayMethod::kTosspay, FundingSource::kCard},
    {PayMethod::kTosspayMoney, PayMethod::kTosspay, FundingSource::kMoney},
}};

const WalletPart* FindPart(PayMethod method) {
  for (const WalletPart& part : kWalletParts) {
    if (part.method == method) return &part;
  }
  return nullptr;
}

/// Whether the requested method leaves the buyer a choice between a card, money and points.
bool IsChosenByBuyer(const GatewayRules& rules, const PaymentMeansRequest& request) {
  constexpr PayMethods kOutsideWallets{PayMethod::kTrans, PayMethod::kVbank, PayMethod::kPhone};
  if (kOutsideWallets.Has(request.method)) return false;
  return rules.payment_means.is_wallet || request.method == PayMethod::kCard ||
         rules.window.wallets.Has(request.method);
}

FundingSource ChooseFundingSource(const GatewayRules& rules, const PaymentMeansRequest& request,
                                  const WalletPart* part) {
  if (request.pays_with) return *request.pays_with;
  if (part != nullptr) return part->funding_source;
  if (request.names_card) return FundingSource::kCard;
  return rules.payment_means.default_source;
}

}  // namespace

Result<PaymentMeans> DecidePaymentMeans(const GatewayRules& rules,
                                        const PaymentMeansRequest& request) {
  if (!IsChosenByBuyer(rules, request)) {
    const bool uses_wallet_funds = request.pays_with && *request.pays_with != FundingSource::kCard;
    if (uses_wallet_funds)
      return errors::PaymentMeansUnsupported(Name(*request.pays_with), Name(request.method));
    return PaymentMeans{request.method, std::nullopt, std::nullopt, false};
  }
  const WalletPart* part = FindPart(request.method);
  PaymentMeans payment_means = GetKeyPaymentMeans(rules, ChooseFundingSource(rules, request, part));
  if (rules.window.wallets.Has(request.method)) {
    payment_means.wallet = part == nullptr ? request.method : part->wallet;
    if (part != nullptr && part->recorded_method) payment_means.method = *part->recorded_method;
  }
  return payment_means;
}

PaymentMeans GetKeyPaymentMeans(const GatewayRules& rules, FundingSource pays_with) {
  if (pays_with == FundingSource::kPhoneBill) return {PayMethod::kPhone, {}, {}, false};
  const bool by_card = pays_with == FundingSource::kCard;
  return {by_card ? rules.payment_means.card_method : rules.payment_means.money_method, pays_with,
          std::nullopt, by_card && rules.payment_means.has_card_fields};
}

FundingSource GetKeyFundingSource(const PaymentMeans& payment_means) {
  return payment_means.funding_source.value_or(
      payment_means.method == PayMethod::kPhone ? FundingSource::kPhoneBill : FundingSource::kCard);
}

}  // namespace portone
