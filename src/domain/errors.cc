// SPDX-License-Identifier: MIT
#include "domain/errors.h"

#include <utility>

#include "base/join.h"

namespace portone {
namespace {

/// Appends the gateway's code and text to a sentence of the service.
// FIDELITY: gateway-texts
std::string AppendGatewayError(std::string_view sentence, const GatewayError& error) {
  const std::string code = error.code.empty() ? "" : "[" + error.code + "]";
  return std::string(sentence) + " " + code + error.message;
}

}  // namespace

std::string FormatFailReason(const GatewayError& error) {
  if (error.code.empty()) return error.message;
  return Join({"[", error.code, "] ", error.message});
}

namespace errors {

Error MalformedTarget(std::string_view target_problem) {
  return {Errc::kMalformedTarget, Join({"요청 주소를 해석할 수 없습니다. (", target_problem, ")"})};
}
Error MalformedBody(std::string_view body_problem) {
  return {Errc::kMalformedBody, Join({"요청 본문을 해석할 수 없습니다. (", body_problem, ")"})};
}
// FIDELITY: own-texts
Error MissingParameter(std::string_view parameter) {
  return {Errc::kMissingParameter, Join({parameter, " 파라메터가 누락되었습니다."})};
}
// FIDELITY: missing-parameters
Error ParameterRequired(std::string_view parameter) {
  return {Errc::kParameterRequired, Join({"[\"", parameter, "\"] 파라메터는 필수입니다."})};
}
Error ParameterRequiredByGateway(std::string_view message) {
  return {Errc::kParameterRequiredByGateway, std::string(message)};
}
Error InvalidParameter(std::string_view parameter, std::string_view problem) {
  return {Errc::kInvalidParameter,
          Join({parameter, " 파라메터가 올바르지 않습니다. (", problem, ")"})};
}
// FIDELITY: field-lengths
Error TooLong(std::string_view parameter, std::size_t limit) {
  return {Errc::kTooLong,
          Join({parameter, " 파라메터는 최대 ", std::to_string(limit), "자까지 가능합니다."})};
}
Error UnknownPath(std::string_view method, std::string_view path) {
  return {Errc::kUnknownPath, Join({"존재하지 않는 API입니다. (", method, " ", path, ")"})};
}
Error MethodNotAllowed(std::string_view method, std::string_view path) {
  return {Errc::kMethodNotAllowed,
          Join({"지원되지 않는 HTTP method입니다. (", method, " ", path, ")"})};
}

// FIDELITY: get-token
Error CredentialsMissing() {
  return {Errc::kCredentialsMissing, "imp_key, imp_secret 파라메터가 누락되었습니다."};
}
Error CredentialsWrong() {
  return {Errc::kCredentialsWrong, "인증에 실패하였습니다. API키와 secret을 확인하세요."};
}

// FIDELITY: token-refusal
Error Unauthorized() {
  return {Errc::kUnauthorized, "Unauthorized"};
}

// FIDELITY: payment-lookup
Error PaymentNotFound() {
  return {Errc::kPaymentNotFound, "존재하지 않는 결제정보입니다."};
}
Error UnsupportedStatus() {
  return {Errc::kUnsupportedStatus, "지원되지 않는 상태값입니다."};
}
// FIDELITY: cancel
Error CancelTargetMissing() {
  return {Errc::kCancelTargetMissing, "취소하실 imp_uid 또는 merchant_uid를 지정해주셔야합니다."};
}
Error NothingToCancel() {
  return {Errc::kNothingToCancel, "취소할 결제건이 존재하지 않습니다."};
}
Error AlreadyCancelled() {
  return {Errc::kAlreadyCancelled, "이미 전액취소된 주문입니다."};
}
Error CancelExceedsRemaining(std::string_view remaining) {
  return {Errc::kCancelExceedsRemaining,
          Join({"취소 요청금액(amount)이 취소가능 금액을 초과합니다. (취소가능 금액 : ", remaining,
                ")"})};
}
Error ChecksumMismatch(std::string_view remaining) {
  return {
      Errc::kChecksumMismatch,
      Join({"checksum이 취소가능 금액과 일치하지 않습니다. (취소가능 금액 : ", remaining, ")"})};
}
Error CancelTaxExceedsAmount() {
  return {Errc::kCancelTaxExceedsAmount,
          "tax_free와 vat_amount는 취소 금액(amount)과 남은 금액을 초과할 수 없습니다."};
}
// FIDELITY: registration-records
Error KeyIssuanceNotCancellable() {
  return {Errc::kKeyIssuanceNotCancellable,
          "빌링키 발급 건은 취소할 수 없습니다. (결제 승인이 이루어지지 않은 건입니다)"};
}
// FIDELITY: cancel-wait
Error CancelInProgress() {
  return {Errc::kCancelInProgress, "이미 취소가 진행 중인 결제건입니다."};
}
// FIDELITY: payment-lists
Error PageBeyondEnd() {
  return {Errc::kPageBeyondEnd, "page 파라메터가 올바르지 않습니다. (존재하지 않는 페이지입니다)"};
}
// FIDELITY: balance
Error BalanceUnavailable() {
  return {Errc::kBalanceUnavailable,
          "(현재는 PAYCO, KCP만 지원됩니다) 결제건에 대한 금액상세정보가 확인되지 않습니다. 결제 "
          "상태가 paid 또는 cancelled가 아닌 경우 확인되지 않습니다."};
}
// FIDELITY: prepare
Error AlreadyPrepared() {
  return {Errc::kAlreadyPrepared,
          "결제정보 사전등록에 실패하였습니다(이미 등록된 merchant_uid입니다)."};
}
Error PreparedAmountNotFound() {
  return {Errc::kPreparedAmountNotFound, "사전등록된 결제정보가 존재하지 않습니다."};
}
// FIDELITY: merchant-uid-once
Error MerchantUidUsed() {
  return {
      Errc::kMerchantUidUsed,
      "이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)"};
}

// FIDELITY: no-module
// FIDELITY: channel-choice
Error ModuleNotFound() {
  return {Errc::kModuleNotFound, "비인증결제모듈 사용정보를 찾을 수 없습니다."};
}
Error UnknownChannel(const ChannelKey& channel_key) {
  return {Errc::kUnknownChannel,
          Join({"channel_key에 해당하는 채널이 존재하지 않습니다. (", channel_key.text, ")"})};
}
// FIDELITY: super-billing-keys
Error UnknownChannelGroup(const ChannelGroupId& channel_group_id) {
  return {Errc::kUnknownChannelGroup,
          Join({"존재하지 않는 채널 그룹입니다. (", channel_group_id.text, ")"})};
}
// FIDELITY: endpoints
Error OperationUnsupported(std::string_view operation, std::string_view pg) {
  return {Errc::kOperationUnsupported,
          Join({"해당 PG사에서 지원하지 않는 기능입니다. (", pg, " : ", operation, ")"})};
}
Error CurrencyUnsupported(std::string_view pg, std::string_view currency) {
  return {Errc::kCurrencyUnsupported, Join({"currency 파라메터가 올바르지 않습니다. (", pg,
                                            "에서 지원되지 않는 통화입니다 : ", currency, ")"})};
}
// FIDELITY: window
Error PayMethodUnsupported(std::string_view pg, std::string_view pay_method) {
  return {Errc::kPayMethodUnsupported,
          Join({"지원되지 않는 결제수단입니다. (", pg, " : ", pay_method, ")"})};
}
Error NoChannel() {
  return {Errc::kNoChannel, "등록된 PG 설정 정보가 없습니다."};
}
Error PreparedAmountMismatch(std::string_view prepared) {
  return {Errc::kPreparedAmountMismatch,
          Join({"사전등록된 결제금액과 일치하지 않습니다. (사전등록 금액 : ", prepared, ")"})};
}
Error WindowRefused(std::string_view message) {
  return {Errc::kWindowRefused, std::string(message)};
}
// FIDELITY: unknown-customer
Error CustomerNotFound(const CustomerUid& customer_uid) {
  return {Errc::kCustomerNotFound, Join({"요청하신 customer_uid(", customer_uid.text,
                                         ")로 등록된 정보를 찾을 수 없습니다."})};
}
Error CustomerNotFoundAs404(const CustomerUid& customer_uid) {
  return {Errc::kCustomerNotFoundAs404, CustomerNotFound(customer_uid).message};
}
// FIDELITY: customers
Error CustomersNotFound(const std::vector<CustomerUid>& customer_uids) {
  std::string all;
  for (const CustomerUid& customer_uid : customer_uids) {
    if (!all.empty()) all += ", ";
    all += customer_uid.text;
  }
  return {Errc::kCustomersNotFound, CustomerNotFound(CustomerUid(std::move(all))).message};
}
// FIDELITY: again
Error BuyerUnregistered() {
  return {Errc::kBuyerUnregistered, "등록되지 않은 구매자입니다."};
}
// FIDELITY: schedule
Error ScheduleCustomerUnregistered() {
  return {Errc::kScheduleCustomerUnregistered, "등록된 고객정보가 없습니다."};
}
Error ScheduleNotFound() {
  return {Errc::kScheduleNotFound, "존재하지 않는 결제정보입니다."};
}
Error ScheduleInPast(const MerchantUid& merchant_uid) {
  return {Errc::kScheduleInPast,
          Join({"schedule_at은 현재 시각 이후여야 합니다. (", merchant_uid.text, ")"})};
}
Error ScheduleMerchantUidTaken(const MerchantUid& merchant_uid) {
  return {Errc::kScheduleMerchantUidTaken,
          Join({"이미 예약된 merchant_uid입니다. (", merchant_uid.text, ")"})};
}
// FIDELITY: schedule-changes
Error ScheduleNotPending(const MerchantUid& merchant_uid) {
  return {Errc::kScheduleNotPending,
          Join({"이미 실행되었거나 취소된 예약결제입니다. (", merchant_uid.text, ")"})};
}
Error ScheduleNotRetryable(const MerchantUid& merchant_uid) {
  return {Errc::kScheduleNotRetryable,
          Join({"실패했거나 취소된 예약결제만 다시 예약하거나 재시도할 수 있습니다. (",
                merchant_uid.text, ")"})};
}
Error RescheduleInPast(const MerchantUid& merchant_uid) {
  return {Errc::kRescheduleInPast, ScheduleInPast(merchant_uid).message};
}
// FIDELITY: unschedule
Error NothingToUnschedule() {
  return {Errc::kNothingToUnschedule, "취소할 예약결제 기록이 존재하지 않습니다."};
}

// FIDELITY: own-texts
Error CardCodeNotFound(std::string_view code) {
  return {Errc::kCardCodeNotFound,
          Join({"card_standard_code에 해당하는 카드사가 존재하지 않습니다. (", code, ")"})};
}

Error AccountNotFound() {
  return {Errc::kAccountNotFound,
          "계좌정보를 찾을 수 없습니다. 은행코드와 계좌번호를 확인해주세요."};
}

Error BankCodeNotFound(std::string_view code) {
  return {Errc::kBankCodeNotFound,
          Join({"bank_standard_code에 해당하는 은행이 존재하지 않습니다. (", code, ")"})};
}
Error TierNotFound(std::string_view tier_code) {
  return {Errc::kTierNotFound,
          Join({"tier_code에 해당하는 티어가 존재하지 않습니다. (", tier_code, ")"})};
}

Error TierTaken(std::string_view tier_code) {
  return {Errc::kTierTaken, Join({"이미 존재하는 tier_code입니다. (", tier_code, ")"})};
}

// FIDELITY: vbank-issue
Error VbankUnsupported(std::string_view what, std::string_view pg) {
  return {Errc::kVbankUnsupported,
          Join({what, "를 발급하려면 PG사(", pg, ")와 API 가상계좌 계약이 필요합니다."})};
}
Error BankUnknown(std::string_view parameter, std::string_view code) {
  return {Errc::kBankUnknown,
          Join({parameter, "에 해당하는 은행이 존재하지 않습니다. (", code, ")"})};
}
Error VbankDueInPast() {
  return {Errc::kVbankDueInPast, "vbank_due는 현재 시각 이후여야 합니다."};
}
// FIDELITY: vbank-change
Error NotVbank() {
  return {Errc::kNotVbank, "가상계좌 결제건이 아닙니다."};
}
Error VbankNotReady() {
  return {Errc::kVbankNotReady, "입금 대기(ready) 상태의 가상계좌가 아닙니다."};
}
Error VbankChangeUnsupported() {
  return {Errc::kVbankChangeUnsupported, "현재 지원되지 않는 PG사입니다."};
}
// FIDELITY: vbank-refund
Error RefundAccountMissing() {
  return {Errc::kRefundAccountMissing,
          "가상계좌 결제건을 취소하려면 환불받을 계좌의 예금주(refund_holder), "
          "은행코드(refund_bank), 계좌번호(refund_account)를 입력해야 합니다."};
}

// FIDELITY: own-texts
Error WrongGateway(std::string_view required) {
  return {Errc::kWrongGateway, Join({required, " 결제건이 아닙니다."})};
}
Error GatewayFailed(std::string_view message) {
  return {Errc::kGatewayFailed, std::string(message)};
}

// FIDELITY: certifications
Error CertificationNotFound() {
  return {Errc::kCertificationNotFound, "인증결과가 존재하지 않습니다."};
}
// FIDELITY: certification-otp
Error AlreadyCertified() {
  return {Errc::kAlreadyCertified, "이미 완료된 본인인증입니다."};
}
Error CertificationFailed(std::string_view reason) {
  return {Errc::kCertificationFailed, Join({"실패한 본인인증입니다. (", reason, ")"})};
}
Error CertificationHasNoCode() {
  return {Errc::kCertificationHasNoCode, "OTP로 요청된 본인인증이 아닙니다."};
}
Error OtpWrong(std::uint32_t tries_left) {
  return {Errc::kOtpWrong,
          Join({"인증번호가 일치하지 않습니다. (남은 횟수 : ", std::to_string(tries_left), ")"})};
}
Error OtpExpired() {
  return {Errc::kOtpExpired, "인증번호 입력시간이 만료되었습니다."};
}
Error OtpAttemptsExhausted() {
  return {Errc::kOtpAttemptsExhausted, "인증번호 입력 횟수를 초과하였습니다."};
}
Error NotIdentified() {
  return {Errc::kNotIdentified, "입력하신 정보로 본인 확인을 할 수 없습니다."};
}

Error CardRefused(const GatewayError& error) {
  return {Errc::kCardRefused, AppendGatewayError("카드정보 인증에 실패하였습니다.", error), error};
}
Error KeyRefused(const GatewayError& error) {
  return {Errc::kKeyRefused,
          AppendGatewayError("카드정보 인증 및 빌키 발급에 실패하였습니다.", error), error};
}
Error ScheduleCardRefused(const GatewayError& error) {
  return {Errc::kScheduleCardRefused, AppendGatewayError("카드정보 확인에 실패하였습니다.", error),
          error};
}
Error ChargeRefused(const GatewayError& error) {
  return {Errc::kChargeRefused, Join({"결제에 실패하였습니다. ", FormatFailReason(error)}), error};
}
// FIDELITY: cancel-refused
Error CancelRefused(std::string_view tail, const GatewayError& error) {
  return {Errc::kCancelRefused, Join({"결제취소에 실패하였습니다.", tail}), error};
}
Error KeyDeletionRefused(const GatewayError& error) {
  return {Errc::kKeyDeletionRefused, FormatFailReason(error)};
}

Error VbankRefused(const GatewayError& error) {
  return {Errc::kVbankRefused, Join({"가상계좌 발급에 실패하였습니다. ", FormatFailReason(error)}),
          error};
}

}  // namespace errors
}  // namespace portone
