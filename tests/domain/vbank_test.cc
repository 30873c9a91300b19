// SPDX-License-Identifier: MIT
#include "domain/vbank.h"

#include <array>
#include <tuple>

#include "base/invariant.h"
#include "domain/errors.h"
#include "support/test_sandbox.h"

namespace portone {
namespace {

using testing::GetErrc;
using testing::GetValue;
using testing::kAccepted;
using testing::Start;

std::optional<GatewayError> RefuseAlways(const Channel& /*channel*/,
                                         const VbankRequest& /*request*/) {
  return GatewayError{"4101", "가상계좌 오류"};
}

constexpr std::array<std::string_view, 4> kAllParameters{"pg_api_key", "vbank_holder", "buyer_name",
                                                         "buyer_email"};

const GatewayRules kNoAccounts{.code = "none", .name = "", .default_pg_id = ""};
const GatewayRules kPlain{.code = "plain",
                          .name = "",
                          .default_pg_id = "",
                          .vbank = {.issue = true, .required = kAllParameters}};
const GatewayRules kChanging{.code = "changing",
                             .name = "",
                             .default_pg_id = "",
                             .vbank = {.issue = true, .change = true, .fixed_unlimited = true}};
const GatewayRules kRefusing{.code = "refusing",
                             .name = "",
                             .default_pg_id = "",
                             .vbank = {.issue = true, .due_in_past_error = {"A108", "past"}},
                             .check_vbank = RefuseAlways};

VbankRequest GoodRequest() {
  VbankRequest request;
  request.order = testing::MakeOrder("order-1");
  request.order.buyer.name = "kim";
  request.order.buyer.email = "kim@example.com";
  request.bank_code = "BK04";
  request.due = Start() + std::chrono::hours{1};
  request.holder = "portone";
  request.has_api_key = true;
  return request;
}

Payment MakeReadyPayment() {
  Payment payment;
  payment.order = testing::MakeOrder("order-1", 10'000);
  payment.pay_method = PayMethod::kVbank;
  payment.vbank = GetValue(DecideVbank(GoodRequest(), kPlain, Channel{}, Start()));
  return payment;
}

TEST_CASE("vbank: the account matches the request", "[domain][vbank]") {
  const VirtualAccount account = GetValue(DecideVbank(GoodRequest(), kPlain, Channel{}, Start()));
  CHECK(account.bank_code == "004");
  CHECK(account.bank_name == "국민은행");
  CHECK(account.number.empty());
  CHECK(account.holder == "portone");
  CHECK(account.due == Start() + std::chrono::hours{1});
  CHECK(account.issued_at == Start());
  CHECK_FALSE(account.fixed_unlimited);
  VbankRequest fixed = GoodRequest();
  fixed.number = "790";
  fixed.fixed_unlimited = true;
  const VirtualAccount own = GetValue(DecideVbank(fixed, kChanging, Channel{}, Start()));
  CHECK(own.number == "790");
  CHECK(own.fixed_unlimited);
}

TEST_CASE("vbank: required parameters are checked in the gateway's order", "[domain][vbank]") {
  VbankRequest request = GoodRequest();
  request.order.buyer = {};
  request.holder.reset();
  request.has_api_key = false;
  const auto missing_parameter = [&] {
    const auto result = DecideVbank(request, kPlain, Channel{}, Start());
    return result.ok() ? "" : result.error().message;
  };
  CHECK(missing_parameter() == "pg_api_key 파라메터가 누락되었습니다.");
  request.has_api_key = true;
  CHECK(missing_parameter() == "vbank_holder 파라메터가 누락되었습니다.");
  request.holder = "portone";
  CHECK(missing_parameter() == "buyer_name 파라메터가 누락되었습니다.");
  request.order.buyer.name = "kim";
  CHECK(missing_parameter() == "buyer_email 파라메터가 누락되었습니다.");
  request.order.buyer.email = "kim@example.com";
  CHECK(missing_parameter().empty());
}

TEST_CASE("vbank: refusals come in their documented order", "[domain][vbank]") {
  const auto [fixed, rules, expected] = GENERATE(table<int, const GatewayRules*, Errc>({
      {0, &kNoAccounts, Errc::kVbankUnsupported},
      {0, &kPlain, Errc::kMissingParameter},
      {1, &kPlain, Errc::kVbankUnsupported},
      {2, &kPlain, Errc::kBankUnknown},
      {3, &kPlain, Errc::kVbankDueInPast},
      {3, &kRefusing, Errc::kVbankRefused},
      {4, &kRefusing, Errc::kVbankRefused},
      {4, &kPlain, kAccepted},
  }));
  CAPTURE(fixed, rules->code);
  VbankRequest request = GoodRequest();
  if (fixed < 1) request.holder.reset();
  request.fixed_unlimited = fixed < 2;
  if (fixed < 3) request.bank_code = "999";
  if (fixed < 4) request.due = Start();
  CHECK(GetErrc(DecideVbank(request, *rules, Channel{}, Start())) == expected);
}

TEST_CASE("vbank: a gateway's refusals and past due times use its own texts", "[domain][vbank]") {
  VbankRequest request = GoodRequest();
  CHECK(testing::GetMessage(DecideVbank(request, kRefusing, Channel{}, Start())) ==
        "가상계좌 발급에 실패하였습니다. [4101] 가상계좌 오류");
  request.due = Start();
  CHECK(testing::GetMessage(DecideVbank(request, kRefusing, Channel{}, Start())) ==
        "가상계좌 발급에 실패하였습니다. [A108] past");
}

TEST_CASE("vbank: a rule with an unknown parameter violates an invariant", "[domain][vbank]") {
  static constexpr std::array<std::string_view, 1> kTypo{"vbank_holdr"};
  const GatewayRules rules{
      .code = "typo", .name = "", .default_pg_id = "", .vbank = {.issue = true, .required = kTypo}};
  CHECK_THROWS_AS(DecideVbank(GoodRequest(), rules, Channel{}, Start()), InvariantViolation);
}

TEST_CASE("vbank change: refusals come in their documented order", "[domain][vbank]") {
  Payment payment = MakeReadyPayment();
  VbankChange change;
  change.due = Start();
  const auto outcome = [&](const GatewayRules& rules) {
    return GetErrc(DecideVbankChange(payment, change, rules, Start()));
  };
  payment.vbank.reset();
  CHECK(outcome(kPlain) == Errc::kNotVbank);
  payment = MakeReadyPayment();
  payment.status = PaymentStatus::kPaid;
  CHECK(outcome(kPlain) == Errc::kVbankNotReady);
  payment.status = PaymentStatus::kReady;
  CHECK(outcome(kPlain) == Errc::kVbankChangeUnsupported);
  CHECK(outcome(kChanging) == Errc::kVbankDueInPast);
  change.due = Start() + std::chrono::seconds{1};
  CHECK(outcome(kChanging) == kAccepted);
}

TEST_CASE("vbank revoke: pg_api_key is required if the gateway requires it", "[domain][vbank]") {
  const Payment payment = MakeReadyPayment();
  CHECK(GetErrc(DecideVbankRevocation(payment, false, kPlain)) == Errc::kMissingParameter);
  CHECK(GetErrc(DecideVbankRevocation(payment, true, kPlain)) == kAccepted);
  CHECK(GetErrc(DecideVbankRevocation(payment, false, kChanging)) == kAccepted);
}

TEST_CASE("vbank deposit: an ordinary account accepts the exact amount due, once",
          "[domain][vbank]") {
  Payment payment = MakeReadyPayment();
  CHECK(GetValue(DecideDeposit(payment, std::nullopt)) == Won(10'000));
  CHECK(GetValue(DecideDeposit(payment, Won(10'000))) == Won(10'000));
  CHECK(GetErrc(DecideDeposit(payment, Won(9'999))) == Errc::kDepositRefused);
  CHECK(GetErrc(DecideDeposit(payment, Won(10'001))) == Errc::kDepositRefused);
  for (const auto status :
       {PaymentStatus::kPaid, PaymentStatus::kCancelled, PaymentStatus::kFailed}) {
    payment.status = status;
    CHECK(GetErrc(DecideDeposit(payment, Won(10'000))) == Errc::kDepositRefused);
  }
}

TEST_CASE("vbank deposit: the deposits into an unlimited account can be cancelled",
          "[domain][vbank]") {
  Payment payment = MakeReadyPayment();
  payment.vbank->fixed_unlimited = true;
  CHECK(GetRemainingAmount(payment) == Won(0));
  payment.deposits = {{"tid-1", Won(300), "kim", Start()}, {"tid-2", Won(400), "kim", Start()}};
  CHECK(GetRemainingAmount(payment) == Won(700));
  Cancellation cancellation;
  cancellation.amount = Won(600);
  payment.cancellations.push_back(cancellation);
  CHECK(GetRemainingAmount(payment) == Won(100));
}

}  // namespace
}  // namespace portone
