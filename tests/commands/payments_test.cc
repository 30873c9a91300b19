// SPDX-License-Identifier: MIT
#include "commands/payments.h"

#include <tuple>

#include "base/invariant.h"
#include "domain/errors.h"
#include "support/cancellation_id.h"
#include "support/test_sandbox.h"

namespace portone::commands {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

FindPaymentByOrder Find(std::string_view merchant_uid,
                        std::optional<PaymentStatus> status = std::nullopt) {
  return {
      MerchantUid(std::string(merchant_uid)), status ? StatusSet{*status} : StatusSet::All(), {}};
}

CancelPayment CancelOrder(std::string_view merchant_uid) {
  CancelPayment command;
  command.merchant_uid = MerchantUid(std::string(merchant_uid));
  return command;
}

CancelPayment CancelPart(const ImpUid& imp_uid, std::int64_t won) {
  CancelPayment command = Cancel(imp_uid);
  command.amounts.amount = AmountText("amount", std::to_string(won));
  return command;
}

TEST_CASE("find: an imp_uid selects its payment", "[command][payments]") {
  TestSandbox sandbox;
  const Payment paid = GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  CHECK(GetValue(sandbox.Query(FindPayment{paid.imp_uid})).order.merchant_uid.text == "order-1");
  CHECK(GetErrc(sandbox.Query(FindPayment{ImpUid("imps_000000000000")})) == Errc::kPaymentNotFound);
}

TEST_CASE("find: an order number selects the newest attempt with the requested status",
          "[command][payments]") {
  TestSandbox sandbox;
  const Payment first = GetValue(sandbox.Run(MakeOnetimeCharge("order-1", kDecliningCard)));
  const Payment second = GetValue(sandbox.Run(MakeOnetimeCharge("order-1", kDecliningCard)));
  const Payment third = GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  CHECK(GetValue(sandbox.Query(Find("order-1"))).imp_uid == third.imp_uid);
  CHECK(GetValue(sandbox.Query(Find("order-1", PaymentStatus::kPaid))).imp_uid == third.imp_uid);
  CHECK(GetValue(sandbox.Query(Find("order-1", PaymentStatus::kFailed))).imp_uid == second.imp_uid);
  CHECK(first.imp_uid != second.imp_uid);
  CHECK(GetErrc(sandbox.Query(Find("order-1", PaymentStatus::kCancelled))) ==
        Errc::kPaymentNotFound);
  CHECK(GetErrc(sandbox.Query(Find("order-9"))) == Errc::kPaymentNotFound);
}

TEST_CASE("cancel: checks run in the documented order", "[command][cancel]") {
  const auto [fixed, expected] = GENERATE(table<int, Errc>({
      {0, Errc::kNothingToCancel},
      {1, Errc::kNothingToCancel},
      {2, Errc::kAlreadyCancelled},
      {3, Errc::kChecksumMismatch},
      {4, Errc::kCancelExceedsRemaining},
      {5, Errc::kCancelRefused},
      {6, kAccepted},
  }));
  CAPTURE(fixed);
  engine::Setup setup = StandardSetup();
  if (fixed < 6) setup.merchant.channels.at(0).settings["tax_mode"] = "fixed";
  TestSandbox sandbox(setup);
  Payment payment =
      GetValue(sandbox.Run(MakeOnetimeCharge("order-1", fixed >= 2 ? kGoodCard : kDecliningCard)));
  if (fixed == 2) {
    CancelPayment all = CancelPart(payment.imp_uid, 10'000);
    all.amounts.tax_free = AmountText("tax_free", "0");
    all.amounts.vat_amount = AmountText("vat_amount", "909");
    GetValue(sandbox.Run(all));
  }
  CancelPayment command = CancelPart(payment.imp_uid, fixed >= 5 ? 4'000 : 10'001);
  if (fixed < 1) command.imp_uid = ImpUid("imps_000000000000");
  command.amounts.checksum = AmountText("checksum", fixed >= 4 ? "10000" : "9999");
  CHECK(GetErrc(sandbox.Run(command)) == expected);
}

TEST_CASE("cancel: a full cancellation is recorded", "[command][cancel]") {
  TestSandbox sandbox;
  const Payment paid = GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  sandbox.AdvanceBy(std::chrono::hours{2});
  CancelPayment command = Cancel(paid.imp_uid);
  command.terms.reason = "changed my mind";
  const Payment cancelled = GetValue(sandbox.Run(command));
  CHECK(cancelled.status == PaymentStatus::kCancelled);
  CHECK(cancelled.order.amount == Won(10'000));
  CHECK(cancelled.paid_at == Start());
  REQUIRE(cancelled.cancellations.size() == 1);
  const Cancellation& cancellation = cancelled.cancellations.front();
  CHECK(IsCancellationId(cancellation.cancellation_id));
  CHECK(cancellation.pg_tid == paid.pg_tid.value());
  CHECK(cancellation.amount == Won(10'000));
  CHECK(cancellation.cancelled_at == Start() + std::chrono::hours{2});
  CHECK(cancellation.reason == "changed my mind");
}

TEST_CASE("cancel: a partial cancellation sets the status to cancelled and keeps the balance",
          "[command][cancel]") {
  TestSandbox sandbox;
  const ImpUid imp_uid = GetValue(sandbox.Run(MakeOnetimeCharge("order-1"))).imp_uid;
  CHECK(GetValue(sandbox.Run(CancelPart(imp_uid, 3'000))).status == PaymentStatus::kCancelled);
  const Payment twice = GetValue(sandbox.Run(CancelPart(imp_uid, 2'000)));
  CHECK(GetRemainingAmount(twice) == Won(5'000));
  REQUIRE(twice.cancellations.size() == 2);
  CHECK(twice.cancellations[0].amount == Won(3'000));
  CHECK(IsCancellationId(twice.cancellations[1].cancellation_id));
  CHECK(twice.cancellations[1].cancellation_id != twice.cancellations[0].cancellation_id);
  CHECK(twice.cancellations[1].reason == "취소요청api");
  CHECK(GetValue(sandbox.Run(Cancel(imp_uid))).cancellations[2].amount == Won(5'000));
  CHECK(GetErrc(sandbox.Run(Cancel(imp_uid))) == Errc::kAlreadyCancelled);
}

TEST_CASE("cancel: a refusal changes nothing", "[command][cancel]") {
  TestSandbox sandbox;
  const ImpUid imp_uid = GetValue(sandbox.Run(MakeOnetimeCharge("order-1"))).imp_uid;
  const std::string before = sandbox.engine.DescribeWorld();
  CHECK(GetErrc(sandbox.Run(CancelPart(imp_uid, 10'001))) == Errc::kCancelExceedsRemaining);
  CHECK(sandbox.engine.DescribeWorld() == before);
}

TEST_CASE("cancel: imp_uid takes precedence over merchant_uid", "[command][cancel]") {
  TestSandbox sandbox;
  const Payment first = GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  GetValue(sandbox.Run(MakeOnetimeCharge("order-2")));
  CancelPayment command = CancelOrder("order-2");
  command.imp_uid = first.imp_uid;
  CHECK(GetValue(sandbox.Run(command)).order.merchant_uid.text == "order-1");
  command.imp_uid = ImpUid("imps_000000000000");
  CHECK(GetErrc(sandbox.Run(command)) == Errc::kNothingToCancel);
  CHECK(sandbox.Find("order-2").status == PaymentStatus::kPaid);
}

TEST_CASE("cancel: an order number selects the paid attempt, not failed ones",
          "[command][cancel]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(MakeOnetimeCharge("order-1", kDecliningCard)));
  CHECK(GetErrc(sandbox.Run(CancelOrder("order-1"))) == Errc::kNothingToCancel);
  const Payment paid = GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  CHECK(GetValue(sandbox.Run(CancelOrder("order-1"))).imp_uid == paid.imp_uid);
  CHECK(GetErrc(sandbox.Run(CancelOrder("order-1"))) == Errc::kAlreadyCancelled);
  CHECK(GetErrc(sandbox.Run(CancelOrder("order-9"))) == Errc::kNothingToCancel);
}

TEST_CASE("cancel: an order number selects the paid attempt even if a later one failed",
          "[command][cancel]") {
  // A schedule that comes due after its order was paid adds a newer, failed attempt.
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  const Payment paid = GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  sandbox.AdvanceBy(std::chrono::hours{1});
  REQUIRE(sandbox.Find("order-1").status == PaymentStatus::kFailed);
  CHECK(GetValue(sandbox.Run(CancelOrder("order-1"))).imp_uid == paid.imp_uid);
  CHECK(GetErrc(sandbox.Run(CancelOrder("order-1"))) == Errc::kAlreadyCancelled);
}

/// Inserts a paid payment of "order-1" directly; a second charge would be refused.
void InsertPaid(World& world, const std::string& imp_uid) {
  Payment payment;
  payment.imp_uid = ImpUid(imp_uid);
  payment.order = MakeOrder("order-1");
  payment.status = PaymentStatus::kPaid;
  payment.pg = PgCode("nice");
  world.GetLedger({}).payments.Insert(payment);
}

TEST_CASE("cancel: an order number selects the newest payment with a balance left",
          "[command][cancel]") {
  World world;
  InsertPaid(world, "imps_000000000001");
  InsertPaid(world, "imps_000000000002");
  const sim::IdMint ids(1);
  sim::Agenda agenda;
  Outbox outbox;
  SideEffects side_effects;
  Tx tx{world, Start(), Start(), 1, ids, agenda, outbox, side_effects};
  CHECK(GetValue(Apply(tx, CancelOrder("order-1"))).imp_uid.text == "imps_000000000002");
  CHECK(GetValue(Apply(tx, CancelOrder("order-1"))).imp_uid.text == "imps_000000000001");
  CHECK(GetErrc(Apply(tx, CancelOrder("order-1"))) == Errc::kAlreadyCancelled);
}

TEST_CASE("cancel: an order number selects a partly cancelled payment", "[command][cancel]") {
  TestSandbox sandbox;
  const Payment paid = GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  GetValue(sandbox.Run(CancelPart(paid.imp_uid, 4'000)));
  CHECK(GetRemainingAmount(GetValue(sandbox.Run(CancelOrder("order-1")))).IsZero());
}

TEST_CASE("cancel: a command without ids is an internal error", "[command][cancel]") {
  TestSandbox sandbox;
  CHECK(GetErrc(sandbox.Run(CancelPayment{})) == Errc::kPoisoned);
}

}  // namespace
}  // namespace portone::commands
