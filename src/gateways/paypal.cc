// SPDX-License-Identifier: MIT
// PayPal Express Checkout: payment window only, by redirect, in any currency but won. What PayPal
// still looks at is recorded as failed. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways::paypal {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"m_redirect_url", {Operation::kWindow}},
}};

constexpr std::array<Currency, 10> kCurrencies{
    Currency::kUsd, Currency::kEur, Currency::kJpy, Currency::kGbp, Currency::kThb,
    Currency::kSgd, Currency::kTwd, Currency::kHkd, Currency::kCad, Currency::kAud};

constexpr std::array<SettingRule, 1> kSettings{{
    {"pending_s", "0", {}, SettingKind::kSeconds},
}};

/// The fail_reason of a payment that PayPal still looks at; the text is our own.
constexpr const char* kPending = "페이팔에서 결제를 심사하고 있습니다. (PENDING)";

/// PayPal approves later what PortOne has recorded as failed until then.
std::optional<DeferredResult> DeferUntilCompleted(const GatewayRequest& request) {
  const Duration delay = GetSecondsSetting(kRules, request.channel, "pending_s");
  if (delay == Duration{0}) return std::nullopt;
  return DeferredResult{delay, PaymentStatus::kFailed, {"", kPending}, true};
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "paypal",
    .name = "페이팔 (Express Checkout)",
    .color = "#003087",
    .default_pg_id = "paypaltest",
    .window = {.charges = true,
               .methods = {PayMethod::kCard},
               .always_redirects = true,
               .popup_parameter = "popup"},
    .payment_means = {.has_card_fields = false},
    .required = kRequired,
    .currencies = kCurrencies,
    .settings = kSettings,
    .deferred_result = DeferUntilCompleted,
};

}  // namespace portone::gateways::paypal
