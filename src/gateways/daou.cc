// SPDX-License-Identifier: MIT
// Kiwoom Pay, formerly Payjoa: issues keys over REST only. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "domain/cancel_request.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways::daou {

extern const GatewayRules kRules;

namespace {

constexpr std::array<std::string_view, 3> kGoods{"any", "real", "digital"};

constexpr std::array<SettingRule, 1> kSettings{{
    {"goods", "any", kGoods},
}};

/// `digital` must match the contract.
std::optional<GatewayError> CheckGoods(const GatewayRequest& request) {
  const std::string_view goods = GetSetting(kRules, request.channel, "goods");
  if (request.operation != Operation::kWindow || goods == "any") return std::nullopt;
  if (request.order.extra.Flag("digital") == (goods == "digital")) return std::nullopt;
  return MakeInvalidParameterError("digital", "계약된 상품 유형과 다릅니다");
}

std::optional<GatewayError> CheckTaxFree(const CancelContext& context) {
  const PayMethod method = context.payment.pay_method;
  const bool is_wallet = method == PayMethod::kKakaopay || method == PayMethod::kPayco;
  if (!is_wallet || !IsPartialCancel(context) || !context.request.tax_free) return std::nullopt;
  return MakeInvalidParameterError("tax_free", "부분취소에는 사용할 수 없습니다");
}

constexpr std::array<std::string_view, 3> kEscrowRequired{"sender.relationship",
                                                          "logis.receiving_at", "logis.address"};

constexpr std::array<std::string_view, 3> kReceiptRequired{"company_tel", "company_name",
                                                           "corp_reg_no"};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "daou",
    .name = "키움페이 (페이조아)",
    .color = "#00629b",
    .default_pg_id = "daoutest",
    .rest = kFullRest,
    .window = {.charges = true,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone, PayMethod::kCultureland, PayMethod::kSmartculture,
                           PayMethod::kBooknlife, PayMethod::kHappymoney, PayMethod::kKakaopay,
                           PayMethod::kPayco, PayMethod::kNaverpay, PayMethod::kSamsungpay},
               .wallets = {PayMethod::kNaverpay, PayMethod::kSamsungpay},
               .popup_on_pc = true},
    .cancel = {.full_only_methods = {PayMethod::kBooknlife, PayMethod::kSmartculture}},
    .escrow = {.deliveries = true, .changes = true, .required = kEscrowRequired},
    .cash_receipts = {.issues = true, .cancels = true, .required = kReceiptRequired},
    .settings = kSettings,
    .check_order = CheckGoods,
    .check_cancel = CheckTaxFree,
};

}  // namespace portone::gateways::daou
