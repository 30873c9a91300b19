// SPDX-License-Identifier: MIT
#include "commands/subscriptions.h"

#include <tuple>

#include "domain/errors.h"
#include "support/test_sandbox.h"

namespace portone::commands {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

TEST_CASE("onetime: checks run in the documented order", "[command][onetime]") {
  // Each row fixes the error of the row before; all later errors are still present.
  const auto [fixed, expected] = GENERATE(table<int, Errc>({
      {0, Errc::kMerchantUidUsed},
      {1, Errc::kModuleNotFound},
      {2, Errc::kCardRefused},
      {3, Errc::kCardRefused},
      {4, Errc::kChargeRefused},
      {5, kAccepted},
  }));
  CAPTURE(fixed);
  engine::Setup setup = StandardSetup();
  for (Channel& channel : setup.merchant.channels) {
    if (fixed < 3 && channel.pg.text == "kcp") channel.settings["batch_group_id"] = "";
  }
  TestSandbox sandbox(setup);
  GetValue(sandbox.Run(MakeOnetimeCharge("order-paid")));

  ChargeOnce command = MakeOnetimeCharge(fixed >= 1 ? "order-new" : "order-paid");
  command.customer_uid = CustomerUid("kim");
  command.channel = OnChannel(fixed >= 2 ? "channel-key-kcp" : "channel-key-gone");
  command.card = MakeCard(fixed >= 4 ? kGoodCard : kWrongNumberCard);
  command.order.amount = Won(fixed >= 5 ? 1'000 : 99);
  const Result<Payment> result = sandbox.Run(command);
  CHECK(GetErrc(result) == expected);
  if (fixed == 2) CHECK_THAT(GetMessage(result), Catch::Contains("[5209]"));
  if (fixed == 3) CHECK_THAT(GetMessage(result), Catch::Contains("[CC14]"));
}

TEST_CASE("onetime: a refusal changes nothing", "[command][onetime]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  GetValue(sandbox.Run(MakeOnetimeCharge("order-paid")));
  sandbox.TakeWebhooks();
  const std::string before = sandbox.engine.DescribeWorld();
  ChargeOnce small = MakeOnetimeCharge("order-1");
  small.order.amount = Won(999);
  small.customer_uid = CustomerUid("kim");
  CHECK(GetErrc(sandbox.Run(small)) == Errc::kChargeRefused);
  CHECK(GetErrc(sandbox.Run(MakeOnetimeCharge("order-paid"))) == Errc::kMerchantUidUsed);
  CHECK(GetErrc(sandbox.Run(MakeOnetimeCharge("order-2", kUnknownBinCard))) == Errc::kCardRefused);
  CHECK(sandbox.engine.DescribeWorld() == before);
  CHECK(sandbox.TakeWebhooks().empty());
}

TEST_CASE("onetime: a paid payment has all fields of gateway, card and time",
          "[command][onetime]") {
  TestSandbox sandbox;
  ChargeOnce command = MakeOnetimeCharge("order-1", "5570421234567221");
  command.channel = OnPg("kcp");
  command.user_agent = "curl/7.88.1";
  command.order.name = "one month";
  const Payment paid = GetValue(sandbox.Run(command));
  CHECK(paid.status == PaymentStatus::kPaid);
  CHECK_THAT(paid.imp_uid.text, Catch::Matches("imps_[0-9]{12}"));
  CHECK(paid.order.merchant_uid.text == "order-1");
  CHECK(paid.order.name == "one month");
  CHECK(paid.channel_key.text == "channel-key-kcp");
  CHECK(paid.pg.text == "kcp");
  CHECK(paid.pg_id == "T0000");
  CHECK_THAT(paid.pg_tid.value(), Catch::Matches("[0-9]{14}"));
  CHECK_THAT(paid.apply_num.value(), Catch::Matches("[0-9]{8}"));
  REQUIRE(paid.card);
  CHECK(paid.card->code == "381");
  CHECK(paid.card->name == "KB국민카드");
  CHECK(paid.card->number == "5570420000007221");
  CHECK(paid.started_at == Start());
  CHECK(paid.paid_at == Start());
  CHECK_FALSE(paid.failed_at);
  CHECK_FALSE(paid.fail_reason);
  CHECK_FALSE(paid.customer_uid);
  CHECK(paid.customer_uid_usage == CustomerUidUsage::kNone);
  CHECK(paid.user_agent == "curl/7.88.1");
  CHECK(GetValue(sandbox.Query(FindPayment{paid.imp_uid})).pg_tid == paid.pg_tid);
}

TEST_CASE("onetime: a declined charge succeeds with a failed payment", "[command][onetime]") {
  TestSandbox sandbox;
  sandbox.AdvanceBy(std::chrono::hours{1});
  const Payment failed = GetValue(sandbox.Run(MakeOnetimeCharge("order-1", kDecliningCard)));
  CHECK(failed.status == PaymentStatus::kFailed);
  CHECK(failed.fail_reason == "[3095] 카드사 실패 응답");
  CHECK(failed.failed_at == Start() + std::chrono::hours{1});
  CHECK_FALSE(failed.paid_at);
  CHECK_FALSE(failed.pg_tid);
  CHECK_FALSE(failed.apply_num);
  CHECK(GetValue(sandbox.Query(FindPayment{failed.imp_uid})).status == PaymentStatus::kFailed);
}

TEST_CASE("onetime: with a customer_uid the card is stored with the buyer's details",
          "[command][onetime]") {
  TestSandbox sandbox;
  ChargeOnce command = MakeOnetimeCharge("order-1");
  command.customer_uid = CustomerUid("kim");
  command.order.buyer.name = "Kim";
  command.order.buyer.tel = "010-1234-5678";
  const Payment paid = GetValue(sandbox.Run(command));
  CHECK(paid.customer_uid == CustomerUid("kim"));
  CHECK(paid.customer_uid_usage == CustomerUidUsage::kPayment);
  const BillingKey key = GetValue(sandbox.Query(FindKey{CustomerUid("kim")}));
  CHECK(key.customer.name == "Kim");
  CHECK(key.customer.tel == "010-1234-5678");
  CHECK(key.card.number == "12341234****1234");
  CHECK(key.inserted == Start());
}

TEST_CASE("onetime: without a customer_uid no card is stored", "[command][onetime]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  CHECK(GetErrc(sandbox.Run(MakeKeyCharge("kim", "order-2"))) == Errc::kBuyerUnregistered);
}

TEST_CASE("onetime: a declined first charge stores no key", "[command][onetime]") {
  TestSandbox sandbox;
  ChargeOnce command = MakeOnetimeCharge("order-1", kDecliningCard);
  command.customer_uid = CustomerUid("kim");
  CHECK(GetValue(sandbox.Run(command)).status == PaymentStatus::kFailed);
  CHECK(GetErrc(sandbox.Query(FindKey{CustomerUid("kim")})) == Errc::kCustomerNotFound);
}

TEST_CASE("onetime: a declined first charge keeps the old key", "[command][onetime]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim", "9540490012341569")));
  ChargeOnce command = MakeOnetimeCharge("order-1", kDecliningCard);
  command.customer_uid = CustomerUid("kim");
  CHECK(GetValue(sandbox.Run(command)).status == PaymentStatus::kFailed);
  CHECK(GetValue(sandbox.Query(FindKey{CustomerUid("kim")})).card.number == "95404900****1569");
  CHECK(GetValue(sandbox.Run(MakeKeyCharge("kim", "order-2"))).status == PaymentStatus::kPaid);
}

