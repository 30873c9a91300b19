// SPDX-License-Identifier: MIT
// NICE's new module: cards by REST, easy pays by window, and texts of its own. Evidence:
// docs/fidelity.md#other-gateways
#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "domain/order.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kNiceV2;

namespace {

constexpr std::array<Requirement, 2> kRequired{{
    {"name", {Occasion::kWindow}},
    {"reason", {Occasion::kDelete}},
}};

constexpr std::array<std::string_view, 2> kPartialCancels{"live", "sandbox"};

constexpr std::array<SettingRule, 1> kSettings{{
    {"partial_cancel", "live", kPartialCancels},
}};

constexpr std::array<FaultText, 2> kFaults{{
    {"U128", "부분취소는 운영 환경에서 이용 가능(샌드박스는 부분취소 미제공)"},
    {"F201", "이미 등록된 카드 입니다(빌키발급실패)"},
}};

constexpr std::size_t kNameBytes = 40;
constexpr std::string_view kForbidden = "%&|$-+=[]";

/// What NICE's own script says when a window is called wrongly.
GatewayFault NotOpened(std::string_view why) {
  return {"", "결제 창 호출에 실패하였습니다." + std::string(why)};
}

std::optional<GatewayFault> CheckName(const Order& order) {
  const std::string name = order.name.value_or("");
  if (name.size() > kNameBytes) return Wrong("name", "40바이트까지 가능합니다");
  if (name.find_first_of(kForbidden) != std::string::npos) {
    return Wrong("name", "특수문자는 허용되지 않습니다");
  }
  return std::nullopt;
}

/// card.direct names a company and its months together, and leaves nothing to choose.
std::optional<GatewayFault> CheckDirect(const GatewayAsk& ask) {
  if (!ask.order.extra.Has("card.direct")) return std::nullopt;
  if (Direct(ask, "quota").empty()) return IfMissing(ask, "card.direct.quota");
  if (!ask.order.extra.Has("display.card_quota")) return std::nullopt;
  return Wrong("display.card_quota", "card.direct와 함께 사용할 수 없습니다");
}

std::optional<GatewayFault> CheckMethod(const GatewayAsk& ask) {
  const Parameters& extra = ask.order.extra;
  if (ask.method == PayMethod::kVbank && !extra.Has("vbank_due")) {
    return NotOpened("나이스페이 V2 가상계좌 발급시 유효한 입금 기한을 필수로 입력해야 합니다.");
  }
  if (ask.method == PayMethod::kPhone && !extra.Has("digital")) {
    return NotOpened("나이스페이 V2 휴대폰 소액결제시 상품 유형 파라미터는 필수 입력입니다.");
  }
  if (ask.method == PayMethod::kNaverpayPoint && !extra.Has("cash_receipt_type")) {
    return NotOpened(
        "나이스페이 V2 네이버페이 포인트 결제시 현금영수증 발급 유형은 필수 입력입니다.");
  }
  const bool plain =
      std::all_of(ask.order.merchant_uid.text.begin(), ask.order.merchant_uid.text.end(),
                  [](unsigned char c) { return std::isalnum(c) != 0; });
  if (ask.method == PayMethod::kSsgpayBank && !plain) {
    return NotOpened(
        "나이스페이 V2 SSGPAY 은행 계좌 결제시 주문 번호에 특수문자는 허용되지 않습니다.");
  }
  return std::nullopt;
}

std::optional<GatewayFault> CheckWindow(const GatewayAsk& ask) {
  if (ask.occasion == Occasion::kDelete) return std::nullopt;
  std::optional<GatewayFault> fault = CheckName(ask.order);
  if (fault || ask.occasion != Occasion::kWindow) return fault;
  fault = CheckMethod(ask);
  if (!fault) fault = CheckDirect(ask);
  if (!fault && ask.customer_uid != nullptr) fault = IfMissing(ask, "customer_id");
  return fault;
}

std::optional<GatewayFault> WholeInSandbox(const CancelAsk& ask) {
  const bool sandbox = Setting(kNiceV2, ask.channel, "partial_cancel") == "sandbox";
  if (!sandbox || !CancelsPart(ask)) return std::nullopt;
  return kFaults.front().Fault();
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kNiceV2{
    .code = "nice_v2",
    .name = "나이스페이먼츠 (신모듈)",
    .default_pg_id = "nicev2test",
    .rest = {.issue_key = true,
             .onetime = true,
             .onetime_keeps = true,
             .schedule_issues = true,
             .again = true,
             .lists_customers = false},
    .window = {.pays = true,
               .issue = WindowIssue::kKeyOnly,
               .methods = {PayMethod::kCard, PayMethod::kTrans, PayMethod::kVbank,
                           PayMethod::kPhone, PayMethod::kCultureland, PayMethod::kNaverpayCard,
                           PayMethod::kNaverpayPoint, PayMethod::kKakaopay, PayMethod::kPayco,
                           PayMethod::kSamsungpay, PayMethod::kSkpay, PayMethod::kSsgpay,
                           PayMethod::kSsgpayBank, PayMethod::kLpay, PayMethod::kApplepay,
                           PayMethod::kTosspayCard, PayMethod::kTosspayMoney, PayMethod::kAlipay},
               .issue_methods = {PayMethod::kNaverpayCard, PayMethod::kNaverpayPoint,
                                 PayMethod::kKakaopay},
               .tells_ids_only = true},
    .vbank = {.issue = true},
    .required = kRequired,
    .instalments = {.list = QuotaList::kExact},
    .known_faults = kFaults,
    .settings = kSettings,
    .check_order = CheckWindow,
    .check_cancel = WholeInSandbox,
};

}  // namespace portone::gateways
