// SPDX-License-Identifier: MIT
// Danal: keys by window, charged when the amount is not zero. Evidence:
// docs/fidelity.md#other-gateways
#include <algorithm>
#include <array>

#include "domain/order.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kDanalTpay;

namespace {

constexpr std::array<Requirement, 3> kRequired{{
    {"buyer_tel", {Occasion::kWindow}},
    {"biz_num", {Occasion::kWindow}, {PayMethod::kVbank}},
    {"name", {Occasion::kAgain}},
}};

constexpr std::array<FaultText, 1> kFaults{{
    {"1114", "다날 서버로부터 받은 응답이 올바르지 않습니다.암/복호화에 실패했습니다."},
}};

constexpr std::size_t kBusinessNumber = 10;

bool IsBusinessNumber(std::string_view text) {
  return text.size() == kBusinessNumber &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<GatewayFault> CheckAccount(const GatewayAsk& ask) {
  const bool key_only = ask.customer_uid != nullptr && ask.order.amount.IsZero();
  if (ask.occasion == Occasion::kWindow && key_only) {
    ask.Warn("danal_tpay charges the buyer 10 won for a key alone and cancels it 30 minutes later");
  }
  if (ask.occasion != Occasion::kWindow || ask.method != PayMethod::kVbank) return std::nullopt;
  if (IsBusinessNumber(ask.order.extra.Text("biz_num"))) return std::nullopt;
  return Wrong("biz_num", "사업자등록번호 10자리여야 합니다");
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kDanalTpay{
    .code = "danal_tpay",
    .name = "다날",
    .default_pg_id = "danaltpaytest",
    .rest = {.again = true},
    .window = {.pays = true,
               .issue = WindowIssue::kPaysIfAny,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kCultureland, PayMethod::kBooknlife, PayMethod::kHappymoney},
               .issue_methods = {PayMethod::kCard}},
    .required = kRequired,
    .known_faults = kFaults,
    .check_order = CheckAccount,
};

}  // namespace portone::gateways
