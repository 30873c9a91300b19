// SPDX-License-Identifier: MIT
// What is different about Paymentwall: every issue charges, and what became of it is said later, by
// pingback. Evidence: docs/fidelity.md#paymentwall
#include <array>
#include <chrono>

#include "domain/card.h"
#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kPaymentwall;

namespace {

constexpr std::array<Currency, 11> kCurrencies{
    Currency::kKrw, Currency::kUsd, Currency::kEur, Currency::kJpy, Currency::kCny, Currency::kGbp,
    Currency::kThb, Currency::kVnd, Currency::kSgd, Currency::kTwd, Currency::kHkd};

constexpr std::array<SettingRule, 1> kSettings{{
    {"pingback_s", "5", {}, SettingKind::kSeconds},
}};

std::optional<Wait> UntilPingback(const GatewayAsk& ask) {
  if (ask.key != nullptr) return std::nullopt;
  return Wait{
      SecondsSetting(kPaymentwall, ask.channel, "pingback_s"), PaymentStatus::kReady, {}, true};
}

}  // namespace

// FIDELITY: paymentwall
const GatewayRules kPaymentwall{
    .code = "paymentwall",
    .name = "페이먼트월",
    .default_pg_id = "paymentwalltest",
    .rest = {.onetime = true, .onetime_keeps = true, .again = true},
    .window = {.pays = true, .issue = WindowIssue::kAlwaysPays},
    .currencies = kCurrencies,
    .settings = kSettings,
    .wait = UntilPingback,
};

}  // namespace portone::gateways
