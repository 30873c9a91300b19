// SPDX-License-Identifier: MIT
// What is different about KG Inicis, used by REST. Evidence: docs/fidelity.md#html5-inicis
#include <array>

#include "domain/calendar.h"
#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways {
namespace {

// FIDELITY: html5-inicis
constexpr std::array<CardFaultText, 4> kCardFaults{{
    {CardCase::kUnknownBin, {"550929", "빌키생성 실패"}},
    {CardCase::kWrongNumber, {"550929", "빌키생성 실패"}},
    {CardCase::kWrongExpiry, {"550929", "빌키생성 실패"}},
    {CardCase::kDeleted, {"550997", "조회되는 빌키 없음"}},
}};

constexpr std::array<std::string_view, 4> kVbankNeeds{"pg_api_key", "vbank_holder", "buyer_name",
                                                      "buyer_email"};

/// As recorded: StdpayVBNKINIpayTest20201006150251995341.
std::string StdpayTid(const TidSource& source) {
  const std::string six = std::to_string(source.number % 1'000'000);
  return std::string(source.method == PayMethod::kVbank ? "StdpayVBNK" : "StdpayCARD") +
         std::string(source.pg_id) + FormatKoreanDigits(source.at) +
         std::string(6 - six.size(), '0') + six;
}

std::optional<std::string> HeadReceipt(const Payment& payment) {
  return "noTid=" + payment.pg_tid.value_or("") + "&noMethod=1";
}

}  // namespace

extern const GatewayRules kHtml5Inicis;

const GatewayRules kHtml5Inicis{
    .code = "html5_inicis",
    .name = "KG이니시스",
    .default_pg_id = "INIpayTest",
    .rest = {.issue_key = true,
             .onetime = true,
             .onetime_keeps = true,
             .schedule_issues = true,
             .again = true},
    .vbank = {.issue = true, .required = kVbankNeeds},
    .card_faults = kCardFaults,
    .pg_tid = StdpayTid,
    .receipt_query = HeadReceipt,
};

}  // namespace portone::gateways
