// SPDX-License-Identifier: MIT
#include "gateways/kcp_codes.h"

#include <charconv>
#include <cstdint>

#include "domain/cancellation.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways::kcp {

// FIDELITY: kcp
constexpr std::array<CardFaultText, 26> kCardFaults{{
    {CardCase::kUnknownBin, {"CC14", "카드번호 오류"}},
    {CardCase::kWrongNumber, {"CC14", "카드번호 오류"}},
    {CardCase::kWrongNumber, {"8107", "포맷에러(지불|신용카드|카드번호)"}},
    {CardCase::kWrongNumber, {"8108", "카드번호 오류"}},
    {CardCase::kWrongNumber, {"2204", "유효하지 않은 카드번호 입니다."}},
    {CardCase::kWrongExpiry, {"CC55", "유효기간 오류"}},
    {CardCase::kWrongExpiry, {"8109", "포맷에러(지불|신용카드|유효기간)"}},
    {CardCase::kWrongExpiry, {"8484", "카드유효기간만료"}},
    {CardCase::kWrongCvc, {"CC64", "CVC 오류"}},
    {CardCase::kWrongCvc, {"CC63", "비밀번호 오류"}},
    {CardCase::kWrongCvc, {"8111", "포맷에러(지불|신용카드|비밀번호)"}},
    {CardCase::kWrongCvc, {"CC69", "인증오류 3회초과(당일거래 불가)"}},
    {CardCase::kWrongCvc, {"CC66", "주민번호 오류"}},
    {CardCase::kWrongCvc, {"CC67", "사업자번호 오류(인증)"}},
    {CardCase::kWrongCvc, {"8110", "포맷에러(지불|신용카드|주민번호)"}},
    {CardCase::kDeclined, {"CC03", "카드사 거절(기타사유)"}},
    {CardCase::kInsufficientFunds, {"CC10", "통장 잔액부족"}},
    {CardCase::kLimitExceeded, {"CC08", "1일 한도초과"}},
    {CardCase::kLimitExceeded, {"CC07", "1회 한도초과"}},
    {CardCase::kLimitExceeded, {"CC61", "거래금액 한도초과"}},
    {CardCase::kLost, {"CC04", "분실 혹은 거래불가 카드"}},
    {CardCase::kStolen, {"CC43", "도난카드"}},
    {CardCase::kExpired, {"CC54", "카드유효기간만료 또는 불일치"}},
    {CardCase::kIssuerDown, {"CC98", "카드사 시스템 장애"}},
    {CardCase::kIssuerDown, {"CC72", "카드사 TIMEOUT"}},
    {CardCase::kDeleted, {"CC45", "정지카드"}},
}};

constexpr std::array<FaultText, 40> kKnownFaults{{
    {"3001", "사용자 취소"},
    {"5209", "[배치빌] 존재하지않는(사용불가) GROUP_ID"},
    {"5593", "가맹점 설정 오류( Kcp 문의  요망)"},
    {"8001", "사이트DB설정오류"},
    {"8002", "사이트 KEY 값 검증 오류"},
    {"8011", "복합과세 금액 설정오류"},
    {"8012", "취소불가 (파트너관리자-결제서버 IP 확인)"},
    {"8023", "기승인 취소된 거래"},
    {"8035", "부분취소 최소금액 미만"},
    {"8036", "부분취소 가능금액 초과"},
    {"8037", "부분취소 남은금액 불일치"},
    {"8063", "포맷에러(결제최소금액오류)"},
    {"8094", "중복 거래요청, 처음부터 재시도 요망"},
    {"8102", "신용카드 거래 불가 가맹점"},
    {"8121", "미등록가맹점"},
    {"8127", "미등록가맹점"},
    {"8128", "신용카드 중복거래 요청 거절"},
    {"8129", "테스트거래 금액오류(일시불 1,000~5,004 할부 50,004)"},
    {"8130", "해외카드 거래불가"},
    {"8133", "기취소된 신용카드 거래 취소요청"},
    {"8135", "신용카드 건최소한도 미만"},
    {"8338", "주문번호 중복 거래"},
    {"8386", "부분취소 가능횟수 초과"},
    {"8392", "부분취소 불가 사이트"},
    {"8586", "동일 주문번호 기 등록건"},
    {"8892", "이미 등록된 카드요청"},
    {"9002", "쇼핑몰에서 사이트코드(site_cd)를 보내지 않습니다."},
    {"9010", kBelowLeast.message},
    {"9167", "주문번호 중복 입니다. - 해당 쇼핑몰로 문의하여 주시길 바랍니다."},
    {"CC01", "카드사로 문의"},
    {"CC16", kWrongMonths.message},
    {"CC34", "할부불가가맹점"},
    {"CC35", "KEY-IN불가가맹점"},
    {"CC44", "연체카드"},
    {"CC47", "할부불가카드"},
    {"CC65", "사용횟수 초과"},
    {"CC84", "사업자번호 오류"},
    {"CC99", "KCP 시스템 장애"},
    {"CCA1", "원거래 없음"},
    {"CCC0", "카드사 시스템 점검 중입니다.(점검시간 이후에 다시 시도해주세요.)"},
}};

