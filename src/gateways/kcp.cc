// SPDX-License-Identifier: MIT
// What is different about NHN KCP, used by REST. Evidence: docs/fidelity.md#kcp
#include <array>

#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kKcp;

namespace {

// FIDELITY: kcp
constexpr std::array<CardFaultText, 10> kCardFaults{{
    {CardCase::kUnknownBin, {"CC14", "카드번호 오류"}},
    {CardCase::kWrongNumber, {"CC14", "카드번호 오류"}},
    {CardCase::kWrongExpiry, {"CC55", "유효기간 오류"}},
    {CardCase::kDeclined, {"CC03", "카드사 거절(기타사유)"}},
    {CardCase::kInsufficientFunds, {"CC10", "통장 잔액부족"}},
    {CardCase::kLimitExceeded, {"CC08", "1일 한도초과"}},
    {CardCase::kLost, {"CC04", "분실 혹은 거래불가 카드"}},
    {CardCase::kExpired, {"CC54", "카드유효기간만료 또는 불일치"}},
    {CardCase::kIssuerDown, {"CC98", "카드사 시스템 장애"}},
    {CardCase::kDeleted, {"CC45", "정지카드"}},
}};

constexpr std::array<SettingRule, 1> kSettings{{
    {"batch_group_id", "A52Q71000489", {}},
}};

constexpr std::array<AmountLimit, 1> kLimits{{
    {.least = 1'000, .below = {"9010", "카드 최소 결제 금액은 1000원 이상입니다."}},
}};

/// KCP stores keys under a batch group that the merchant creates in KCP's own console.
// FIDELITY: kcp-batch-group
std::optional<GatewayFault> NeedsBatchGroup(const GatewayAsk& ask) {
  if (ask.customer_uid == nullptr || ask.key != nullptr) return std::nullopt;
  if (!Setting(kKcp, ask.channel, "batch_group_id").empty()) return std::nullopt;
  return GatewayFault{"5209", "[배치빌] 존재하지않는(사용불가) GROUP_ID"};
}

/// Digits 7 to 12 as zeros, as recorded: 5570420000007221.
std::string MaskWithZeros(std::string_view digits) {
  std::string masked(digits);
  for (std::size_t i = 6; i < masked.size() && i < 12; ++i)
    masked[i] = '0';
  return masked;
}

std::optional<std::string> BillReceipt(const Payment& payment) {
  return "cmd=card_bill&tno=" + payment.pg_tid.value_or("") + "&order_no=" + payment.imp_uid.text +
         "&trade_mony=" + FormatAmount(payment.order.amount);
}

}  // namespace

const GatewayRules kKcp{
    .code = "kcp",
    .name = "NHN KCP",
    .default_pg_id = "T0000",
    .rest = {.issue_key = true,
             .onetime = true,
             .onetime_keeps = true,
             .schedule_issues = true,
             .again = true},
    .window = {.pays = true,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone}},
    .own = {.balance = true},
    .limits = kLimits,
    .instalments = {.refused = {"CC16", "할부개월수 오류"}},
    .card_faults = kCardFaults,
    .settings = kSettings,
    .check_access = NeedsBatchGroup,
    .mask_card = MaskWithZeros,
    .receipt_query = BillReceipt,
};

}  // namespace portone::gateways
