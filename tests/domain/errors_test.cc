// SPDX-License-Identifier: MIT
#include "domain/errors.h"

#include <vector>

#include "support/catch.h"
#include "support/golden_file.h"

namespace portone {
namespace {

struct Row {
  std::string_view name;
  Errc code;
  Error error;
};

std::vector<Row> RequestErrors() {
  return {
      {"kMalformedTarget", Errc::kMalformedTarget, errors::MalformedTarget("bad escape")},
      {"kMalformedBody", Errc::kMalformedBody, errors::MalformedBody("bad JSON at 1")},
      {"kMissingParameter", Errc::kMissingParameter, errors::MissingParameter("amount")},
      {"kInvalidParameter", Errc::kInvalidParameter, errors::InvalidParameter("amount", "숫자")},
      {"kTooLong", Errc::kTooLong, errors::TooLong("merchant_uid", 40)},
      {"kUnknownPath", Errc::kUnknownPath, errors::UnknownPath("GET", "/nowhere")},
      {"kMethodNotAllowed", Errc::kMethodNotAllowed, errors::MethodNotAllowed("PUT", "/users")},
      {"kNotBuilt", Errc::kNotImplemented, errors::NotImplemented("POST", "/vbanks")},
      {"kCredentialsMissing", Errc::kCredentialsMissing, errors::CredentialsMissing()},
      {"kCredentialsWrong", Errc::kCredentialsWrong, errors::CredentialsWrong()},
      {"kUnauthorized", Errc::kUnauthorized, errors::Unauthorized()},
      {"kTooManySandboxes", Errc::kTooManySandboxes, errors::TooManySandboxes(10'000)},
      {"kAdvancing", Errc::kAdvancing, errors::Advancing()},
  };
}

std::vector<Row> PaymentErrors() {
  return {
      {"kPaymentNotFound", Errc::kPaymentNotFound, errors::PaymentNotFound()},
      {"kUnsupportedStatus", Errc::kUnsupportedStatus, errors::UnsupportedStatus()},
      {"kCancelTargetMissing", Errc::kCancelTargetMissing, errors::CancelTargetMissing()},
      {"kCancelNotFound", Errc::kCancelNotFound, errors::CancelNotFound()},
      {"kAlreadyCancelled", Errc::kAlreadyCancelled, errors::AlreadyCancelled()},
      {"kCancelExceedsRemaining", Errc::kCancelExceedsRemaining,
       errors::CancelExceedsRemaining("6000")},
      {"kChecksumMismatch", Errc::kChecksumMismatch, errors::ChecksumMismatch("6000")},
      {"kCancelTaxExceeds", Errc::kCancelTaxExceeds, errors::CancelTaxExceeds()},
      {"kRegistrationKept", Errc::kKeyIssueNotCancellable, errors::KeyIssueNotCancellable()},
      {"kCancelUnderWay", Errc::kCancelInProgress, errors::CancelInProgress()},
      {"kMerchantUidUsed", Errc::kMerchantUidUsed, errors::MerchantUidUsed()},
      {"kPageBeyondEnd", Errc::kPageBeyondEnd, errors::PageBeyondEnd()},
      {"kBalanceUnavailable", Errc::kBalanceUnavailable, errors::BalanceUnavailable()},
      {"kAlreadyRegistered", Errc::kAlreadyPrepared, errors::AlreadyPrepared()},
      {"kRegistrationNotFound", Errc::kPreparedAmountNotFound, errors::PreparedAmountNotFound()},
  };
}

std::vector<Row> SubscriptionErrors() {
  const CustomerUid kim("kim");
  const MerchantUid order("order-1");
  return {
      {"kUnknownChannel", Errc::kUnknownChannel, errors::UnknownChannel(ChannelKey("channel-9"))},
      {"kUnknownChannelGroup", Errc::kUnknownChannelGroup,
       errors::UnknownChannelGroup(ChannelGroupId("group-9"))},
      {"kIssueUnsupported", Errc::kIssueUnsupported, errors::IssueUnsupported("kakaopay")},
      {"kOperationUnsupported", Errc::kOperationUnsupported,
       errors::OperationUnsupported("비인증 결제(onetime)", "naverpay")},
      {"kCurrencyUnsupported", Errc::kCurrencyUnsupported,
       errors::CurrencyUnsupported("kcp", "USD")},
      {"kMethodUnsupported", Errc::kMethodUnsupported, errors::MethodUnsupported("nice", "paypal")},
      {"kNoChannel", Errc::kNoChannel, errors::NoChannel()},
      {"kRegistrationMismatch", Errc::kPreparedAmountMismatch,
       errors::PreparedAmountMismatch("1000")},
      {"kCustomerNotFound", Errc::kCustomerNotFound, errors::CustomerNotFound(kim)},
      {"kCustomerNotFoundStrict", Errc::kCustomerNotFoundStrict,
       errors::CustomerNotFoundStrict(kim)},
      {"kCustomersNotFound", Errc::kCustomersNotFound,
       errors::CustomersNotFound({kim, CustomerUid("lee")})},
      {"kBuyerUnregistered", Errc::kBuyerUnregistered, errors::BuyerUnregistered()},
      {"kScheduleCustomerUnregistered", Errc::kScheduleCustomerUnregistered,
       errors::ScheduleCustomerUnregistered()},
      {"kScheduleNotFound", Errc::kScheduleNotFound, errors::ScheduleNotFound()},
      {"kScheduleInPast", Errc::kScheduleInPast, errors::ScheduleInPast(order)},
      {"kScheduleUidTaken", Errc::kScheduleUidTaken, errors::ScheduleUidTaken(order)},
      {"kScheduleNotPending", Errc::kScheduleNotPending, errors::ScheduleNotPending(order)},
      {"kScheduleNotRepeatable", Errc::kScheduleNotRetryable, errors::ScheduleNotRetryable(order)},
      {"kScheduleTimePast", Errc::kScheduleTimePast, errors::ScheduleTimePast(order)},
      {"kNothingToUnschedule", Errc::kNothingToUnschedule, errors::NothingToUnschedule()},
      {"kDeliveryNotFound", Errc::kWebhookNotFound, errors::WebhookNotFound("7")},
  };
}

std::vector<Row> CodeErrors() {
  return {
      {"kCardCodeNotFound", Errc::kCardCodeNotFound, errors::CardCodeNotFound("999")},
      {"kBankCodeNotFound", Errc::kBankCodeNotFound, errors::BankCodeNotFound("999")},
      {"kTierNotFound", Errc::kTierNotFound, errors::TierNotFound("AB1")},
  };
}

std::vector<Row> VbankErrors() {
  return {
      {"kVbankUnsupported", Errc::kVbankUnsupported, errors::VbankUnsupported("가상계좌", "kcp")},
      {"kBankUnknown", Errc::kBankUnknown, errors::BankUnknown("vbank_code", "999")},
      {"kVbankDueInPast", Errc::kVbankDueInPast, errors::VbankDueInPast()},
      {"kNotVbank", Errc::kNotVbank, errors::NotVbank()},
      {"kVbankNotReady", Errc::kVbankNotReady, errors::VbankNotReady()},
      {"kVbankChangeUnsupported", Errc::kVbankChangeUnsupported, errors::VbankChangeUnsupported()},
      {"kDepositRefused", Errc::kDepositRefused, errors::DepositRefused("it is closed")},
      {"kWrongGateway", Errc::kWrongGateway, errors::WrongGateway("네이버페이")},
      {"kGatewayFailed", Errc::kGatewayFailed,
       errors::GatewayFailed("포인트를 적립할 수 없습니다")},
      {"kRefundAccountMissing", Errc::kRefundAccountMissing, errors::RefundAccountMissing()},
  };
}

std::vector<Row> GatewayAndOwnErrors() {
  const GatewayError fault{"F113", "거래거절 카드번호틀림"};
  return {
      {"kCardRefused", Errc::kCardRefused, errors::CardRefused(fault)},
      {"kKeyRefused", Errc::kKeyRefused, errors::KeyRefused(fault)},
      {"kScheduleCardRefused", Errc::kScheduleCardRefused, errors::ScheduleCardRefused(fault)},
      {"kChargeRefused", Errc::kChargeRefused, errors::ChargeRefused(fault)},
      {"kCancelRefused", Errc::kCancelRefused, errors::CancelRefused(fault)},
      {"kVbankRefused", Errc::kVbankRefused, errors::VbankRefused(fault)},
      {"kFaultInjected", Errc::kFaultInjected, errors::FaultInjected("down for lunch")},
      {"kPoisoned", Errc::kPoisoned, errors::Poisoned("the till is empty", 7, 42)},
  };
}

std::vector<Row> AllErrors() {
  std::vector<Row> all;
  for (const auto& rows : {RequestErrors(), PaymentErrors(), SubscriptionErrors(), CodeErrors(),
                           VbankErrors(), GatewayAndOwnErrors()}) {
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

TEST_CASE("errors: each factory uses the code of its name", "[domain][error]") {
  for (const Row& row : AllErrors()) {
    CAPTURE(row.name);
    CHECK(row.error.code == row.code);
    CHECK_FALSE(row.error.message.empty());
  }
}

TEST_CASE("errors: every code is listed once and in order", "[domain][error]") {
  const std::vector<Row> rows = AllErrors();
  REQUIRE(rows.size() == static_cast<std::size_t>(Errc::kCount));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(rows[i].name);
    CHECK(static_cast<std::size_t>(rows[i].code) == i);
  }
}

TEST_CASE("errors: every message matches the golden file", "[domain][error][golden]") {
  std::string text = "# Every refusal and its wording: what callers read in `message`.\n";
  for (const Row& row : AllErrors()) {
    text += std::string(row.name) + ": " + row.error.message + "\n";
  }
  const std::string difference = testing::DifferenceFromGolden("errors.txt", text);
  INFO(difference);
  CHECK(difference.empty());
}

TEST_CASE("errors: the reason of a declined charge is the gateway's code and text",
          "[domain][error]") {
  CHECK(FailReason({"CC03", "카드사 거절(기타사유)"}) == "[CC03] 카드사 거절(기타사유)");
}

}  // namespace
}  // namespace portone
