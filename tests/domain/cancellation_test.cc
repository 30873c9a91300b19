// SPDX-License-Identifier: MIT
#include "domain/cancellation.h"

#include <tuple>

#include "domain/errors.h"
#include "domain/texts.h"
#include "support/test_sandbox.h"

namespace portone {
namespace {

using testing::GetErrc;
using testing::GetValue;
using testing::kAccepted;

Payment PaidPayment(std::int64_t won) {
  Payment payment;
  payment.imp_uid = ImpUid("imps_000000000001");
  payment.order = testing::MakeOrder("order-1", won);
  payment.status = PaymentStatus::kPaid;
  return payment;
}

Payment CancelPart(Payment payment, std::int64_t won) {
  Cancellation cancellation;
  cancellation.amount = Won(won);
  payment.cancellations.push_back(cancellation);
  payment.status = PaymentStatus::kCancelled;
  return payment;
}

CancelRequest MakeRequest(std::optional<Money> amount) {
  CancelRequest request;
  request.amount = amount;
  return request;
}

std::optional<GatewayError> RefuseAlways(const CancelContext& /*context*/) {
  return GatewayError{"8392", "부분취소 불가 사이트"};
}

const GatewayRules kAcceptingGateway{};
const GatewayRules kRefusingGateway{
    .code = "refusing", .name = "", .default_pg_id = "", .check_cancel = RefuseAlways};

Result<Money> DecideWithRules(const GatewayRules& rules, const Payment& payment,
                              const CancelRequest& request) {
  const Channel channel;
  return DecideCancel(rules, {channel, payment, request, payment.paid_at.value_or(Instant{})});
}

Result<Money> Decide(const Payment& payment, const CancelRequest& request) {
  return DecideWithRules(kAcceptingGateway, payment, request);
}

TEST_CASE("cancel: refusals come in their documented order", "[domain][cancel]") {
  // Each row fixes the error of the row before; the errors of the later rows are still present.
  const auto [fixed, expected] = GENERATE(table<int, Errc>({
      {0, Errc::kNothingToCancel},
      {1, Errc::kAlreadyCancelled},
      {2, Errc::kChecksumMismatch},
      {3, Errc::kCancelExceedsRemaining},
      {4, Errc::kCancelRefused},
      {5, kAccepted},
  }));
  CAPTURE(fixed);
  Payment payment = PaidPayment(10'000);
  payment = CancelPart(payment, fixed >= 2 ? 4'000 : 10'000);
  if (fixed < 1) payment.status = PaymentStatus::kFailed;
  CancelRequest request;
  request.checksum = fixed >= 3 ? Won(6'000) : Won(10'000);
  request.amount = fixed >= 4 ? Won(6'000) : Won(6'001);
  const GatewayRules& rules = fixed >= 5 ? kAcceptingGateway : kRefusingGateway;
  CHECK(GetErrc(DecideWithRules(rules, payment, request)) == expected);
}

TEST_CASE("cancel: a payment that was never paid cannot be cancelled", "[domain][cancel]") {
  const auto [status, expected] = GENERATE(table<PaymentStatus, Errc>({
      {PaymentStatus::kReady, Errc::kNothingToCancel},
      {PaymentStatus::kFailed, Errc::kNothingToCancel},
      {PaymentStatus::kPaid, kAccepted},
      {PaymentStatus::kCancelled, kAccepted},
  }));
  Payment payment = PaidPayment(10'000);
  payment.status = status;
  CHECK(GetErrc(Decide(payment, {})) == expected);
}

TEST_CASE("cancel: no amount and zero mean the remaining amount", "[domain][cancel]") {
  const auto amount =
      GENERATE(values<std::optional<Money>>({std::nullopt, std::optional<Money>(Won(0))}));
  CHECK(GetValue(Decide(PaidPayment(10'000), MakeRequest(amount))) == Won(10'000));
  CHECK(GetValue(Decide(CancelPart(PaidPayment(10'000), 4'000), MakeRequest(amount))) ==
        Won(6'000));
}

TEST_CASE("cancel: accepts a part of the remaining amount", "[domain][cancel]") {
  CHECK(GetValue(Decide(PaidPayment(10'000), MakeRequest(Won(1)))) == Won(1));
  CHECK(GetValue(Decide(PaidPayment(10'000), MakeRequest(Won(10'000)))) == Won(10'000));
}

TEST_CASE("cancel: refuses more than the remaining amount", "[domain][cancel]") {
  CHECK(GetErrc(Decide(PaidPayment(10'000), MakeRequest(Won(10'001)))) ==
        Errc::kCancelExceedsRemaining);
  const Payment partly = CancelPart(PaidPayment(10'000), 4'000);
  const Result<Money> refused = Decide(partly, MakeRequest(Won(6'001)));
  REQUIRE(GetErrc(refused) == Errc::kCancelExceedsRemaining);
  CHECK_THAT(refused.error().message, Catch::Contains("취소가능 금액 : 6000"));
}

TEST_CASE("cancel: a checksum is compared with the remaining amount", "[domain][cancel]") {
  const auto [checksum, expected] = GENERATE(table<std::int64_t, Errc>({
      {6'000, kAccepted},
      {5'999, Errc::kChecksumMismatch},
      {10'000, Errc::kChecksumMismatch},
      {0, Errc::kChecksumMismatch},
  }));
  CAPTURE(checksum);
  CancelRequest request = MakeRequest(Won(1'000));
  request.checksum = Won(checksum);
  CHECK(GetErrc(Decide(CancelPart(PaidPayment(10'000), 4'000), request)) == expected);
}

TEST_CASE("cancel: the gateway's refusal carries its own code and text", "[domain][cancel]") {
  const Result<Money> refused = DecideWithRules(kRefusingGateway, PaidPayment(10'000), {});
  REQUIRE(GetErrc(refused) == Errc::kCancelRefused);
  CHECK(refused.error().message == "결제취소에 실패하였습니다. 부분취소 불가 사이트");
}

TEST_CASE("cancel: the default reason is the service's", "[domain][cancel]") {
  CHECK(texts::kDefaultCancelReason == "취소요청api");
}

}  // namespace
}  // namespace portone
