// SPDX-License-Identifier: MIT
// Decides what a payment is paid with by the rules of its gateway, which contain its means.
#include "domain/errors.h"
#include "domain/gateway_rules.h"
#include "domain/payment_means.h"

namespace portone {
namespace {

/// A method that names one part of a wallet.
struct WalletPart {
  PayMethod method;
  PayMethod wallet;
  PaysWith spends;
  std::optional<PayMethod> recorded{};  ///< absent: as the gateway records it
};

constexpr std::array<WalletPart, 6> kWalletParts{{
    {PayMethod::kPoint, PayMethod::kPoint, PaysWith::kPoints},
    {PayMethod::kNaverpayCard, PayMethod::kNaverpay, PaysWith::kCard},
    {PayMethod::kNaverpayPoint, PayMethod::kNaverpay, PaysWith::kPoints},
    {PayMethod::kSsgpayBank, PayMethod::kSsgpay, PaysWith::kMoney, PayMethod::kTrans},
    {PayMethod::kTosspayCard, PayMethod::kTosspay, PaysWith::kCard},
    {PayMethod::kTosspayMoney, PayMethod::kTosspay, PaysWith::kMoney},
}};

const WalletPart* FindPart(PayMethod method) {
  for (const WalletPart& part : kWalletParts) {
    if (part.method == method) return &part;
  }
  return nullptr;
}

/// Whether the buyer chooses between a card, money and points after the method was asked for.
bool IsOpen(const GatewayRules& rules, const MeansRequest& request) {
  constexpr PayMethods kElsewhere{PayMethod::kTrans, PayMethod::kVbank, PayMethod::kPhone};
  if (kElsewhere.Has(request.method)) return false;
  return rules.means.is_wallet || request.method == PayMethod::kCard ||
         rules.window.easy_pays.Has(request.method);
}

PaysWith ChooseSpending(const GatewayRules& rules, const MeansRequest& request,
                        const WalletPart* part) {
  if (request.pays_with) return *request.pays_with;
  if (part != nullptr) return part->spends;
  if (request.names_card) return PaysWith::kCard;
  return rules.means.habit;
}

}  // namespace

Result<PaymentMeans> DecideMeans(const GatewayRules& rules, const MeansRequest& request) {
  if (!IsOpen(rules, request)) {
    const bool spends_wallet = request.pays_with && *request.pays_with != PaysWith::kCard;
    if (spends_wallet)
      return errors::MeansUnsupported(Name(*request.pays_with), Name(request.method));
    return PaymentMeans{request.method, std::nullopt, std::nullopt, false};
  }
  const WalletPart* part = FindPart(request.method);
  PaymentMeans means = GetKeyMeans(rules, ChooseSpending(rules, request, part));
  if (rules.window.easy_pays.Has(request.method)) {
    means.wallet = part == nullptr ? request.method : part->wallet;
    if (part != nullptr && part->recorded) means.method = *part->recorded;
  }
  return means;
}

PaymentMeans GetKeyMeans(const GatewayRules& rules, PaysWith pays_with) {
  if (pays_with == PaysWith::kPhoneBill) return {PayMethod::kPhone, {}, {}, false};
  const bool by_card = pays_with == PaysWith::kCard;
  return {by_card ? rules.means.card : rules.means.money, pays_with, std::nullopt,
          by_card && rules.means.shows_cards};
}

PaysWith GetKeySpending(const PaymentMeans& means) {
  return means.spends.value_or(means.method == PayMethod::kPhone ? PaysWith::kPhoneBill
                                                                 : PaysWith::kCard);
}

}  // namespace portone
