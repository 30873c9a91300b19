// SPDX-License-Identifier: MIT
// Every error that a caller can get, and its message. api/wire_errors.cc maps them to HTTP statuses
// and wire codes. To be included where a code or a factory is named; domain/result.h is enough for
// everything else, so that a new error does not rebuild it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.h"
#include "domain/result.h"

namespace portone {

enum class Errc : std::uint8_t {
  // The request itself.
  kMalformedTarget,
  kMalformedBody,
  kMissingParameter,
  kParameterRequired,
  kParameterRequiredByGateway,
  kInvalidParameter,
  kTooLong,
  kUnknownPath,
  kMethodNotAllowed,
  kCrossOriginPage,
  kPaymentMeansUnsupported,
  kBankNotApplicable,
  // Authentication and the sandbox.
  kCredentialsMissing,
  kCredentialsWrong,
  kUnauthorized,
  kTooManySandboxes,
  kMemoryFull,
  kAdvancing,
  // Payments.
  kPaymentNotFound,
  kUnsupportedStatus,
  kCancelTargetMissing,
  kNothingToCancel,
  kAlreadyCancelled,
  kCancelExceedsRemaining,
  kChecksumMismatch,
  kCancelTaxExceedsAmount,
  kKeyIssuanceNotCancellable,
  kCancelInProgress,
  kMerchantUidUsed,
  kPageBeyondEnd,
  kBalanceUnavailable,
  kAlreadyPrepared,
  kPreparedAmountNotFound,
  // Channels, billing keys, schedules.
  kModuleNotFound,
  kUnknownChannel,
  kUnknownChannelGroup,
  kOperationUnsupported,
  kCurrencyUnsupported,
  kPayMethodUnsupported,
  kNoChannel,
  kPreparedAmountMismatch,
  kWindowRefused,
  kCustomerNotFound,
  kCustomerNotFoundAs404,
  kCustomersNotFound,
  kBuyerUnregistered,
  kScheduleCustomerUnregistered,
  kScheduleNotFound,
  kScheduleInPast,
  kScheduleMerchantUidTaken,
  kScheduleNotPending,
  kScheduleNotRetryable,
  kRescheduleInPast,
  kNothingToUnschedule,
  kWebhookNotFound,
  // Code tables and tiers.
  kCardCodeNotFound,
  kBankCodeNotFound,
  kAccountNotFound,
  kTierNotFound,
  kTierTaken,
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
  kProductOrderNotFound,
  kProductOrderRefused,
  // Certifications.
  kCertificationNotFound,
  kAlreadyCertified,
  kCertificationFailed,
  kCertificationHasNoCode,
  kOtpWrong,
  kOtpExpired,
  kOtpAttemptsExhausted,
  kNotIdentified,
  // Escrow, the status of orders, partners.
  kGatewayUnsupported,
  kDeliveryRefused,
  kDeliveryAlreadyRegistered,
  kDeliveryNotChangeable,
  kDeliveryNotFound,
  kEscrowDecisionRefused,
  kOrderStatusUnknown,
  kOrderStatusRefused,
  kPartnersUnsupported,
  kPartnerSalesRefused,
  // Quick pay and points.
  kQuickMemberNotFound,
  kAutopayKeyNotFound,
  kPreparationTaken,
  kPreparationNotFound,
  kPreparationUsed,
  // Cash receipts.
  kReceiptNotFound,
  kReceiptNeverIssued,
  kReceiptUnsupported,
  kReceiptNotForMethod,
  kReceiptNotPaid,
  kReceiptAlreadyIssued,
  kReceiptAlreadyCancelled,
  kReceiptNotApplicable,
  // Convenience stores.
  kNotStorePayment,
  kStoreSlipNotReady,
  kStoreSlipExpiryInPast,
  kStorePaymentRefused,
  // Refused by a gateway; its code and text are in the message.
  kCardRefused,
  kKeyRefused,
  kScheduleCardRefused,
  kChargeRefused,
  kCancelRefused,
  kKeyDeletionRefused,
  kVbankRefused,
  kReceiptRefused,
  kReceiptCancelRefused,
  kStoreSlipRefused,
  // The emulator itself.
  kFaultInjected,
  kPoisoned,
  kCount,
};

/// The only place where errors are constructed, so that all messages are in errors.cc.
namespace errors {

Error MalformedTarget(std::string_view target_problem);
Error MalformedBody(std::string_view body_problem);
Error MissingParameter(std::string_view parameter);
/// The same for the operations that issue and charge keys, where the service words it differently.
Error ParameterRequired(std::string_view parameter);
/// The same, with the gateway's own message.
Error ParameterRequiredByGateway(std::string_view message);
/// `problem` says what is wrong with the value: texts::kNotANumber.
Error InvalidParameter(std::string_view parameter, std::string_view problem);
Error TooLong(std::string_view parameter, std::size_t limit);
Error UnknownPath(std::string_view method, std::string_view path);
Error MethodNotAllowed(std::string_view method, std::string_view path);
/// `origin` is that of the page, "" when the request does not name it.
Error CrossOriginPage(std::string_view origin);
/// Of the control API: there is no wallet to spend `pays_with` ("money") from.
Error PaymentMeansUnsupported(std::string_view pays_with, std::string_view pay_method);
/// Of the control API: a payment by `pay_method` has no bank.
Error BankNotApplicable(std::string_view pay_method);

Error CredentialsMissing();
Error CredentialsWrong();
Error Unauthorized();
Error TooManySandboxes(std::size_t limit);
/// `limit` is in bytes.
Error MemoryFull(std::size_t limit);
/// An allocation failed in a call that changes nothing. Code: MemoryFull.
Error OutOfMemory();
/// No thread could be started for a call. Code: MemoryFull.
Error OutOfThreads();
Error Advancing();

Error PaymentNotFound();
Error UnsupportedStatus();
Error CancelTargetMissing();
Error NothingToCancel();
Error AlreadyCancelled();
Error CancelExceedsRemaining(std::string_view remaining);
Error ChecksumMismatch(std::string_view remaining);
Error CancelTaxExceedsAmount();
/// For a payment that only issued a billing key: no money moved.
Error KeyIssuanceNotCancellable();
/// The gateway has accepted another cancellation of the payment and not yet completed it.
Error CancelInProgress();
Error MerchantUidUsed();
Error PageBeyondEnd();
Error BalanceUnavailable();
Error AlreadyPrepared();
Error PreparedAmountNotFound();

/// The merchant has no such channel, or its gateway does not serve the operation.
Error ModuleNotFound();
/// For calls of the control API that name a channel.
Error UnknownChannel(const ChannelKey& channel_key);
Error UnknownChannelGroup(const ChannelGroupId& channel_group_id);
/// For a payment window; `operation` is a noun phrase: "결제창 방식의 일반결제".
Error OperationUnsupported(std::string_view operation, std::string_view pg);
Error CurrencyUnsupported(std::string_view pg, std::string_view currency);
Error PayMethodUnsupported(std::string_view pg, std::string_view pay_method);
/// The merchant has no channels.
Error NoChannel();
/// The order was prepared with another amount or currency.
Error PreparedAmountMismatch(std::string_view prepared);
/// PortOne itself refuses to open a window, for a reason that depends on the gateway.
Error WindowRefused(std::string_view message);
Error CustomerNotFound(const CustomerUid& customer_uid);
Error CustomerNotFoundAs404(const CustomerUid& customer_uid);
/// None of the requested customers was found.
Error CustomersNotFound(const std::vector<CustomerUid>& customer_uids);
Error BuyerUnregistered();
Error ScheduleCustomerUnregistered();
Error ScheduleNotFound();
Error ScheduleInPast(const MerchantUid& merchant_uid);
Error ScheduleMerchantUidTaken(const MerchantUid& merchant_uid);
/// The schedule was executed or revoked and can no longer be moved.
Error ScheduleNotPending(const MerchantUid& merchant_uid);
/// The schedule neither failed nor was revoked and cannot be retried.
Error ScheduleNotRetryable(const MerchantUid& merchant_uid);
/// The new time is not in the future.
Error RescheduleInPast(const MerchantUid& merchant_uid);
Error NothingToUnschedule();
Error WebhookNotFound(std::string_view delivery_id);

Error CardCodeNotFound(std::string_view code);
Error BankCodeNotFound(std::string_view code);
Error AccountNotFound();
Error TierNotFound(std::string_view tier_code);
Error TierTaken(std::string_view tier_code);

Error VbankUnsupported(std::string_view what, std::string_view pg);
Error BankUnknown(std::string_view parameter, std::string_view code);
Error VbankDueInPast();
Error NotVbank();
Error VbankNotReady();
Error VbankChangeUnsupported();
/// `reason` completes the sentence "the bank refuses the deposit: ...".
Error DepositRefused(std::string_view reason);
Error RefundAccountMissing();

/// For an operation of a single gateway. `required` is its name: "네이버페이".
Error WrongGateway(std::string_view required);
/// The gateway returned an error that the service reports as HTTP 500.
Error GatewayFailed(std::string_view message);

Error ProductOrderNotFound();
/// Outside the merchant's code: an operation that is not possible. `reason` completes the sentence
/// "the product order refuses: ...".
Error ProductOrderRefused(std::string_view reason);

Error CertificationNotFound();
/// The person of a certification is known already.
Error AlreadyCertified();
/// The certification has failed, for the `reason` that is stored.
Error CertificationFailed(std::string_view reason);
/// A window's certification has no code to enter.
Error CertificationHasNoCode();
Error OtpWrong(std::uint32_t tries_left);
Error OtpExpired();
Error OtpAttemptsExhausted();
/// Name, birthday, gender and carrier are not those of the telephone's owner.
Error NotIdentified();

/// The gateway has no such operation.
Error GatewayUnsupported();
/// No delivery can be registered: the payment is not an escrow payment, or not paid.
Error DeliveryRefused();
Error DeliveryAlreadyRegistered();
/// The buyer has decided, or the payment was cancelled.
Error DeliveryNotChangeable();
Error DeliveryNotFound();
/// Of the control API: `status` is that of the delivery, "" without one.
Error EscrowDecisionRefused(std::string_view decision, std::string_view status);
/// The gateway's own words for a status that it does not know.
Error OrderStatusUnknown(std::string_view status);
/// An order whose status is `from` cannot become `to`.
Error OrderStatusRefused(std::string_view from, std::string_view to);
Error PartnersUnsupported();
/// `reason` is a sentence of texts.h.
Error PartnerSalesRefused(std::string_view reason);

Error QuickMemberNotFound(std::string_view member_id);
Error AutopayKeyNotFound(const CustomerUid& customer_uid);
Error PreparationTaken(const MerchantUid& merchant_uid);
Error PreparationNotFound(const MerchantUid& merchant_uid);
/// The prepared operation has already taken place.
Error PreparationUsed(const MerchantUid& merchant_uid);

Error ReceiptNotFound(const ImpUid& imp_uid);
/// The same for an order number of an external receipt.
Error ExternalReceiptNotFound(const MerchantUid& merchant_uid);
/// A cancellation of a receipt that does not exist.
Error ReceiptNeverIssued(const ImpUid& imp_uid);
Error ReceiptUnsupported();
/// The payment was not made in cash.
Error ReceiptNotForMethod();
/// The payment is not paid, or nothing of it remains.
Error ReceiptNotPaid();
Error ReceiptAlreadyIssued();
Error ExternalReceiptAlreadyIssued();
Error ReceiptAlreadyCancelled();
/// Of the control API: a payment by `pay_method` has no cash receipt.
Error ReceiptNotApplicable(std::string_view pay_method);

Error NotStorePayment();
Error StoreSlipNotReady();
Error StoreSlipExpiryInPast();
/// `reason` completes the sentence "the store refuses the payment: ...".
Error StorePaymentRefused(std::string_view reason);

Error CardRefused(const GatewayError& error);
Error KeyRefused(const GatewayError& error);
Error ScheduleCardRefused(const GatewayError& error);
Error ChargeRefused(const GatewayError& error);
/// `tail` is the gateway's code and text in the format of CancelRules::refusal_format.
Error CancelRefused(std::string_view tail, const GatewayError& error);
/// The gateway refuses to give up a billing key.
Error KeyDeletionRefused(const GatewayError& error);
Error VbankRefused(const GatewayError& error);
Error ReceiptRefused(const GatewayError& error);
Error ReceiptCancelRefused(const GatewayError& error);
/// The gateway does not issue or register the slip.
Error StoreSlipRefused(const GatewayError& error);

/// The error of an injected fault, with the fault's own message.
Error FaultInjected(std::string_view message);
/// An invariant was violated in this sandbox; `what` is the violation's message.
Error Poisoned(std::string_view what, std::uint64_t seed, std::uint64_t journal_position);
/// An allocation failed during a change of this sandbox. Code: Poisoned.
Error PoisonedByMemory();

}  // namespace errors

/// The `fail_reason` of a declined charge: "[CC03] 카드사 거절(기타사유)".
std::string FormatFailReason(const GatewayError& error);

}  // namespace portone