TEST_CASE("onetime: a refused card or charge stores no key", "[command][onetime]") {
  TestSandbox sandbox;
  ChargeOnce command = MakeOnetimeCharge("order-1", kWrongNumberCard);
  command.customer_uid = CustomerUid("kim");
  CHECK(GetErrc(sandbox.Run(command)) == Errc::kCardRefused);
  command.card = MakeCard(kGoodCard);
  command.order.amount = Won(999);
  CHECK(GetErrc(sandbox.Run(command)) == Errc::kChargeRefused);
  CHECK(GetErrc(sandbox.Query(FindKey{CustomerUid("kim")})) == Errc::kCustomerNotFound);
}

TEST_CASE("again: checks run in the documented order", "[command][again]") {
  const auto [fixed, expected] = GENERATE(table<int, Errc>({
      {0, Errc::kBuyerUnregistered},
      {1, Errc::kMerchantUidUsed},
      {2, Errc::kChargeRefused},
      {3, kAccepted},
  }));
  CAPTURE(fixed);
  TestSandbox sandbox;
  GetValue(sandbox.Run(MakeOnetimeCharge("order-paid")));
  if (fixed >= 1) GetValue(sandbox.Run(Issue("kim")));
  ChargeKey command = MakeKeyCharge("kim", fixed >= 2 ? "order-new" : "order-paid");
  command.order.amount = Won(fixed >= 3 ? 1'000 : 999);
  CHECK(GetErrc(sandbox.Run(command)) == expected);
}

TEST_CASE("again: charges the stored card on the channel of its issue", "[command][again]") {
  TestSandbox sandbox;
  IssueKey issue = Issue("kim", "5570421234567221");
  issue.channel = OnPg("kcp");
  GetValue(sandbox.Run(issue));
  ChargeKey command = MakeKeyCharge("kim", "order-1");
  command.user_agent = "Go-http-client/1.1";
  const Payment paid = GetValue(sandbox.Run(command));
  CHECK(paid.status == PaymentStatus::kPaid);
  CHECK(paid.pg.text == "kcp");
  CHECK(paid.card.value().number == "5570420000007221");
  CHECK(paid.customer_uid == CustomerUid("kim"));
  CHECK(paid.customer_uid_usage == CustomerUidUsage::kPayment);
  CHECK(paid.user_agent == "Go-http-client/1.1");
}

TEST_CASE("again: a declined card results in a failed payment", "[command][again]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim", kDecliningCard)));
  const Payment failed = GetValue(sandbox.Run(MakeKeyCharge("kim", "order-1")));
  CHECK(failed.status == PaymentStatus::kFailed);
  CHECK(failed.customer_uid == CustomerUid("kim"));
  CHECK(GetErrc(sandbox.Query(FindKey{CustomerUid("kim")})) == kAccepted);
}

