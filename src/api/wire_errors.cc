// SPDX-License-Identifier: MIT
#include "api/wire_errors.h"

#include <array>

#include "domain/errors.h"

namespace portone::api {
namespace {

struct Row {
  Errc errc;
  WireError wire;
};

// FIDELITY: wire-errors
constexpr std::array<Row, static_cast<std::size_t>(Errc::kCount)> kRows{{
    {Errc::kMalformedTarget, {400, -1}},
    {Errc::kMalformedBody, {400, -1}},
    {Errc::kMissingParameter, {400, -1}},
    {Errc::kParameterRequired, {200, 1}},
    {Errc::kParameterRequiredByGateway, {400, -1}},
    {Errc::kInvalidParameter, {400, -1}},
    {Errc::kTooLong, {200, 1}},
    {Errc::kUnknownPath, {404, -1}},
    {Errc::kMethodNotAllowed, {405, -1}},
    {Errc::kCrossOriginPage, {403, -1}},
    {Errc::kPaymentMeansUnsupported, {400, -1}},
    {Errc::kBankNotApplicable, {400, -1}},
    {Errc::kCredentialsMissing, {400, -1}},
    {Errc::kCredentialsWrong, {401, -1}},
    {Errc::kUnauthorized, {401, -1}},
    {Errc::kTooManySandboxes, {503, -1}},
    {Errc::kMemoryFull, {503, -1}},
    {Errc::kAdvancing, {409, -1}},
    {Errc::kPaymentNotFound, {404, -1}},
    {Errc::kUnsupportedStatus, {400, -1}},
    {Errc::kCancelTargetMissing, {400, -1}},
    {Errc::kNothingToCancel, {200, 1}},
    {Errc::kAlreadyCancelled, {200, 1}},
    {Errc::kCancelExceedsRemaining, {200, 1}},
    {Errc::kChecksumMismatch, {200, 1}},
    {Errc::kCancelTaxExceedsAmount, {200, 1}},
    {Errc::kKeyIssuanceNotCancellable, {200, 1}},
    {Errc::kCancelInProgress, {200, 1}},
    {Errc::kMerchantUidUsed, {200, 1}},
    {Errc::kPageBeyondEnd, {400, -1}},
    {Errc::kBalanceUnavailable, {404, -1}},
    {Errc::kAlreadyPrepared, {200, 1}},
    {Errc::kPreparedAmountNotFound, {404, -1}},
    {Errc::kModuleNotFound, {200, 1}},
    {Errc::kUnknownChannel, {200, 1}},
    {Errc::kUnknownChannelGroup, {200, 1}},
    {Errc::kOperationUnsupported, {200, 1}},
    {Errc::kCurrencyUnsupported, {400, -1}},
    {Errc::kPayMethodUnsupported, {200, 1}},
    {Errc::kNoChannel, {200, 1}},
    {Errc::kPreparedAmountMismatch, {200, 1}},
    {Errc::kWindowRefused, {200, 1}},
    {Errc::kCustomerNotFound, {200, 1}},
    {Errc::kCustomerNotFoundAs404, {404, -1}},
    {Errc::kCustomersNotFound, {404, -1}},
    {Errc::kBuyerUnregistered, {200, 1}},
    {Errc::kScheduleCustomerUnregistered, {200, 1}},
    {Errc::kScheduleNotFound, {404, -1}},
    {Errc::kScheduleInPast, {200, 1}},
    {Errc::kScheduleMerchantUidTaken, {200, 1}},
    {Errc::kScheduleNotPending, {400, -1}},
    {Errc::kScheduleNotRetryable, {400, -1}},
    {Errc::kRescheduleInPast, {400, -1}},
    {Errc::kNothingToUnschedule, {200, 1}},
    {Errc::kWebhookNotFound, {404, -1}},
    {Errc::kCardCodeNotFound, {404, -1}},
    {Errc::kBankCodeNotFound, {404, -1}},
    {Errc::kAccountNotFound, {404, -1}},
    {Errc::kTierNotFound, {404, -1}},
    {Errc::kTierTaken, {200, 1}},
    {Errc::kVbankUnsupported, {200, 1}},
    {Errc::kBankUnknown, {200, 1}},
    {Errc::kVbankDueInPast, {200, 1}},
    {Errc::kNotVbank, {400, -1}},
    {Errc::kVbankNotReady, {400, -1}},
    {Errc::kVbankChangeUnsupported, {400, -1}},
    {Errc::kDepositRefused, {409, -1}},
    {Errc::kWrongGateway, {400, -1}},
    {Errc::kGatewayFailed, {500, -1}},
    {Errc::kRefundAccountMissing, {200, 1}},
    {Errc::kProductOrderNotFound, {404, -1}},
    {Errc::kProductOrderRefused, {409, -1}},
    {Errc::kCertificationNotFound, {404, -1}},
    {Errc::kAlreadyCertified, {400, -1}},
    {Errc::kCertificationFailed, {400, -1}},
    {Errc::kCertificationHasNoCode, {400, -1}},
    {Errc::kOtpWrong, {400, -1}},
    {Errc::kOtpExpired, {400, -1}},
    {Errc::kOtpAttemptsExhausted, {400, -1}},
    {Errc::kNotIdentified, {400, -1}},
    {Errc::kGatewayUnsupported, {400, -1}},
    {Errc::kDeliveryRefused, {409, -1}},
    {Errc::kDeliveryAlreadyRegistered, {409, -1}},
    {Errc::kDeliveryNotChangeable, {409, -1}},
    {Errc::kDeliveryNotFound, {409, -1}},
    {Errc::kEscrowDecisionRefused, {409, -1}},
    {Errc::kOrderStatusUnknown, {400, -1}},
    {Errc::kOrderStatusRefused, {400, -1}},
    {Errc::kPartnersUnsupported, {501, -1}},
    {Errc::kPartnerSalesRefused, {400, -1}},
    {Errc::kQuickMemberNotFound, {404, -1}},
    {Errc::kAutopayKeyNotFound, {404, -1}},
    {Errc::kPreparationTaken, {409, -1}},
    {Errc::kPreparationNotFound, {404, -1}},
    {Errc::kPreparationUsed, {400, -1}},
    {Errc::kReceiptNotFound, {404, -1}},
    {Errc::kReceiptNeverIssued, {400, -1}},
    {Errc::kReceiptUnsupported, {501, -1}},
    {Errc::kReceiptNotForMethod, {400, -1}},
    {Errc::kReceiptNotPaid, {400, -1}},
    {Errc::kReceiptAlreadyIssued, {400, -1}},
    {Errc::kReceiptAlreadyCancelled, {400, -1}},
    {Errc::kReceiptNotApplicable, {400, -1}},
    {Errc::kNotStorePayment, {400, -1}},
    {Errc::kStoreSlipNotReady, {400, -1}},
    {Errc::kStoreSlipExpiryInPast, {200, 1}},
    {Errc::kStorePaymentRefused, {409, -1}},
    {Errc::kCardRefused, {200, -1}},
    {Errc::kKeyRefused, {200, -1}},
    {Errc::kScheduleCardRefused, {200, 1}},
    {Errc::kChargeRefused, {200, -1}},
    {Errc::kCancelRefused, {200, -1}},
    {Errc::kKeyDeletionRefused, {200, -1}},
    {Errc::kVbankRefused, {200, -1}},
    {Errc::kReceiptRefused, {500, -1}},
    {Errc::kReceiptCancelRefused, {500, -1}},
    {Errc::kStoreSlipRefused, {200, -1}},
    {Errc::kFaultInjected, {503, -1}},
    {Errc::kPoisoned, {500, -1}},
}};

constexpr bool RowsMatchEnumOrder() {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (static_cast<std::size_t>(kRows.at(i).errc) != i) return false;
  }
  return true;
}
static_assert(RowsMatchEnumOrder(), "one row per Errc, in the order of the enum");

}  // namespace

int GetSuccessStatus(bool is_complete) {
  constexpr int kOk = 200;
  constexpr int kMultiStatus = 207;
  return is_complete ? kOk : kMultiStatus;
}

WireError ToWireError(Errc code) {
  return kRows.at(static_cast<std::size_t>(code)).wire;
}

}  // namespace portone::api
