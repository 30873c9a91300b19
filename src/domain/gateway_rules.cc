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
constexpr std::array<CardErrorText, 12> kCommonCardErrors{{
    {CardOutcome::kUnknownBin, {"EM01", "카드번호 오류"}},
    {CardOutcome::kWrongNumber, {"EM01", "카드번호 오류"}},
    {CardOutcome::kWrongExpiry, {"EM02", "유효기간 오류"}},
    {CardOutcome::kWrongCvc, {"EM17", "CVC 오류"}},
    {CardOutcome::kDeclined, {"EM03", "카드사 거절"}},
    {CardOutcome::kInsufficientFunds, {"EM04", "잔액 부족"}},
    {CardOutcome::kLimitExceeded, {"EM05", "한도 초과"}},
    {CardOutcome::kLost, {"EM06", "분실 카드"}},
    {CardOutcome::kStolen, {"EM18", "도난 카드"}},
    {CardOutcome::kExpired, {"EM07", "유효기간 만료"}},
    {CardOutcome::kIssuerDown, {"EM08", "카드사 시스템 장애"}},
    {CardOutcome::kDeleted, {"EM09", "정지 카드"}},
}};
static_assert(kCommonCardErrors.size() == EnumNames<CardOutcome>::kNames.size() - 1,
              "each outcome but kApproved needs a common text");

const ErrorText* FindText(std::span<const CardErrorText> rows, CardOutcome card_outcome) {
  for (const CardErrorText& row : rows) {
    if (row.card_outcome == card_outcome) return &row.text;
  }
  return nullptr;
}

}  // namespace

namespace hooks {

std::optional<GatewayError> AcceptAnyRequest(const GatewayRequest& /*request*/) {
  return std::nullopt;
}

std::optional<GatewayError> AcceptAnyVbank(const Channel& /*channel*/,
                                           const VbankRequest& /*request*/) {
  return std::nullopt;
}

std::optional<GatewayError> AcceptAnyCancel(const CancelContext& /*context*/) {
  return std::nullopt;
}

std::optional<DeferredResult> ResolveAtOnce(const GatewayRequest& /*request*/) {
  return std::nullopt;
}

std::optional<Duration> CancelAtOnce(const Channel& /*channel*/, const Payment& /*payment*/) {
  return std::nullopt;
}

ReturnBy ChooseReturnByDevice(const GatewayRequest& request) {
  return request.device == Device::kMobile ? ReturnBy::kRedirect : ReturnBy::kCallback;
}

KeyReservation ReserveNothing(const GatewayRequest& /*request*/) {
  return {};
}

}  // namespace hooks

GatewayError GatewayRules::FindCardError(CardOutcome card_outcome) const {
  const ErrorText* text = FindText(card_errors, card_outcome);
  if (text == nullptr) text = FindText(kCommonCardErrors, card_outcome);
  PORTONE_INVARIANT(text != nullptr, "a good card has no error text");
  return text->ToError();
}

std::optional<GatewayError> GatewayRules::FindError(std::string_view error_code) const {
  for (const CardErrorText& row : card_errors) {
    if (row.text.code == error_code) return row.text.ToError();
  }
  for (const ErrorText& text : known_errors) {
    if (text.code == error_code) return text.ToError();
  }
  return std::nullopt;
}

std::optional<CardOutcome> GatewayRules::FindCardOutcome(std::string_view error_code) const {
  for (const CardErrorText& row : card_errors) {
    if (row.text.code == error_code) return row.card_outcome;
  }
  return std::nullopt;
}

std::string_view GetSetting(const GatewayRules& rules, const Channel& channel,
                            std::string_view name) {
  for (const SettingRule& rule : rules.settings) {
    if (rule.name != name) continue;
    const auto found = channel.settings.find(std::string(name));
    return found == channel.settings.end() ? rule.default_value : std::string_view(found->second);
  }
  throw InvariantViolation(std::string(rules.code) + " has no setting " + std::string(name));
}

Duration GetSecondsSetting(const GatewayRules& rules, const Channel& channel,
                           std::string_view name) {
  const std::string_view text = GetSetting(rules, channel, name);
  int seconds = 0;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  return std::chrono::seconds{seconds};
}

bool CanStoreKeys(const GatewayRules& rules, const Channel& channel) {
  for (const KnownMerchantId& known : rules.merchant_ids) {
    if (known.pg_id == channel.pg_id) return known.stores_keys;
  }
  return true;
}

std::optional<std::string> CheckSetting(const SettingRule& rule, std::string_view value) {
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
