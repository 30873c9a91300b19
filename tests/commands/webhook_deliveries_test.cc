// SPDX-License-Identifier: MIT
#include "commands/webhook_deliveries.h"

#include <tuple>

#include "commands/timers.h"
#include "support/test_sandbox.h"

namespace portone::commands {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

RecordWebhookAttempt MakeResult(const OutgoingWebhook& outgoing, int status) {
  RecordWebhookAttempt command;
  command.delivery_id = outgoing.delivery_id;
  command.generation = outgoing.generation;
  command.result.status = status;
  command.result.body = "thanks";
  return command;
}

/// Makes a payment and takes its webhook.
OutgoingWebhook TakeWebhook(TestSandbox& sandbox) {
  GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  return sandbox.engine.TakeOutgoing().value();
}

TEST_CASE("deliveries: are pending until the response is recorded", "[command][delivery]") {
  const auto [status, state] = GENERATE(table<int, WebhookDeliveryState>({
      {200, WebhookDeliveryState::kDelivered},
      {204, WebhookDeliveryState::kDelivered},
      {500, WebhookDeliveryState::kFailed},
      {302, WebhookDeliveryState::kFailed},
      {0, WebhookDeliveryState::kFailed},
  }));
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  const OutgoingWebhook outgoing = TakeWebhook(sandbox);
  CHECK(GetValue(sandbox.Query(ListWebhookDeliveries{})).at(0).state ==
        WebhookDeliveryState::kPending);

  sandbox.AdvanceBy(std::chrono::seconds{3});
  CHECK(GetValue(sandbox.Run(MakeResult(outgoing, status))) ==
        (state == WebhookDeliveryState::kDelivered));
  const std::vector<WebhookDelivery> deliveries = GetValue(sandbox.Query(ListWebhookDeliveries{}));
  REQUIRE(deliveries.size() == 1);
  const WebhookDelivery& delivery = deliveries.front();
  CHECK(delivery.id == 1);
  CHECK(delivery.url == "http://shop/hook");
  CHECK(delivery.created_at == Start());
  CHECK(delivery.state == state);
  REQUIRE(delivery.attempts.size() == 1);
  CHECK(delivery.attempts[0].at == Start() + std::chrono::seconds{3});
  CHECK(delivery.attempts[0].result.status == status);
  CHECK(delivery.attempts[0].result.body == "thanks");
}

TEST_CASE("deliveries: a response for an unknown delivery is ignored", "[command][delivery]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  OutgoingWebhook outgoing = TakeWebhook(sandbox);
  outgoing.delivery_id = 99;
  CHECK(GetValue(sandbox.Run(MakeResult(outgoing, 200))));
  CHECK(GetValue(sandbox.Query(ListWebhookDeliveries{})).at(0).attempts.empty());
}

TEST_CASE("deliveries: a response for the world before a reset is ignored", "[command][delivery]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  const OutgoingWebhook before = TakeWebhook(sandbox);
  sandbox.engine.Reset();
  const OutgoingWebhook after = TakeWebhook(sandbox);
  REQUIRE(before.delivery_id == after.delivery_id);
  REQUIRE(before.generation != after.generation);
  CHECK(GetValue(sandbox.Run(MakeResult(before, 200))));
  CHECK(GetValue(sandbox.Query(ListWebhookDeliveries{})).at(0).state ==
        WebhookDeliveryState::kPending);
  CHECK_FALSE(GetValue(sandbox.Run(MakeResult(after, 500))));
  CHECK(GetValue(sandbox.Query(ListWebhookDeliveries{})).at(0).state ==
        WebhookDeliveryState::kFailed);
}

TEST_CASE("deliveries: are listed in order of creation", "[command][delivery]") {
  TestSandbox sandbox(SetupWithWebhook("http://shop/hook"));
  GetValue(sandbox.Run(MakeOnetimeCharge("order-2")));
  GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  const std::vector<WebhookDelivery> deliveries = GetValue(sandbox.Query(ListWebhookDeliveries{}));
  REQUIRE(deliveries.size() == 2);
  CHECK(deliveries[0].event.merchant_uid.text == "order-2");
  CHECK(deliveries[1].event.merchant_uid.text == "order-1");
}

TEST_CASE("timer: an attempt of a delivery no longer in the log reports it as dropped",
          "[command][delivery]") {
  World world;
  const sim::IdMint ids(1);
  sim::Agenda agenda;
  Outbox outbox;
  SideEffects side_effects;
  Tx tx{world, Start(), Start(), 1, ids, agenda, outbox, side_effects};
  const FiredTimer fired = Apply(tx, Timer(AttemptWebhook{1}));
  CHECK(fired.kind == AttemptWebhook::kName);
  CHECK(fired.outcome == kDroppedOutcome);
  CHECK(outbox.empty());
}

}  // namespace
}  // namespace portone::commands
