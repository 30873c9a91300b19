// SPDX-License-Identifier: MIT
#include "web/window_choices.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/enum_names.h"
#include "domain/decide_payment_means.h"

namespace portone::web {
namespace {

PayMethod GetPayMethod(const GatewayRules& rules, const commands::Checkout& checkout,
                       const Payment& payment) {
  if (rules.window.methods.empty()) return rules.window.default_method;
  const std::optional<PayMethod> asked =
      checkout.pay_method ? Parse<PayMethod>(*checkout.pay_method) : std::nullopt;
  return asked.value_or(payment.pay_method);
}

std::vector<FundingSource> FindMeans(const GatewayRules& rules, PayMethod method) {
  const bool is_wallet = rules.payment_means.is_wallet || rules.window.wallets.Has(method);
  std::vector<FundingSource> means;
  for (const FundingSource source :
       {FundingSource::kCard, FundingSource::kMoney, FundingSource::kPoints}) {
    const Result<PaymentMeans> decided = DecidePaymentMeans(rules, {method, source, false});
    const bool spends = decided.ok() && decided.value().funding_source.has_value();
    if (spends && (is_wallet || source == FundingSource::kCard)) means.push_back(source);
  }
  const Result<PaymentMeans> usual = DecidePaymentMeans(rules, {method, std::nullopt, false});
  if (usual.ok() && usual.value().funding_source) {
    std::stable_partition(means.begin(), means.end(), [&](FundingSource source) {
      return source == *usual.value().funding_source;
    });
  }
  return means;
}

}  // namespace

WindowChoices GetWindowChoices(const GatewayRules& rules, const commands::Checkout& checkout,
                               const commands::WindowState& state) {
  WindowChoices choices;
  const PayMethod method = GetPayMethod(rules, checkout, state.payment);
  choices.pay_methods.push_back(method);
  const bool issues = checkout.customer_uid.has_value();
  if (method == PayMethod::kCard && !issues) {
    for (const std::string_view name : Names<PayMethod>()) {
      const PayMethod wallet = *Parse<PayMethod>(name);
      const bool accepted = rules.window.wallets.Has(wallet) && rules.window.methods.Has(wallet);
      if (accepted && wallet != method) choices.pay_methods.push_back(wallet);
    }
  }
  choices.means = FindMeans(rules, method);
  const Result<PaymentMeans> by_card =
      DecidePaymentMeans(rules, {method, FundingSource::kCard, false});
  choices.shows_card_form = by_card.ok() && by_card.value().has_card_fields;
  choices.instalments = choices.shows_card_form ? state.instalments : std::vector<int>{0};
  choices.asks_for_bank = method == PayMethod::kTrans || method == PayMethod::kVbank;
  return choices;
}

}  // namespace portone::web
