// SPDX-License-Identifier: MIT
#include "web/window_choices.h"

#include <algorithm>
#include <optional>
#include <string>

#include "base/enum_names.h"
#include "domain/decide_payment_means.h"

namespace portone::web {
namespace {

PayMethod FindMethod(const GatewayRules& rules, const commands::Checkout& checkout,
                     const Payment& payment) {
  if (rules.window.methods.empty()) return rules.window.default_method;
  const std::optional<PayMethod> asked =
      checkout.pay_method ? Parse<PayMethod>(*checkout.pay_method) : std::nullopt;
  return asked.value_or(payment.pay_method);
}

std::vector<FundingSource> FindMeans(const GatewayRules& rules, PayMethod method) {
  const bool is_wallet = rules.payment_means.is_wallet || rules.window.wallets.Has(method);
  std::vector<FundingSource> means;
  for (const FundingSource one :
       {FundingSource::kCard, FundingSource::kMoney, FundingSource::kPoints}) {
    const Result<PaymentMeans> decided = DecidePaymentMeans(rules, {method, one, false});
    const bool spends = decided.ok() && decided.value().funding_source.has_value();
    if (spends && (is_wallet || one == FundingSource::kCard)) means.push_back(one);
  }
  const Result<PaymentMeans> usual = DecidePaymentMeans(rules, {method, std::nullopt, false});
  if (usual.ok() && usual.value().funding_source) {
    std::stable_partition(means.begin(), means.end(),
                          [&](FundingSource one) { return one == *usual.value().funding_source; });
  }
  return means;
}

}  // namespace

WindowChoices FindChoices(const GatewayRules& rules, const commands::Checkout& checkout,
                          const commands::WindowState& state) {
  WindowChoices choices;
  const PayMethod method = FindMethod(rules, checkout, state.payment);
  choices.pay_methods.push_back(method);
  const bool issues = checkout.customer_uid.has_value();
  if (method == PayMethod::kCard && !issues) {
    for (const std::string_view name : Names<PayMethod>()) {
      const PayMethod one = *Parse<PayMethod>(name);
      const bool accepted = rules.window.wallets.Has(one) && rules.window.methods.Has(one);
      if (accepted && one != method) choices.pay_methods.push_back(one);
    }
  }
  choices.means = FindMeans(rules, method);
  const Result<PaymentMeans> by_card =
      DecidePaymentMeans(rules, {method, FundingSource::kCard, false});
  choices.card_form = by_card.ok() && by_card.value().shows_card;
  choices.instalments = choices.card_form ? state.instalments : std::vector<int>{0};
  choices.banks = method == PayMethod::kTrans || method == PayMethod::kVbank;
  return choices;
}

}  // namespace portone::web
