// SPDX-License-Identifier: MIT
// What is different about Hecto Financial (ex Settlebank), used by REST. Evidence:
// docs/fidelity.md#settle
#include <array>

#include "gateways/registry.h"

namespace portone::gateways {
namespace {

// FIDELITY: settle
constexpr std::array<CardFaultText, 10> kCardFaults{{
    {CardCase::kUnknownBin, {"EM01", "카드번호 오류"}},
    {CardCase::kWrongNumber, {"EM01", "카드번호 오류"}},
    {CardCase::kWrongExpiry, {"EM02", "유효기간 오류"}},
    {CardCase::kDeclined, {"EM03", "카드사 거절"}},
    {CardCase::kInsufficientFunds, {"EM04", "잔액 부족"}},
    {CardCase::kLimitExceeded, {"EM05", "한도 초과"}},
    {CardCase::kLost, {"EM06", "분실 카드"}},
    {CardCase::kExpired, {"EM07", "유효기간 만료"}},
    {CardCase::kIssuerDown, {"EM08", "카드사 시스템 장애"}},
    {CardCase::kDeleted, {"EM09", "정지 카드"}},
}};

constexpr std::array<std::string_view, 1> kVbankNeeds{"vbank_holder"};

}  // namespace

const GatewayRules kSettle{
    .code = "settle",
    .default_pg_id = "settletest",
    .rest_issue = true,
    .vbank = {.issue = true, .change = true, .fixed_unlimited = true, .required = kVbankNeeds},
    .instalment_from_won = 50'000,
    .instalment_refused = {"EM10", "할부 최소금액 오류(50000원 미만)"},
    .card_faults = kCardFaults,
};

}  // namespace portone::gateways
