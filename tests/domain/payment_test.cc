// SPDX-License-Identifier: MIT
#include "domain/payment.h"

#include <tuple>

#include "domain/calendar.h"
#include "domain/schedule.h"
#include "domain/webhook_delivery.h"
#include "support/catch.h"

namespace portone {
namespace {

Payment MakePayment(Money amount) {
  Payment payment;
  payment.order.amount = amount;
  return payment;
}

void AddCancellation(Payment& payment, std::int64_t minor) {
  Cancellation cancellation;
  cancellation.amount = {minor, payment.order.amount.currency};
  payment.cancellations.push_back(cancellation);
}

TEST_CASE("payment: every status converts to text and back", "[domain][payment]") {
  const auto [status, text] = GENERATE(table<PaymentStatus, std::string>({
      {PaymentStatus::kReady, "ready"},
      {PaymentStatus::kPaid, "paid"},
      {PaymentStatus::kCancelled, "cancelled"},
      {PaymentStatus::kFailed, "failed"},
  }));
  CHECK(Name(status) == text);
  CHECK(Parse<PaymentStatus>(text) == status);
}

TEST_CASE("payment: a status must be spelled exactly", "[domain][payment]") {
  const std::string text = GENERATE("", "all", "PAID", "paid ", "canceled");
  CHECK_FALSE(Parse<PaymentStatus>(text));
}

TEST_CASE("payment: each cancellation reduces the remaining amount", "[domain][payment]") {
  Payment payment = MakePayment(Won(10'000));
  CHECK(GetCancelledAmount(payment) == Won(0));
  CHECK(GetRemainingAmount(payment) == Won(10'000));
  AddCancellation(payment, 3'000);
  AddCancellation(payment, 2'000);
  CHECK(GetCancelledAmount(payment) == Won(5'000));
  CHECK(GetRemainingAmount(payment) == Won(5'000));
  CHECK(payment.order.amount == Won(10'000));
}

TEST_CASE("payment: the remaining amount is in the payment's currency", "[domain][payment]") {
  Payment payment = MakePayment({1'000, Currency::kUsd});
  CHECK(GetCancelledAmount(payment) == Money{0, Currency::kUsd});
  AddCancellation(payment, 250);
  CHECK(GetRemainingAmount(payment) == Money{750, Currency::kUsd});
}

TEST_CASE("payment: only a payment that has been paid blocks its order number",
          "[domain][payment]") {
  const auto [status, blocks] = GENERATE(table<PaymentStatus, bool>({
      {PaymentStatus::kReady, false},
      {PaymentStatus::kPaid, true},
      {PaymentStatus::kCancelled, true},
      {PaymentStatus::kFailed, false},
  }));
  Payment payment = MakePayment(Won(1'000));
  payment.status = status;
  CHECK(WasPaid(payment) == blocks);
}

TEST_CASE("order: missing buyer fields are filled individually", "[domain][order]") {
  Buyer preferred;
  preferred.name = "Kim";
  preferred.email = "";
  const Buyer fallback{"Lee", "010", "lee@shop", "Seoul", "04524"};
  const Buyer completed = MergeBuyers(preferred, fallback);
  CHECK(completed.name == "Kim");
  CHECK(completed.tel == "010");
  CHECK(completed.email == "");
  CHECK(completed.addr == "Seoul");
  CHECK(completed.postcode == "04524");
  CHECK_FALSE(MergeBuyers({}, {}).name);
}

TEST_CASE("schedule: every status has a text", "[domain][schedule]") {
  CHECK(Name(ScheduleStatus::kScheduled) == "scheduled");
  CHECK(Name(ScheduleStatus::kExecuted) == "executed");
  CHECK(Name(ScheduleStatus::kRevoked) == "revoked");
}

TEST_CASE("schedule: the default name is the recorded one", "[domain][schedule]") {
  CHECK(MakeDefaultScheduleName(CustomerUid("kim"), FromUnixSeconds(1'661'284'500)) ==
        "kim 고객에 대한 2022-08-24 04:55:00 예약 결제");
}

TEST_CASE("delivery: a response is a success or a failure under each retry rule",
          "[domain][delivery]") {
  // Status; success and retry with kErrors; success and retry with kNon200.
  const auto [status, success, retry, success_200, retry_200] =
      GENERATE(table<int, bool, bool, bool, bool>({{0, false, true, false, true},
                                                   {199, false, false, false, true},
                                                   {200, true, false, true, false},
                                                   {204, true, false, false, true},
                                                   {299, true, false, false, true},
                                                   {302, false, false, false, true},
                                                   {404, false, false, false, true},
                                                   {500, false, true, false, true},
                                                   {599, false, true, false, true}}));
  CAPTURE(status);
  HttpResult result;
  result.status = status;
  CHECK(IsSuccess(result, RetryOn::kErrors) == success);
  CHECK(ShouldRetry(result, RetryOn::kErrors) == retry);
  CHECK(IsSuccess(result, RetryOn::kNon200) == success_200);
  CHECK(ShouldRetry(result, RetryOn::kNon200) == retry_200);
}

TEST_CASE("delivery: every state has a text", "[domain][delivery]") {
  CHECK(Name(WebhookDeliveryState::kPending) == "pending");
  CHECK(Name(WebhookDeliveryState::kDelivered) == "delivered");
  CHECK(Name(WebhookDeliveryState::kFailed) == "failed");
}

}  // namespace
}  // namespace portone