TEST_CASE("again: missing buyer fields are filled from the key", "[command][again]") {
  TestSandbox sandbox;
  IssueKey issue = Issue("kim");
  issue.customer = {"Kim", "010", "kim@shop", "Seoul", "04524"};
  GetValue(sandbox.Run(issue));
  ChargeKey command = MakeKeyCharge("kim", "order-1");
  command.order.buyer.name = "Kim the younger";
  const Buyer buyer = GetValue(sandbox.Run(command)).order.buyer;
  CHECK(buyer.name == "Kim the younger");
  CHECK(buyer.tel == "010");
  CHECK(buyer.email == "kim@shop");
  CHECK(buyer.addr == "Seoul");
  CHECK(buyer.postcode == "04524");
}

TEST_CASE("again: attempts under one order number have different ids", "[command][again]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim", kDecliningCard)));
  const ImpUid first = GetValue(sandbox.Run(MakeKeyCharge("kim", "order-1"))).imp_uid;
  const ImpUid second = GetValue(sandbox.Run(MakeKeyCharge("kim", "order-1"))).imp_uid;
  CHECK(first != second);
}

TEST_CASE("ids: do not depend on the calls of other clients", "[command][ids]") {
  TestSandbox quiet;
  const Payment only_payment = GetValue(quiet.Run(MakeOnetimeCharge("order-1")));
  TestSandbox busy;
  for (int i = 0; i < 20; ++i)
    GetValue(busy.Run(MakeOnetimeCharge("other-" + std::to_string(i))));
  const Payment among_others = GetValue(busy.Run(MakeOnetimeCharge("order-1")));
  CHECK(only_payment.imp_uid == among_others.imp_uid);
  CHECK(only_payment.pg_tid == among_others.pg_tid);
  CHECK(only_payment.apply_num == among_others.apply_num);
}

TEST_CASE("ids: depend on the seed", "[command][ids]") {
  engine::Setup setup = StandardSetup();
  setup.seed = 2;
  TestSandbox one;
  TestSandbox two(setup);
  CHECK(GetValue(one.Run(MakeOnetimeCharge("order-1"))).imp_uid !=
        GetValue(two.Run(MakeOnetimeCharge("order-1"))).imp_uid);
}

}  // namespace
}  // namespace portone::commands
