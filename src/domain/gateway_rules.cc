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
constexpr std::array<CardErrorText, 17> kCommonCardErrors{{
    {CardOutcome::kUnknownBin, {"EM01", "카드번호 오류"}},
    {CardOutcome::kWrongNumber, {"EM01", "카드번호 오류"}},
    {CardOutcome::kWrongExpiry, {"EM02", "유효기간 오류"}},
    {CardOutcome::kWrongCvc, {"EM17", "CVC 오류"}},
    {CardOutcome::kWrongPassword, {"EM19", "카드 비밀번호 오류"}},
    {CardOutcome::kWrongBirth, {"EM20", "생년월일 또는 사업자등록번호 오류"}},
    {CardOutcome::kTooManyPasswordTries, {"EM21", "카드 비밀번호 오류 횟수 초과"}},
    {CardOutcome::kCardNotSupported, {"EM22", "사용할 수 없는 카드사의 카드"}},
    {CardOutcome::kKbOnTestMid, {"EM23", "테스트 상점아이디에서 사용할 수 없는 카드"}},
    {CardOutcome::kDeclined, {"EM03", "카드사 거절"}},
    {CardOutcome::kInsufficientFunds, {"EM04", "잔액 부족"}},
    {CardOutcome::kLimitExceeded, {"EM05", "한도 초과"}},
    {CardOutcome::kLost, {"EM06", "분실 카드"}},
    {CardOutcome::kStolen, {"EM18", "도난 카드"}},
    {CardOutcome::kExpired, {"EM07", "유효기간 만료"}},
    {CardOutcome::kIssuerDown, {"EM08", "카드사 시스템 장애"}},
    {CardOutcome::kRevoked, {"EM09", "정지 카드"}},
}};
static_assert(kCommonCardErrors.size() == EnumNames<CardOutcome>::kNames.size() - 1,
              "each outcome but kApproved needs a common text");

// FIDELITY: named-refusals
constexpr std::array<CancelErrorText, 4> kCommonCancelErrors{{
    {CancelRefusal::kAlreadyCancelledAtGateway, {"EM24", "이미 취소된 거래"}, TextSource::kOurs},
    {CancelRefusal::kNoPartialCancelCheckCard,
     {"EM25", "부분취소 불가능 거래(전체취소 요망)"},
     TextSource::kRecorded},
    {CancelRefusal::kNoPartialCancelEasyPay,
     {"EM26", "간편결제는 부분취소할 수 없습니다"},
     TextSource::kOurs},
    {CancelRefusal::kExceedsUnsettledAmount,
     {"EM27", "취소금액이 미정산 금액보다 큽니다."},
     TextSource::kRecorded},
}};
static_assert(kCommonCancelErrors.size() == EnumNames<CancelRefusal>::kNames.size(),
              "each refusal needs a common text");

/// A text for this operation alone takes precedence over the general text of the case.
const CardErrorText* FindText(std::span<const CardErrorText> rows, CardOutcome card_outcome,
                              Operation operation) {
  const CardErrorText* found = nullptr;
  for (const CardErrorText& row : rows) {
    if (row.card_outcome != card_outcome) continue;
    if (row.operations.Has(operation)) return &row;
    if (row.operations.empty() && found == nullptr) found = &row;
  }
  return found;
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

ReturnBy ReturnByCallback(const GatewayRequest& /*request*/) {
  return ReturnBy::kCallback;
}

KeyReservation ReserveNothing(const GatewayRequest& /*request*/) {
  return {};
}

}  // namespace hooks

CardErrorText GatewayRules::DescribeCardError(CardOutcome card_outcome, Operation operation) const {
  const CardErrorText* row = FindText(card_errors, card_outcome, operation);
  if (row != nullptr) return *row;
  row = FindText(kCommonCardErrors, card_outcome, operation);
  PORTONE_INVARIANT(row != nullptr, "a good card has no error text");
  return {card_outcome, row->text, TextSource::kOurs};
}

GatewayError GatewayRules::FindCardError(CardOutcome card_outcome, Operation operation) const {
  return DescribeCardError(card_outcome, operation).text.ToError();
}

CancelErrorText GatewayRules::DescribeCancelError(CancelRefusal cancel_refusal) const {
  for (const CancelErrorText& row : cancel_errors) {
    if (row.cancel_refusal == cancel_refusal) return row;
  }
  return kCommonCancelErrors.at(static_cast<std::size_t>(cancel_refusal));
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

const ErrorText& GetErrorText(const CertificationRules& rules, CertificationRefusal refusal) {
  switch (refusal) {
    case CertificationRefusal::kWrongField:
      return rules.wrong_field;
    case CertificationRefusal::kWrongMerchant:
      return rules.wrong_merchant;
    case CertificationRefusal::kUnderage:
      return rules.underage;
    case CertificationRefusal::kNotIdentified:
      break;
  }
  return rules.not_identified;
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
  const bool is_valid =
      allowed.empty() || std::find(allowed.begin(), allowed.end(), value) != allowed.end();
  if (is_valid) return std::nullopt;
  std::string message = "must be one of";
  for (const std::string_view one : allowed)
    message += " \"" + std::string(one) + "\"";
  return message + ", not \"" + std::string(value) + "\"";
}

}  // namespace portone
