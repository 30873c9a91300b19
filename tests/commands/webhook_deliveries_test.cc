// SPDX-License-Identifier: MIT
#include "commands/webhook_deliveries.h"

#include <tuple>

#include "commands/timers.h"
#include "support/world_builder.h"

namespace portone::commands {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

RecordDelivery MakeResult(const Outgoing& outgoing, int status) {
  RecordDelivery command;
  command.delivery = outgoing.delivery;
  command.generation = outgoing.generation;
  command.outcome.status = status;
  command.outcome.response_body = "thanks";
  return command;
}

/// Makes a payment and takes its webhook.
Outgoing TakeWebhook(TestSandbox& sandbox) {
  ValueOf(sandbox.Run(Once("order-1")));
  return sandbox.engine.TakeOutgoing().value();
}

TEST_CASE("deliveries: pending until the reply is recorded", "[command][delivery]") {
  const auto [status, state] = GENERATE(table<int, DeliveryState>({
      {200, DeliveryState::kDelivered},
      {204, DeliveryState::kDelivered},
      {500, DeliveryState::kFailed},
      {302, DeliveryState::kFailed},
      {0, DeliveryState::kFailed},
  }));
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  const Outgoing outgoing = TakeWebhook(sandbox);
  CHECK(ValueOf(sandbox.Ask(ListDeliveries{})).at(0).state == DeliveryState::kPending);

  sandbox.AdvanceBy(std::chrono::seconds{3});
  CHECK(ValueOf(sandbox.Run(MakeResult(outgoing, status))) == (state == DeliveryState::kDelivered));
  const std::vector<Delivery> deliveries = ValueOf(sandbox.Ask(ListDeliveries{}));
  REQUIRE(deliveries.size() == 1);
  const Delivery& delivery = deliveries.front();
  CHECK(delivery.id == 1);
  CHECK(delivery.url == "http://shop/hook");
  CHECK(delivery.created_at == Start());
  CHECK(delivery.state == state);
  REQUIRE(delivery.attempts.size() == 1);
  CHECK(delivery.attempts[0].at == Start() + std::chrono::seconds{3});
  CHECK(delivery.attempts[0].outcome.status == status);
  CHECK(delivery.attempts[0].outcome.response_body == "thanks");
}

TEST_CASE("deliveries: a reply for an unknown delivery is ignored", "[command][delivery]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  Outgoing outgoing = TakeWebhook(sandbox);
  outgoing.delivery = 99;
  CHECK(ValueOf(sandbox.Run(MakeResult(outgoing, 200))));
  CHECK(ValueOf(sandbox.Ask(ListDeliveries{})).at(0).attempts.empty());
}

TEST_CASE("deliveries: a reply for the world before a reset is ignored", "[command][delivery]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  const Outgoing before = TakeWebhook(sandbox);
  sandbox.engine.Reset();
  const Outgoing after = TakeWebhook(sandbox);
  REQUIRE(before.delivery == after.delivery);
  REQUIRE(before.generation != after.generation);
  CHECK(ValueOf(sandbox.Run(MakeResult(before, 200))));
  CHECK(ValueOf(sandbox.Ask(ListDeliveries{})).at(0).state == DeliveryState::kPending);
  CHECK_FALSE(ValueOf(sandbox.Run(MakeResult(after, 500))));
  CHECK(ValueOf(sandbox.Ask(ListDeliveries{})).at(0).state == DeliveryState::kFailed);
}

TEST_CASE("deliveries: are listed in order of creation", "[command][delivery]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  ValueOf(sandbox.Run(Once("order-2")));
  ValueOf(sandbox.Run(Once("order-1")));
  const std::vector<Delivery> deliveries = ValueOf(sandbox.Ask(ListDeliveries{}));
  REQUIRE(deliveries.size() == 2);
  CHECK(deliveries[0].notice.merchant_uid.text == "order-2");
  CHECK(deliveries[1].notice.merchant_uid.text == "order-1");
}

TEST_CASE("timer: an attempt of a delivery no longer in the log reports it as dropped",
          "[command][delivery]") {
  World world;
  const sim::IdMint ids(1);
  sim::Agenda agenda;
  Outbox outbox;
  Consequences consequences;
  Tx tx{world, Start(), Start(), 1, ids, agenda, outbox, consequences};
  const Fired fired = Apply(tx, Due(AttemptWebhook{1}));
  CHECK(fired.kind == kAttemptWebhook);
  CHECK(fired.outcome == kDroppedOutcome);
  CHECK(outbox.empty());
}

}  // namespace
}  // namespace portone::commands
