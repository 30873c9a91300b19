// SPDX-License-Identifier: MIT
// Alipay through NICE: payment window only, by redirect, in US dollars. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "domain/order.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways::alipay {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Currency, 2> kCurrencies{Currency::kUsd, Currency::kKrw};

constexpr std::array<std::string_view, 2> kOnOff{"off", "on"};

constexpr std::array<SettingRule, 1> kSettings{{
    {"won", "off", kOnOff},
}};

std::optional<GatewayError> CheckCurrency(const GatewayRequest& request) {
  const bool won = request.order.amount.currency == Currency::kKrw;
  if (!won || GetSetting(kRules, request.channel, "won") == "on") return std::nullopt;
  return MakeInvalidParameterError("currency", "원화 결제는 별도 계약이 필요합니다");
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "alipay",
    .name = "알리페이",
    .color = "#1677ff",
    .default_pg_id = "alipaytest",
    .window = {.charges = true,
               .methods = {PayMethod::kAlipay},
               .default_method = PayMethod::kAlipay,
               .always_redirects = true},
    .currencies = kCurrencies,
    .settings = kSettings,
    .check_order = CheckCurrency,
};

}  // namespace portone::gateways::alipay
