// SPDX-License-Identifier: MIT
// Smartro, new module: issues keys in the window without a charge; alphanumeric order numbers.
// Evidence: docs/gateways/others.md#other-gateways
#include <array>

#include "domain/cancel_request.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways::smartro_v2 {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 5> kRequired{{
    {"buyer_name", {Operation::kAgain, Operation::kRegisterSchedule}},
    {"buyer_email", {Operation::kAgain, Operation::kRegisterSchedule}},
    {"buyer_tel", {Operation::kAgain, Operation::kRegisterSchedule}},
    {"vbank_due", {Operation::kWindow}, {PayMethod::kVbank}},
    {"digital", {Operation::kWindow}, {PayMethod::kPhone}},
}};

constexpr std::array<std::string_view, 4> kVbankRequired{"vbank_holder", "buyer_name",
                                                         "buyer_email", "buyer_tel"};

constexpr std::array<SettingRule, 2> kSettings{{
    {"vbank_refund_s", "60", {}, SettingKind::kSeconds},
    kTestMid,
}};

constexpr std::size_t kMaxCustomerIdBytes = 20;

std::optional<GatewayError> CheckWindow(const GatewayRequest& request) {
  if (request.operation != Operation::kWindow) return std::nullopt;
  if (GetCardDirect(request, "code").empty() != GetCardDirect(request, "quota").empty()) {
    return MakeInvalidParameterError("card.direct", "code와 quota를 함께 입력해야 합니다");
  }
  return CheckMaxLength(request, "customer_id", kMaxCustomerIdBytes);
}

/// Refunds of bank transfers need an account.
std::optional<GatewayError> CheckCancel(const CancelContext& context) {
  if (auto error = CheckTestMidCancel(kRules, context)) return error;
  const auto& refund = context.request.refund;
  const bool has_account = refund.holder && refund.bank && refund.account;
  if (context.payment.pay_method != PayMethod::kTrans || has_account) return std::nullopt;
  return MakeInvalidParameterError("refund_account", "환불받을 계좌가 필요합니다");
}

std::optional<Duration> GetCancelDelay(const Channel& channel, const Payment& payment) {
  if (payment.pay_method != PayMethod::kVbank) return std::nullopt;
  return GetSecondsSetting(kRules, channel, "vbank_refund_s");
}

constexpr std::array<KnownMerchantId, 1> kMerchantIds{{
    {"t_2302141m"},
}};

constexpr std::array<std::string_view, 10> kEscrowRequired{
    "sender.name",
    "sender.tel",
    "sender.postcode",
    "sender.formed_address.address_line_1",
    "sender.formed_address.address_line_2",
    "receiver.name",
    "receiver.tel",
    "receiver.postcode",
    "receiver.formed_address.address_line_1",
    "receiver.formed_address.address_line_2"};

constexpr std::array<std::string_view, 3> kReceiptRequired{"type", "buyer_name", "buyer_tel"};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "smartro_v2",
    .name = "스마트로",
    .color = "#0068b7",
    .default_pg_id = "t_2302141m",
    .merchant_ids = kMerchantIds,
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true,
               .key_issuance = KeyIssuance::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone, PayMethod::kKakaopay, PayMethod::kNaverpay,
                           PayMethod::kPayco, PayMethod::kSamsungpay, PayMethod::kLpay,
                           PayMethod::kSsgpay, PayMethod::kApplepay, PayMethod::kTosspay},
               .issue_methods = {PayMethod::kCard},
               .wallets = {PayMethod::kKakaopay, PayMethod::kNaverpay, PayMethod::kPayco,
                           PayMethod::kSamsungpay, PayMethod::kLpay, PayMethod::kSsgpay,
                           PayMethod::kApplepay, PayMethod::kTosspay}},
    .page = kNewerPageRules,
    .format = {.names_issuer = true},
    .vbank = {.issue = true, .required = kVbankRequired},
    .escrow = {.deliveries = true, .changes = true, .required = kEscrowRequired},
    .cash_receipts = {.issues = true,
                      .cancels = true,
                      .issues_external = true,
                      .cancels_external = true,
                      .follows_cancellations = false,
                      .required = kReceiptRequired,
                      .external_required = kReceiptRequired},
    .required = kRequired,
    .currency_error = {"", "스마트로가 지원하지 않는 화폐입니다"},
    .order_numbers = {.alphanumeric = true},
    .settings = kSettings,
    .check_order = CheckWindow,
    .check_cancel = CheckCancel,
    .cancel_delay = GetCancelDelay,
};

}  // namespace portone::gateways::smartro_v2
