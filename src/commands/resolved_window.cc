// SPDX-License-Identifier: MIT
#include "commands/resolved_window.h"

#include <string>
#include <utility>

#include "commands/charging.h"
#include "commands/quick_pay_window.h"
#include "domain/decide_payment_means.h"
#include "domain/errors.h"
#include "domain/gateway_checks.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

Result<PayMethod> ChooseMethod(const GatewayRules& rules, const Checkout& checkout) {
  const WindowRules& window = rules.window;
  const bool has_issue_methods = checkout.customer_uid && !window.issue_methods.empty();
  const PayMethods& accepted = has_issue_methods ? window.issue_methods : window.methods;
  if (accepted.empty()) return window.default_method;
  // The script puts "card" where the page names no method.
  const bool takes_no_card = !accepted.Has(PayMethod::kCard) && accepted.Has(window.default_method);
  if (!checkout.pay_method && takes_no_card) return window.default_method;
  const std::string asked = checkout.pay_method.value_or(std::string(Name(PayMethod::kCard)));
  const auto method = Parse<PayMethod>(asked);
  if (!method || !accepted.Has(*method)) return errors::PayMethodUnsupported(rules.code, asked);
  return *method;
}

}  // namespace

bool StoresKey(const GatewayRules& rules, const Channel& channel, const Checkout& checkout) {
  if (rules.quick_pay.offered)
    return checkout.customer_uid && StoresQuickKey(rules, checkout.order);
  return checkout.customer_uid && CanStoreKeys(rules, channel);
}

const CardInput* FindEnteredCard(const Checkout& checkout) {
  if (checkout.card_info) return &*checkout.card_info;
  return checkout.buyers_card ? &*checkout.buyers_card : nullptr;
}

Result<ResolvedWindow> ResolveWindow(Channel channel, const Checkout& checkout) {
  const GatewayRules& rules = gateways::Get(channel.pg);
  PORTONE_TRY(const PayMethod method, ChooseMethod(rules, checkout));
  PaymentMeansRequest request{method, checkout.pays_with};
  request.names_card =
      FindEnteredCard(checkout) != nullptr || checkout.order.extra.Has("card.direct.code");
  PORTONE_TRY(const PaymentMeans means, DecidePaymentMeans(rules, request));
  const bool issues = StoresKey(rules, channel, checkout);
  return ResolvedWindow{std::move(channel), rules, method, means, checkout.order, issues};
}

GatewayRequest MakeGatewayRequest(Tx& tx, const ResolvedWindow& window, const Checkout& checkout) {
  GatewayRequest request = MakeGatewayRequest(tx, Operation::kWindow, window.channel, window.order);
  request.device = checkout.device;
  request.method = window.method;
  if (window.issues_key) request.customer_uid = &*checkout.customer_uid;
  request.card = FindEnteredCard(checkout);
  if (checkout.redirect_url) request.redirect_url = &*checkout.redirect_url;
  return request;
}

}  // namespace portone::commands
