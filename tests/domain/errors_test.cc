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

/// The row of a code, made by the factory of the same name. There is none for a code without a
/// factory: that does not compile.
#define ROW(Name, ...)                                  \
  Row {                                                 \
    "k" #Name, Errc::k##Name, errors::Name(__VA_ARGS__) \
  }

std::vector<Row> RequestErrors() {
  return {
      ROW(MalformedTarget, "bad escape"),
      ROW(MalformedBody, "bad JSON at 1"),
      ROW(MissingParameter, "amount"),
      ROW(ParameterRequired, "expiry"),
      ROW(ParameterRequiredByGateway, "이니시스 빌링결제는 상품명이 필수입니다."),
      ROW(InvalidParameter, "amount", "숫자"),
      ROW(TooLong, "merchant_uid", 40),
      ROW(UnknownPath, "GET", "/nowhere"),
      ROW(MethodNotAllowed, "PUT", "/users"),
      ROW(CrossOriginPage, "https://other.test"),
      ROW(PaymentMeansUnsupported, "money", "trans"),
      ROW(BankNotApplicable, "card"),
      ROW(CredentialsMissing),
      ROW(CredentialsWrong),
      ROW(Unauthorized),
      ROW(TooManySandboxes, 10'000),
      ROW(MemoryFull, 1'000'000),
      ROW(Advancing),
  };
}

std::vector<Row> PaymentErrors() {
  return {
      ROW(PaymentNotFound),           ROW(UnsupportedStatus),
      ROW(CancelTargetMissing),       ROW(NothingToCancel),
      ROW(AlreadyCancelled),          ROW(CancelExceedsRemaining, "6000"),
      ROW(ChecksumMismatch, "6000"),  ROW(CancelTaxExceedsAmount),
      ROW(KeyIssuanceNotCancellable), ROW(CancelInProgress),
      ROW(MerchantUidUsed),           ROW(PageBeyondEnd),
      ROW(BalanceUnavailable),        ROW(AlreadyPrepared),
      ROW(PreparedAmountNotFound),
  };
}

std::vector<Row> FollowUpErrors() {
  const MerchantUid order("order-1");
  return {
      ROW(GatewayUnsupported),         ROW(DeliveryRefused),
      ROW(DeliveryAlreadyRegistered),  ROW(DeliveryNotChangeable),
      ROW(DeliveryNotFound),           ROW(EscrowDecisionRefused, "deny", "confirmed"),
      ROW(OrderStatusUnknown, "asdf"), ROW(OrderStatusRefused, "CANCELED", "DELIVERY_START"),
      ROW(PartnersUnsupported),        ROW(PartnerSalesRefused, "결제가 완료된 결제건이 아닙니다."),
      ROW(QuickMemberNotFound, "m1"),  ROW(AutopayKeyNotFound, CustomerUid("kim")),
      ROW(PreparationTaken, order),    ROW(PreparationNotFound, order),
      ROW(PreparationUsed, order),
  };
}

std::vector<Row> SubscriptionErrors() {
  const CustomerUid kim("kim");
  const MerchantUid order("order-1");
  return {
      ROW(ModuleNotFound),
      ROW(UnknownChannel, ChannelKey("channel-9")),
      ROW(UnknownChannelGroup, ChannelGroupId("group-9")),
      ROW(OperationUnsupported, "결제창 방식의 일반결제", "kcp_billing"),
      ROW(CurrencyUnsupported, "kcp", "USD"),
      ROW(PayMethodUnsupported, "nice", "paypal"),
      ROW(NoChannel),
      ROW(PreparedAmountMismatch, "1000"),
      ROW(WindowRefused, "리디렉션 URL은 필수 입력입니다."),
      ROW(CustomerNotFound, kim),
      ROW(CustomerNotFoundAs404, kim),
      ROW(CustomersNotFound, {kim, CustomerUid("lee")}),
      ROW(BuyerUnregistered),
      ROW(ScheduleCustomerUnregistered),
      ROW(ScheduleNotFound),
      ROW(ScheduleInPast, order),
      ROW(ScheduleMerchantUidTaken, order),
      ROW(ScheduleNotPending, order),
      ROW(ScheduleNotRetryable, order),
      ROW(RescheduleInPast, order),
      ROW(NothingToUnschedule),
      ROW(WebhookNotFound, "7"),
  };
}

std::vector<Row> CodeErrors() {
  return {
      ROW(CardCodeNotFound, "999"), ROW(BankCodeNotFound, "999"), ROW(AccountNotFound),
      ROW(TierNotFound, "AB1"),     ROW(TierTaken, "AB1"),
  };
}

std::vector<Row> VbankErrors() {
  return {
      ROW(VbankUnsupported, "가상계좌", "kcp"),
      ROW(BankUnknown, "vbank_code", "999"),
      ROW(VbankDueInPast),
      ROW(NotVbank),
      ROW(VbankNotReady),
      ROW(VbankChangeUnsupported),
      ROW(DepositRefused, "it is closed"),
      ROW(WrongGateway, "네이버페이"),
      ROW(GatewayFailed, "포인트를 적립할 수 없습니다"),
      ROW(RefundAccountMissing),
      ROW(ProductOrderNotFound),
      ROW(ProductOrderRefused, "it is DELIVERED"),
  };
}

std::vector<Row> CertificationErrors() {
  return {
      ROW(CertificationNotFound),  ROW(AlreadyCertified), ROW(CertificationFailed, "[X1] no"),
      ROW(CertificationHasNoCode), ROW(OtpWrong, 2),      ROW(OtpExpired),
      ROW(OtpAttemptsExhausted),   ROW(NotIdentified),
  };
}

std::vector<Row> CashErrors() {
  return {
      ROW(ReceiptNotFound, ImpUid("imp_1")),
      ROW(ReceiptNeverIssued, ImpUid("imp_1")),
      ROW(ReceiptUnsupported),
      ROW(ReceiptNotForMethod),
      ROW(ReceiptNotPaid),
      ROW(ReceiptAlreadyIssued),
      ROW(ReceiptAlreadyCancelled),
      ROW(ReceiptNotApplicable, "card"),
      ROW(NotStorePayment),
      ROW(StoreSlipNotReady),
      ROW(StoreSlipExpiryInPast),
      ROW(StorePaymentRefused, "the slip has been used (already paid)"),
  };
}

std::vector<Row> GatewayAndOwnErrors() {
  const GatewayError fault{"F113", "거래거절 카드번호틀림"};
  return {
      ROW(CardRefused, fault),
      ROW(KeyRefused, fault),
      ROW(ScheduleCardRefused, fault),
      ROW(ChargeRefused, fault),
      ROW(CancelRefused, " 거래거절 카드번호틀림", fault),
      ROW(KeyDeletionRefused, fault),
      ROW(VbankRefused, fault),
      ROW(ReceiptRefused, fault),
      ROW(ReceiptCancelRefused, fault),
      ROW(StoreSlipRefused, fault),
      ROW(FaultInjected, "down for lunch"),
      ROW(Poisoned, "the till is empty", 7, 42),
  };
}

std::vector<Row> AllErrors() {
  std::vector<Row> all;
  for (const auto& rows :
       {RequestErrors(), PaymentErrors(), SubscriptionErrors(), CodeErrors(), VbankErrors(),
        CertificationErrors(), FollowUpErrors(), CashErrors(), GatewayAndOwnErrors()}) {
    all.insert(all.end(), rows.begin(), rows.end());
  }
  return all;
}

TEST_CASE("errors: every code has the factory of its name, and no two factories share a code",
          "[domain][error]") {
  const std::vector<Row> rows = AllErrors();
  REQUIRE(rows.size() == static_cast<std::size_t>(Errc::kCount));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(rows[i].name);
    CHECK(static_cast<std::size_t>(rows[i].code) == i);
    CHECK(rows[i].error.code == rows[i].code);
    CHECK_FALSE(rows[i].error.message.empty());
  }
}

TEST_CASE("errors: every message matches the golden file", "[domain][error][golden]") {
  std::string text = "# Every refusal and its wording: what callers read in `message`.\n";
  for (const Row& row : AllErrors()) {
    text += std::string(row.name) + ": " + row.error.message + "\n";
  }
  const std::string difference = testing::CompareWithGolden("errors.txt", text);
  INFO(difference);
  CHECK(difference.empty());
}

TEST_CASE("errors: the reason of a declined charge is the gateway's code and text",
          "[domain][error]") {
  CHECK(FormatFailReason({"CC03", "카드사 거절(기타사유)"}) == "[CC03] 카드사 거절(기타사유)");
}

}  // namespace
}  // namespace portone
