// SPDX-License-Identifier: MIT
// KICC for foreign wallets: the result of a payment may arrive after the window was closed.
// Evidence: docs/gateways/others.md#other-gateways
#include <array>

#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways::kicc_v2 {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"order_description", {Operation::kWindow}, {PayMethod::kAlipayPlus}},
}};

constexpr std::array<Currency, 2> kCurrencies{Currency::kKrw, Currency::kUsd};

constexpr std::array<SettingRule, 2> kSettings{{
    {"approval_s", "0", {}, SettingKind::kSeconds},
    {"wechat_cancel_s", "60", {}, SettingKind::kSeconds},
}};

std::optional<DeferredResult> DeferUntilApproval(const GatewayRequest& request) {
  const Duration delay = GetSecondsSetting(kRules, request.channel, "approval_s");
  if (delay == Duration{0}) return std::nullopt;
  return DeferredResult{delay, PaymentStatus::kReady, {}, true};
}

std::optional<Duration> GetCancelDelay(const Channel& channel, const Payment& payment) {
  if (payment.pay_method != PayMethod::kWechat) return std::nullopt;
  return GetSecondsSetting(kRules, channel, "wechat_cancel_s");
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "kicc_v2",
    .name = "KICC (해외)",
    .color = "#004b8d",
    .default_pg_id = "kiccv2test",
    .window = {.charges = true,
               .methods = {PayMethod::kWechat, PayMethod::kAlipayPlus},
               .default_method = PayMethod::kWechat},
    .required = kRequired,
    .currencies = kCurrencies,
    .settings = kSettings,
    .deferred_result = DeferUntilApproval,
    .cancel_delay = GetCancelDelay,
};

}  // namespace portone::gateways::kicc_v2
