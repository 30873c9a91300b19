// SPDX-License-Identifier: MIT
#include "domain/gateway_rules.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/invariant.h"
#include "domain/payment.h"

namespace portone {
namespace {

/// For gateways whose own codes are not public.
// FIDELITY: common-card-faults
constexpr std::array<CardFaultText, 12> kCommonCardFaults{{
    {CardCase::kUnknownBin, {"EM01", "카드번호 오류"}},
    {CardCase::kWrongNumber, {"EM01", "카드번호 오류"}},
    {CardCase::kWrongExpiry, {"EM02", "유효기간 오류"}},
    {CardCase::kWrongCvc, {"EM17", "CVC 오류"}},
    {CardCase::kDeclined, {"EM03", "카드사 거절"}},
    {CardCase::kInsufficientFunds, {"EM04", "잔액 부족"}},
    {CardCase::kLimitExceeded, {"EM05", "한도 초과"}},
    {CardCase::kLost, {"EM06", "분실 카드"}},
    {CardCase::kStolen, {"EM18", "도난 카드"}},
    {CardCase::kExpired, {"EM07", "유효기간 만료"}},
    {CardCase::kIssuerDown, {"EM08", "카드사 시스템 장애"}},
    {CardCase::kDeleted, {"EM09", "정지 카드"}},
}};

const FaultText* FindText(std::span<const CardFaultText> rows, CardCase card_case) {
  for (const CardFaultText& row : rows) {
    if (row.card_case == card_case) return &row.text;
  }
  return nullptr;
}

}  // namespace

namespace hooks {

std::optional<GatewayFault> Unrestricted(const GatewayAsk& /*request*/) {
  return std::nullopt;
}

std::optional<GatewayFault> VbankUnrestricted(const Channel& /*channel*/,
                                              const VbankRequest& /*request*/) {
  return std::nullopt;
}

std::optional<GatewayFault> CancelUnrestricted(const CancelAsk& /*context*/) {
  return std::nullopt;
}

std::optional<Wait> NoWait(const GatewayAsk& /*request*/) {
  return std::nullopt;
}

std::optional<Duration> NoCancelWait(const Channel& /*channel*/, const Payment& /*payment*/) {
  return std::nullopt;
}

ReturnBy ReturnByDevice(const GatewayAsk& request) {
  return request.device == Device::kMobile ? ReturnBy::kRedirect : ReturnBy::kCallback;
}

Claims NoClaims(const GatewayAsk& /*request*/) {
  return {};
}

std::string NumericTid(const TidSource& source) {
  constexpr std::uint64_t kFourteenDigits = 100'000'000'000'000;
  const std::string digits = std::to_string(source.number % kFourteenDigits);
  return std::string(14 - digits.size(), '0') + digits;
}

std::string MaskWithStars(std::string_view digits) {
  std::string masked(digits);
  for (std::size_t i = 6; i < masked.size() && i < 12; ++i)
    masked[i] = '*';
  return masked;
}

std::optional<std::string> NoReceipt(const Payment& /*payment*/) {
  return std::nullopt;
}

}  // namespace hooks

GatewayFault GatewayRules::CardFault(CardCase card_case) const {
  const FaultText* text = FindText(card_faults, card_case);
  if (text == nullptr) text = FindText(kCommonCardFaults, card_case);
  PORTONE_INVARIANT(text != nullptr, "a good card has no error text");
  return text->Fault();
}

std::optional<GatewayFault> GatewayRules::FindFault(std::string_view error_code) const {
  for (const CardFaultText& row : card_faults) {
    if (row.text.code == error_code) return row.text.Fault();
  }
  for (const FaultText& text : known_faults) {
    if (text.code == error_code) return text.Fault();
  }
  return std::nullopt;
}

std::optional<CardCase> GatewayRules::CaseOf(std::string_view error_code) const {
  for (const CardFaultText& row : card_faults) {
    if (row.text.code == error_code) return row.card_case;
  }
  return std::nullopt;
}

std::string_view Setting(const GatewayRules& rules, const Channel& channel, std::string_view name) {
  for (const SettingRule& rule : rules.settings) {
    if (rule.name != name) continue;
    const auto found = channel.settings.find(std::string(name));
    return found == channel.settings.end() ? rule.default_value : std::string_view(found->second);
  }
  throw InvariantViolation(std::string(rules.code) + " has no setting " + std::string(name));
}

Duration SecondsSetting(const GatewayRules& rules, const Channel& channel, std::string_view name) {
  const std::string_view text = Setting(rules, channel, name);
  int seconds = 0;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  return std::chrono::seconds{seconds};
}

std::optional<std::string> SettingProblem(const SettingRule& rule, std::string_view value) {
  if (rule.kind == SettingKind::kSeconds) {
    constexpr int kSecondsPerDay = 86'400;
    int seconds = -1;
    const char* const last = value.data() + value.size();
    const auto [end, ec] = std::from_chars(value.data(), last, seconds);
    if (ec == std::errc{} && end == last && seconds >= 0 && seconds <= kSecondsPerDay) {
      return std::nullopt;
    }
    return "must be a whole number of seconds from 0 to 86400, not \"" + std::string(value) + "\"";
  }
  const auto& allowed = rule.allowed;
  const bool valid =
      allowed.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end();
  if (valid) return std::nullopt;
  std::string message = "must be one of";
  for (const std::string_view one : allowed)
    message += " \"" + std::string(one) + "\"";
  return message + ", not \"" + std::string(value) + "\"";
}

}  // namespace portone
