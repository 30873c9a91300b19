// SPDX-License-Identifier: MIT
// KG Mobilians, new module: card keys without a charge, phone keys with one. Evidence:
// docs/fidelity.md#other-gateways
#include <array>

#include "domain/order.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kMobiliansV2;

namespace {

constexpr std::array<AmountLimit, 1> kLimits{{
    {.least = 100, .below = {"EM34", "100원 미만 결제는 불가능하다"}},
}};

constexpr std::array<std::string_view, 2> kKeys{"live", "test"};

constexpr std::array<SettingRule, 1> kSettings{{
    {"keys", "live", kKeys},
}};

constexpr std::size_t kCustomerId = 20;

/// Keys of a test contract can be issued and not charged.
std::optional<GatewayFault> KeysInLive(const GatewayAsk& ask) {
  const bool charges = ask.key != nullptr && ask.occasion != Occasion::kDelete;
  if (!charges || Setting(kMobiliansV2, ask.channel, "keys") == "live") return std::nullopt;
  return GatewayFault{"EM35", "테스트 환경에서는 빌링키로 결제할 수 없습니다."};
}

std::optional<GatewayFault> CheckWindow(const GatewayAsk& ask) {
  if (ask.order.vat_amount && ask.method == PayMethod::kPayco) {
    ask.Warn("mobilians_v2 passes no tax_free and no vat_amount to Payco");
  }
  if (ask.order.vat_amount && ask.key != nullptr) {
    ask.Warn("mobilians_v2 looks at no vat_amount and tax_free of a charge with a key");
  }
  return IfLonger(ask, "customer_id", kCustomerId);
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kMobiliansV2{
    .code = "mobilians_v2",
    .name = "KG모빌리언스 (신모듈)",
    .default_pg_id = "mobiliansv2test",
    .rest = {.again = true},
    .window = {.pays = true,
               .issue = WindowIssue::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kPhone, PayMethod::kVbank,
                           PayMethod::kTrans, PayMethod::kCulturegift, PayMethod::kCultureland,
                           PayMethod::kBooknlife, PayMethod::kPayco, PayMethod::kKakaopay,
                           PayMethod::kNaverpay, PayMethod::kSamsungpay},
               .issue_methods = {PayMethod::kCard, PayMethod::kPhone},
               .paying_issue = {PayMethod::kPhone},
               .easy_pays = {PayMethod::kPayco, PayMethod::kKakaopay, PayMethod::kNaverpay,
                             PayMethod::kSamsungpay}},
    .limits = kLimits,
    .order_numbers = {.least = 4},
    .settings = kSettings,
    .check_access = KeysInLive,
    .check_order = CheckWindow,
};

}  // namespace portone::gateways
