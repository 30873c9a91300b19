// SPDX-License-Identifier: MIT
// KG Mobilians, new module: the window issues keys, without a charge for cards and with one for
// phones. Evidence: docs/gateways/others.md#other-gateways
#include <array>

#include "domain/order.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways::mobilians_v2 {

extern const GatewayRules kRules;

namespace {

constexpr std::array<AmountLimit, 1> kLimits{{
    {.min = 100, .below_min_error = {"EM34", "100원 미만 결제는 불가능하다"}},
}};

constexpr std::array<std::string_view, 2> kKeyModes{"live", "test"};

constexpr std::array<SettingRule, 1> kSettings{{
    {"keys", "live", kKeyModes},
}};

constexpr std::size_t kMaxCustomerIdBytes = 20;

/// Keys of a test contract can be issued but not charged.
std::optional<GatewayError> CheckKeyCharge(const GatewayRequest& request) {
  const bool charges_key = request.key != nullptr && request.operation != Operation::kDelete;
  if (!charges_key || GetSetting(kRules, request.channel, "keys") == "live") return std::nullopt;
  return GatewayError{"EM35", "테스트 환경에서는 빌링키로 결제할 수 없습니다."};
}

std::optional<GatewayError> CheckOrder(const GatewayRequest& request) {
  if (request.order.vat_amount && request.method == PayMethod::kPayco) {
    request.Warn("mobilians_v2 does not pass tax_free and vat_amount on to Payco");
  }
  if (request.order.vat_amount && request.key != nullptr) {
    request.Warn("mobilians_v2 ignores vat_amount and tax_free when a key is charged");
  }
  return CheckMaxLength(request, "customer_id", kMaxCustomerIdBytes);
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "mobilians_v2",
    .name = "KG모빌리언스 (신모듈)",
    .default_pg_id = "mobiliansv2test",
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kPhone, PayMethod::kVbank,
                           PayMethod::kTrans, PayMethod::kCulturegift, PayMethod::kCultureland,
                           PayMethod::kBooknlife, PayMethod::kPayco, PayMethod::kKakaopay,
                           PayMethod::kNaverpay, PayMethod::kSamsungpay},
               .issue_methods = {PayMethod::kCard, PayMethod::kPhone},
               .methods_charged_on_issue = {PayMethod::kPhone},
               .wallets = {PayMethod::kPayco, PayMethod::kKakaopay, PayMethod::kNaverpay,
                           PayMethod::kSamsungpay}},
    .format = {.has_receipt_url = false},
    .limits = kLimits,
    .order_numbers = {.min_length = 4},
    .settings = kSettings,
    .check_access = CheckKeyCharge,
    .check_order = CheckOrder,
};

}  // namespace portone::gateways::mobilians_v2
