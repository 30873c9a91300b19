// SPDX-License-Identifier: MIT
// PayPal: issues keys in the window without a charge, no won; results may stay pending. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways::paypal_v2 {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"currency", {Operation::kAgain, Operation::kRegisterSchedule}},
}};

constexpr std::array<Currency, 10> kCurrencies{
    Currency::kUsd, Currency::kEur, Currency::kJpy, Currency::kGbp, Currency::kThb,
    Currency::kSgd, Currency::kTwd, Currency::kHkd, Currency::kCad, Currency::kAud};

constexpr std::array<SettingRule, 2> kSettings{{
    {"pending_s", "0", {}, SettingKind::kSeconds},
    {"cancel_pending_s", "0", {}, SettingKind::kSeconds},
}};

std::optional<GatewayError> CheckOrder(const GatewayRequest& request) {
  const std::string_view method = request.order.extra.Text("pay_method");
  if (request.operation == Operation::kWindow && !method.empty() && method != "paypal") {
    return GatewayError{"", "페이팔에서 제공하지 않는 결제 수단입니다."};
  }
  if (request.order.tax_free.IsZero()) return std::nullopt;
  return GatewayError{"", "taxFreeAmount must be 0 in Paypal!"};
}

std::optional<DeferredResult> DeferUntilCapture(const GatewayRequest& request) {
  const Duration delay = GetSecondsSetting(kRules, request.channel, "pending_s");
  const bool issues_key =
      request.operation == Operation::kWindow && request.customer_uid != nullptr;
  if (issues_key || delay == Duration{0}) return std::nullopt;
  return DeferredResult{delay, PaymentStatus::kReady, {}, true};
}

std::optional<Duration> GetCancelDelay(const Channel& channel, const Payment& /*payment*/) {
  const Duration delay = GetSecondsSetting(kRules, channel, "cancel_pending_s");
  if (delay == Duration{0}) return std::nullopt;
  return delay;
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "paypal_v2",
    .name = "페이팔",
    .color = "#003087",
    .default_pg_id = "paypalv2test",
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kKeyOnly,
               .default_method = PayMethod::kPaypal},
    .page = kNewerPageRules,
    .payment_means = {.is_wallet = true,
                      .has_card_fields = false,
                      .card_method = PayMethod::kPaypal,
                      .money_method = PayMethod::kPaypal},
    .format = {.names_issuer = true},
    .required = kRequired,
    .currencies = kCurrencies,
    .settings = kSettings,
    .check_order = CheckOrder,
    .deferred_result = DeferUntilCapture,
    .cancel_delay = GetCancelDelay,
};

}  // namespace portone::gateways::paypal_v2