namespace {

constexpr int kLumpSum = 1;

std::string_view SettingOf(const Channel& channel, std::string_view name) {
  return Setting(Of(channel.pg), channel, name);
}

GatewayFault Say(const Channel& channel, std::string_view code) {
  return Of(channel.pg).FindFault(code).value();
}

std::optional<GatewayFault> SiteFault(const Channel& channel) {
  const std::string_view site = SettingOf(channel, "site");
  if (site == "wrong_code") return Say(channel, "8001");
  if (site == "wrong_key") return Say(channel, "8002");
  if (site == "unregistered") return Say(channel, "8121");
  return std::nullopt;
}

bool ChargesCard(const GatewayAsk& ask) {
  const bool in_window = ask.occasion == Occasion::kWindow;
  if (in_window) return ask.customer_uid == nullptr && ask.method == PayMethod::kCard;
  return ask.occasion == Occasion::kOnetime || ask.occasion == Occasion::kAgain ||
         ask.occasion == Occasion::kScheduled;
}

/// KCP stores and charges keys under a batch group that the merchant creates in KCP's own console.
// FIDELITY: kcp-batch-group
bool LacksGroup(const GatewayAsk& ask) {
  if (ask.customer_uid == nullptr) return false;
  return SettingOf(ask.channel, "batch_group_id").empty() ||
         SettingOf(ask.channel, "batch_group_status") != "approved";
}

/// A channel of KCP's test site takes these amounts and no others.
bool IsTestAmount(const Order& order) {
  constexpr std::int64_t kLeast = 1'000;
  constexpr std::int64_t kMost = 5'004;
  constexpr std::int64_t kInInstalments = 50'004;
  const std::int64_t won = order.amount.minor;
  if (order.card_quota > kLumpSum) return won == kInInstalments;
  return won >= kLeast && won <= kMost;
}

std::optional<GatewayFault> MonthsFault(const Channel& channel, const Order& order) {
  constexpr std::int64_t kUsualLeast = 50'000;
  if (order.card_quota <= kLumpSum) return std::nullopt;
  const std::string_view allowed = SettingOf(channel, "instalments");
  if (allowed == "none") return Say(channel, "CC34");
  if (allowed == "from_50000" && order.amount.minor < kUsualLeast) return kWrongMonths.Fault();
  return std::nullopt;
}

/// A whole number that a setting allows, or nothing for a word.
std::optional<std::int64_t> NumberIn(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// What the merchant has cancelled in KCP's own console, past PortOne, cannot be cancelled again.
std::optional<GatewayFault> CancelledElsewhere(const CancelAsk& ask, bool whole) {
  const std::string_view cancelled = SettingOf(ask.channel, "cancelled_at_kcp");
  const bool by_card = ask.payment.pay_method == PayMethod::kCard;
  if (cancelled == "all") return Say(ask.channel, by_card ? "8133" : "8023");
  if (cancelled == "part") return Say(ask.channel, whole ? "8036" : "8037");
  return std::nullopt;
}

std::optional<GatewayFault> WrongPart(const CancelAsk& ask, Money amount) {
  const Channel& channel = ask.channel;
  if (SettingOf(channel, "partial_cancel") == "no") return Say(channel, "8392");
  const auto least = NumberIn(SettingOf(channel, "partial_cancel_least"));
  if (least && amount.minor < *least) return Say(channel, "8035");
  const auto times = NumberIn(SettingOf(channel, "partial_cancel_times"));
  const auto done = static_cast<std::int64_t>(ask.payment.cancellations.size());
  if (times && done >= *times) return Say(channel, "8386");
  return std::nullopt;
}

}  // namespace

std::optional<GatewayFault> WrongSite(const GatewayAsk& ask) {
  if (ask.occasion == Occasion::kDelete) return std::nullopt;
  return SiteFault(ask.channel);
}

std::optional<GatewayFault> LacksContract(const GatewayAsk& ask) {
  if (ask.occasion == Occasion::kDelete) return std::nullopt;
  if (ChargesCard(ask) && SettingOf(ask.channel, "issuer_review") == "pending") {
    return Say(ask.channel, "8102");
  }
  if (LacksGroup(ask)) return Say(ask.channel, "5209");
  return std::nullopt;
}

std::optional<GatewayFault> NotChargeable(const GatewayAsk& ask) {
  if (!ChargesCard(ask)) return std::nullopt;
  if (auto fault = MonthsFault(ask.channel, ask.order)) return fault;
  const bool tests = SettingOf(ask.channel, "test_amounts") == "on";
  if (tests && !IsTestAmount(ask.order)) return Say(ask.channel, "8129");
  return std::nullopt;
}

// FIDELITY: kcp-cancel
std::optional<GatewayFault> NotCancellable(const CancelAsk& ask) {
  const Channel& channel = ask.channel;
  const CancelRequest& request = ask.request;
  if (auto fault = SiteFault(channel)) return fault;
  if (SettingOf(channel, "cancel_ip") == "unregistered") return Say(channel, "8012");
  const Money remaining = Remaining(ask.payment);
  const Money amount = request.amount && !request.amount->IsZero() ? *request.amount : remaining;
  const bool whole = amount == remaining;
  if (auto fault = CancelledElsewhere(ask, whole)) return fault;
  if (amount != ask.payment.order.amount) {
    if (auto fault = WrongPart(ask, amount)) return fault;
  }
  const bool silent = !ask.payment.order.tax_free.IsZero() && !request.tax_free;
  if (silent && SettingOf(channel, "cancel_tax_free") == "required") return Say(channel, "8011");
  return std::nullopt;
}

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

}  // namespace portone::gateways::kcp
