// SPDX-License-Identifier: MIT
#include "commands/billing_keys.h"

#include <tuple>

#include "commands/key_store.h"
#include "domain/errors.h"
#include "support/test_sandbox.h"

namespace portone::commands {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::hours;

FindKey Find(std::string_view customer_uid) {
  return {CustomerUid(std::string(customer_uid))};
}

DeleteKey Delete(std::string_view customer_uid) {
  return {CustomerUid(std::string(customer_uid))};
}

TEST_CASE("issue key: checks run in the documented order", "[command][keys]") {
  const auto [fixed, expected, text] = GENERATE(table<int, Errc, std::string>({
      {0, Errc::kModuleNotFound, "비인증결제모듈"},
      {1, Errc::kKeyRefused, "[5209]"},
      {2, Errc::kKeyRefused, "[CC14]"},
      {3, kAccepted, ""},
  }));
  CAPTURE(fixed);
  engine::Setup setup = StandardSetup();
  for (Channel& channel : setup.merchant.channels) {
    if (fixed < 2 && channel.pg.text == "kcp") channel.settings["batch_group_id"] = "";
  }
  TestSandbox sandbox(setup);
  IssueKey command = Issue("kim", fixed >= 3 ? kGoodCard : kUnknownBinCard);
  command.channel = OnChannel(fixed >= 1 ? "channel-key-kcp" : "channel-key-gone");
  const Result<BillingKey> result = sandbox.Run(command);
  CHECK(GetErrc(result) == expected);
  if (!result.ok()) {
    CHECK_THAT(GetMessage(result), Catch::Contains(text));
    CHECK(GetErrc(sandbox.Query(Find("kim"))) == Errc::kCustomerNotFound);
  }
}

TEST_CASE("issue key: stores the masked card and the customer", "[command][keys]") {
  TestSandbox sandbox;
  IssueKey command = Issue("kim", "9540490012341569");
  command.customer.name = "Kim";
  const BillingKey issued = GetValue(sandbox.Run(command));
  const BillingKey key = GetValue(sandbox.Query(Find("kim")));
  CHECK(key.customer_uid == issued.customer_uid);
  CHECK(key.channel_key.text == "channel-key-nice");
  CHECK(key.pg.text == "nice");
  CHECK(key.pg_id == "nictest04m");
  CHECK(key.card.code == "361");
  CHECK(key.card.name == "BC카드");
  CHECK(key.card.number == "95404900****1569");
  CHECK(key.customer.name == "Kim");
  CHECK(key.inserted == Start());
  CHECK(key.updated == Start());
}

TEST_CASE("issue key: creates no payment and sends no webhook", "[command][keys]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  GetValue(sandbox.Run(Issue("kim")));
  CHECK_THAT(sandbox.engine.DescribeWorld(), Catch::StartsWith("payments\nbilling keys\n"));
  CHECK(sandbox.TakeWebhooks().empty());
}

TEST_CASE("issue key: a second issue replaces the card and keeps the first issue time",
          "[command][keys]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim", "9540490012341569")));
  sandbox.AdvanceBy(hours{24});
  IssueKey again = Issue("kim", "5570421234567221");
  again.channel = OnPg("kcp");
  GetValue(sandbox.Run(again));
  const BillingKey key = GetValue(sandbox.Query(Find("kim")));
  CHECK(key.pg.text == "kcp");
  CHECK(key.card.number == "5570420000007221");
  CHECK(key.inserted == Start());
  CHECK(key.updated == Start() + hours{24});
}

TEST_CASE("issue key: a refused second issue keeps the old key", "[command][keys]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim", "9540490012341569")));
  CHECK(GetErrc(sandbox.Run(Issue("kim", kUnknownBinCard))) == Errc::kKeyRefused);
  CHECK(GetValue(sandbox.Query(Find("kim"))).card.number == "95404900****1569");
}

TEST_CASE("delete key: returns the key and removes it", "[command][keys]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim", "9540490012341569")));
  CHECK(GetValue(sandbox.Run(Delete("kim"))).card.number == "95404900****1569");
  CHECK(GetErrc(sandbox.Query(Find("kim"))) == Errc::kCustomerNotFound);
  CHECK(GetErrc(sandbox.Run(Delete("kim"))) == Errc::kCustomerNotFound);
  CHECK(GetErrc(sandbox.Run(MakeKeyCharge("kim", "order-1"))) == Errc::kBuyerUnregistered);
}

TEST_CASE("delete key: a key issued again has a new issue time", "[command][keys]") {
  TestSandbox sandbox;
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(Delete("kim")));
  sandbox.AdvanceBy(hours{24});
  CHECK(GetValue(sandbox.Run(Issue("kim"))).inserted == Start() + hours{24});
}

TEST_CASE("unknown customer: the refusal depends on the switch", "[command][keys]") {
  const auto [unknown_customer, expected] = GENERATE(table<UnknownCustomer, Errc>({
      {UnknownCustomer::kRefusal, Errc::kCustomerNotFound},
      {UnknownCustomer::kNotFound, Errc::kCustomerNotFoundAs404},
  }));
  engine::Setup setup = StandardSetup();
  setup.merchant.switches.unknown_customer = unknown_customer;
  TestSandbox sandbox(setup);
  const Result<BillingKey> found = sandbox.Query(Find("kim"));
  CHECK(GetErrc(found) == expected);
  CHECK(GetMessage(found) == "요청하신 customer_uid(kim)로 등록된 정보를 찾을 수 없습니다.");
  CHECK(GetErrc(sandbox.Run(Delete("kim"))) == expected);
}

TEST_CASE("keys: a key outlives the channel it was issued on", "[command][keys]") {
  World world;
  world.merchant.channels = {{ChannelKey("channel-key-nice"), PgCode("nice"), "nictest04m", {}}};
  BillingKey key;
  key.channel_key = ChannelKey("channel-key-gone");
  key.pg = PgCode("kcp");
  key.pg_id = "A52Q7";
  const Channel channel = GetKeyChannel(world, key);
  CHECK(channel.channel_key.text == "channel-key-gone");
  CHECK(channel.pg.text == "kcp");
  CHECK(channel.pg_id == "A52Q7");
}

}  // namespace
}  // namespace portone::commands
