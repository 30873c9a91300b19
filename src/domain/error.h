// SPDX-License-Identifier: MIT
// Every refusal that a caller can meet, and its wording. What HTTP status and wire code each one
// becomes is api/wire_errors.cc's business.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/ids.h"

namespace portone {

enum class Errc : std::uint8_t {
  // The request itself.
  kMalformedTarget,
  kMalformedBody,
  kMissingParameter,
  kInvalidParameter,
  kTooLong,
  kUnknownPath,
  kMethodNotAllowed,
  kNotBuilt,
  // Who asks.
  kCredentialsMissing,
  kCredentialsWrong,
  kUnauthorized,
  kTooManySandboxes,
  kAdvancing,
  // Payments.
  kPaymentNotFound,
  kUnsupportedStatus,
  kCancelTargetMissing,
  kCancelNotFound,
  kAlreadyCancelled,
  kCancelExceedsRemaining,
  kChecksumMismatch,
  kCancelTaxExceeds,
  kRegistrationKept,
  kCancelUnderWay,
  kMerchantUidUsed,
  kPageBeyondEnd,
  kBalanceUnavailable,
  kAlreadyRegistered,
  kRegistrationNotFound,
  // Channels, billing keys, schedules.
  kUnknownChannel,
  kUnknownChannelGroup,
  kIssueUnsupported,
  kOperationUnsupported,
  kCurrencyUnsupported,
  kMethodUnsupported,
  kNoChannel,
  kRegistrationMismatch,
  kCustomerNotFound,
  kCustomerNotFoundStrict,
  kCustomersNotFound,
  kBuyerUnregistered,
  kScheduleCustomerUnregistered,
  kScheduleNotFound,
  kScheduleInPast,
  kScheduleUidTaken,
  kScheduleNotPending,
  kScheduleNotRepeatable,
  kScheduleTimePast,
  kNothingToUnschedule,
  kDeliveryNotFound,
  // Code tables and tiers.
  kCardCodeNotFound,
  kBankCodeNotFound,
  kTierNotFound,
  // Virtual accounts.
  kVbankUnsupported,
  kBankUnknown,
  kVbankDueInPast,
  kNotVbank,
  kVbankNotReady,
  kVbankChangeUnsupported,
  kDepositRefused,
  kWrongGateway,
  kGatewayFailed,
  kRefundAccountMissing,
  // What a gateway refused; the gateway's own code and text are in the message.
  kCardRefused,
  kKeyRefused,
  kScheduleCardRefused,
  kChargeRefused,
  kCancelRefused,
  kVbankRefused,
  // The emulator itself.
  kFaultInjected,
  kPoisoned,
  kCount,
};

/// A gateway's own code and text, passed through unchanged: {"CC14", "카드번호 오류"}.
struct GatewayFault {
  std::string code;
  std::string message;

  friend bool operator==(const GatewayFault&, const GatewayFault&) = default;
};

struct Error {
  Errc code;
  std::string message;
  std::optional<GatewayFault> gateway{};  ///< what a gateway said, where one did
};

template <class T>
using Result = BasicResult<T, Error>;

/// The only place where errors are built, so that all wording is in error.cc.
namespace errors {

Error MalformedTarget(std::string_view target_problem);
Error MalformedBody(std::string_view body_problem);
Error MissingParameter(std::string_view parameter);
/// `problem` completes the sentence "parameter must be ...": "a number".
Error InvalidParameter(std::string_view parameter, std::string_view problem);
Error TooLong(std::string_view parameter, std::size_t limit);
Error UnknownPath(std::string_view method, std::string_view path);
Error MethodNotAllowed(std::string_view method, std::string_view path);
Error NotBuilt(std::string_view method, std::string_view path);

Error CredentialsMissing();
Error CredentialsWrong();
Error Unauthorized();
Error TooManySandboxes(std::size_t limit);
Error Advancing();

Error PaymentNotFound();
Error UnsupportedStatus();
Error CancelTargetMissing();
Error CancelNotFound();
Error AlreadyCancelled();
Error CancelExceedsRemaining(std::string_view remaining);
Error ChecksumMismatch(std::string_view remaining);
Error CancelTaxExceeds();
/// Of a payment that only registered a key: no money moved.
Error RegistrationKept();
/// The gateway has accepted another cancellation of the payment and not done it yet.
Error CancelUnderWay();
Error MerchantUidUsed();
Error PageBeyondEnd();
Error BalanceUnavailable();
Error AlreadyRegistered();
Error RegistrationNotFound();

Error UnknownChannel(const ChannelKey& channel_key);
Error UnknownChannelGroup(const ChannelGroupId& channel_group_id);
Error IssueUnsupported(std::string_view pg);
/// `operation` is a sentence's subject: "비인증 결제(onetime)".
Error OperationUnsupported(std::string_view operation, std::string_view pg);
Error CurrencyUnsupported(std::string_view pg, std::string_view currency);
Error MethodUnsupported(std::string_view pg, std::string_view pay_method);
/// Of a merchant who has none.
Error NoChannel();
/// An order that was announced with another amount or currency.
Error RegistrationMismatch(std::string_view announced);
Error CustomerNotFound(const CustomerUid& customer_uid);
Error CustomerNotFoundStrict(const CustomerUid& customer_uid);
/// None of those asked for.
Error CustomersNotFound(const std::vector<CustomerUid>& customer_uids);
Error BuyerUnregistered();
Error ScheduleCustomerUnregistered();
Error ScheduleNotFound();
Error ScheduleInPast(const MerchantUid& merchant_uid);
Error ScheduleUidTaken(const MerchantUid& merchant_uid);
/// Of a schedule that exists: executed or revoked, and so not to be moved.
Error ScheduleNotPending(const MerchantUid& merchant_uid);
/// Neither revoked nor failed, and so not to be tried again.
Error ScheduleNotRepeatable(const MerchantUid& merchant_uid);
/// The new time is not in the future.
Error ScheduleTimePast(const MerchantUid& merchant_uid);
Error NothingToUnschedule();
Error DeliveryNotFound(std::string_view delivery);

Error CardCodeNotFound(std::string_view code);
Error BankCodeNotFound(std::string_view code);
Error TierNotFound(std::string_view tier_code);

Error VbankUnsupported(std::string_view what, std::string_view pg);
Error BankUnknown(std::string_view parameter, std::string_view code);
Error VbankDueInPast();
Error NotVbank();
Error VbankNotReady();
Error VbankChangeUnsupported();
/// `why` completes the sentence "the bank refuses the deposit: ...".
Error DepositRefused(std::string_view why);
Error RefundAccountMissing();

/// Of an operation that only one gateway has: "네이버페이".
Error WrongGateway(std::string_view wanted);
/// The gateway answered with an error where the service answers with HTTP 500.
Error GatewayFailed(std::string_view message);

Error CardRefused(const GatewayFault& fault);
Error KeyRefused(const GatewayFault& fault);
Error ScheduleCardRefused(const GatewayFault& fault);
Error ChargeRefused(const GatewayFault& fault);
Error CancelRefused(const GatewayFault& fault);
Error VbankRefused(const GatewayFault& fault);

/// What a fault of the sandbox asked for; its own text, if it has one.
Error FaultInjected(std::string_view message);
Error Poisoned(std::string_view what, std::uint64_t seed, std::uint64_t journal_position);

}  // namespace errors

/// The text that a declined charge leaves in `fail_reason`: "[CC03] 카드사 거절(기타사유)".
std::string FailReason(const GatewayFault& fault);

}  // namespace portone
