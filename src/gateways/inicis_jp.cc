// SPDX-License-Identifier: MIT
// Inicis in Japan: payment window only, in yen. Evidence: docs/gateways/others.md#other-gateways
#include <algorithm>
#include <array>

#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways::inicis_jp {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Currency, 1> kCurrencies{Currency::kJpy};

constexpr std::array<SettingRule, 1> kSettings{{
    {"cvs_deposit_s", "600", {}, SettingKind::kSeconds},
}};

constexpr std::size_t kMaxCustomerIdBytes = 30;
constexpr std::array<int, 7> kInstalmentMonths{0, 1, 3, 5, 6, 10, 12};

std::optional<GatewayError> CheckWindow(const GatewayRequest& request) {
  if (std::find(kInstalmentMonths.begin(), kInstalmentMonths.end(), request.order.card_quota) ==
      kInstalmentMonths.end()) {
    return MakeInvalidParameterError("card_quota", "0, 1, 3, 5, 6, 10, 12 중 하나여야 합니다");
  }
  return CheckMaxLength(request, "customer_id", kMaxCustomerIdBytes);
}

/// The buyer pays at a convenience store later.
std::optional<DeferredResult> DeferUntilStorePayment(const GatewayRequest& request) {
  if (request.method != PayMethod::kCvs) return std::nullopt;
  return DeferredResult{
      GetSecondsSetting(kRules, request.channel, "cvs_deposit_s"), PaymentStatus::kReady, {}, true};
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "inicis_jp",
    .name = "KG이니시스 일본",
    .color = "#d7202f",
    .default_pg_id = "inicisjptest",
    .window = {.charges = true,
               .methods = {PayMethod::kCard, PayMethod::kCvs, PayMethod::kPaypay,
                           PayMethod::kAmazonpay, PayMethod::kRakutenpay, PayMethod::kMerpay,
                           PayMethod::kAupay, PayMethod::kDbarai}},
    .cancel = {.non_cancellable_methods = {PayMethod::kCvs}},
    .currencies = kCurrencies,
    .settings = kSettings,
    .check_order = CheckWindow,
    .deferred_result = DeferUntilStorePayment,
};

}  // namespace portone::gateways::inicis_jp
