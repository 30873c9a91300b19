// SPDX-License-Identifier: MIT
// Which events send webhooks, and to which URLs.
#include <chrono>
#include <string>
#include <tuple>

#include "support/test_sandbox.h"

namespace portone::commands {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

using std::chrono::hours;

constexpr std::string_view kConsole = "http://shop/hook";

CancelPayment CancelWithWebhook(const ImpUid& imp_uid) {
  CancelPayment command = Cancel(imp_uid);
  command.terms.enable_webhook = true;
  return command;
}

TEST_CASE("webhooks: a paid charge goes to the console's URL", "[command][webhook]") {
  TestSandbox sandbox(SetupWithWebhook(kConsole));
  GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  CHECK(sandbox.TakeWebhooks() == Strings{"paid order-1 to http://shop/hook"});
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(MakeKeyCharge("kim", "order-2")));
  CHECK(sandbox.TakeWebhooks() == Strings{"paid order-2 to http://shop/hook"});
}

TEST_CASE("webhooks: a failed charge that was not scheduled sends none", "[command][webhook]") {
  TestSandbox sandbox(SetupWithWebhook(kConsole));
  ChargeOnce once = MakeOnetimeCharge("order-1", kDecliningCard);
  once.order.notice_urls = {"http://shop/order"};
  CHECK(GetValue(sandbox.Run(once)).webhook_urls.empty());
  GetValue(sandbox.Run(Issue("kim", kDecliningCard)));
  GetValue(sandbox.Run(MakeKeyCharge("kim", "order-2")));
  CHECK(sandbox.TakeWebhooks().empty());
  CHECK(GetValue(sandbox.Query(ListWebhookDeliveries{})).empty());
}

TEST_CASE("webhooks: a scheduled charge sends one, paid or failed", "[command][webhook]") {
  const auto [card, sent] = GENERATE(table<std::string_view, std::string>({
      {kGoodCard, "paid order-1 to http://shop/hook"},
      {kDecliningCard, "failed order-1 to http://shop/hook"},
  }));
  TestSandbox sandbox(SetupWithWebhook(kConsole));
  GetValue(sandbox.Run(Issue("kim", card)));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  CHECK(sandbox.TakeWebhooks().empty());
  sandbox.AdvanceBy(hours{1});
  CHECK(sandbox.TakeWebhooks() == Strings{sent});
}

TEST_CASE("webhooks: an order's own URLs replace the console's", "[command][webhook]") {
  TestSandbox sandbox(SetupWithWebhook(kConsole));
  ChargeOnce once = MakeOnetimeCharge("order-1");
  once.order.notice_urls = {"http://shop/b", "http://shop/a"};
  GetValue(sandbox.Run(once));
  CHECK(sandbox.TakeWebhooks() ==
        Strings{"paid order-1 to http://shop/b", "paid order-1 to http://shop/a"});

  GetValue(sandbox.Run(Issue("kim")));
  RegisterSchedules schedules = ScheduleInAnHour("kim", "order-2");
  schedules.entries.front().order.notice_urls = {"http://shop/c"};
  GetValue(sandbox.Run(schedules));
  sandbox.AdvanceBy(hours{1});
  CHECK(sandbox.TakeWebhooks() == Strings{"paid order-2 to http://shop/c"});
}

TEST_CASE("webhooks: an order's own URL works without a console URL", "[command][webhook]") {
  TestSandbox sandbox;
  ChargeOnce once = MakeOnetimeCharge("order-1");
  once.order.notice_urls = {"http://shop/order"};
  GetValue(sandbox.Run(once));
  CHECK(sandbox.TakeWebhooks() == Strings{"paid order-1 to http://shop/order"});
}

TEST_CASE("webhooks: none is sent without a URL", "[command][webhook]") {
  TestSandbox sandbox;
  CHECK(GetValue(sandbox.Run(MakeOnetimeCharge("order-1"))).webhook_urls.empty());
  CHECK(sandbox.TakeWebhooks().empty());
  CHECK(GetValue(sandbox.Query(ListWebhookDeliveries{})).empty());
}

TEST_CASE("webhooks: a cancellation sends one only on request and to the original recipients",
          "[command][webhook]") {
  const auto [console, enable_webhook, sent] = GENERATE(table<std::string, bool, bool>({
      {std::string(kConsole), true, true},
      {std::string(kConsole), false, false},
      {"", true, false},
      {"", false, false},
  }));
  CAPTURE(console, enable_webhook);
  TestSandbox sandbox(SetupWithWebhook(console));
  const Payment paid = GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  sandbox.TakeWebhooks();
  CancelPayment command = Cancel(paid.imp_uid);
  command.terms.enable_webhook = enable_webhook;
  GetValue(sandbox.Run(command));
  CHECK(sandbox.TakeWebhooks() ==
        (sent ? Strings{"cancelled order-1 to http://shop/hook"} : Strings{}));
}

TEST_CASE("webhooks: a cancellation goes to the URL of the payment", "[command][webhook]") {
  TestSandbox sandbox(SetupWithWebhook(kConsole));
  ChargeOnce once = MakeOnetimeCharge("order-1");
  once.order.notice_urls = {"http://shop/order"};
  const Payment paid = GetValue(sandbox.Run(once));
  sandbox.TakeWebhooks();
  GetValue(sandbox.Run(CancelWithWebhook(paid.imp_uid)));
  CHECK(sandbox.TakeWebhooks() == Strings{"cancelled order-1 to http://shop/order"});
}

TEST_CASE("webhooks: only a cancellation has a cancellation_id", "[command][webhook]") {
  TestSandbox sandbox(SetupWithWebhook(kConsole));
  const Payment paid = GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  CHECK_FALSE(sandbox.engine.TakeOutgoing().value().event.cancellation_id);
  CancelPayment part = CancelWithWebhook(paid.imp_uid);
  part.amounts.amount = AmountText("amount", "1000");
  for (int i = 0; i < 2; ++i) {
    const Payment cancelled = GetValue(sandbox.Run(part));
    CHECK(sandbox.engine.TakeOutgoing().value().event.cancellation_id ==
          cancelled.cancellations.back().cancellation_id);
  }
}

TEST_CASE("webhooks: keys and revoked schedules send none", "[command][webhook]") {
  TestSandbox sandbox(SetupWithWebhook(kConsole));
  GetValue(sandbox.Run(Issue("kim")));
  GetValue(sandbox.Run(ScheduleInAnHour("kim", "order-1")));
  GetValue(sandbox.Run(Revoke("order-1")));
  GetValue(sandbox.Run(DeleteKey{CustomerUid("kim")}));
  sandbox.AdvanceBy(hours{1});
  CHECK(sandbox.TakeWebhooks().empty());
}

TEST_CASE("webhooks: use the format set in the console", "[command][webhook]") {
  engine::Setup setup = SetupWithWebhook(kConsole);
  setup.merchant.webhook.format = GENERATE(WebhookFormat::kJson, WebhookFormat::kForm);
  TestSandbox sandbox(setup);
  GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  CHECK(sandbox.engine.TakeOutgoing().value().format == setup.merchant.webhook.format);
}

TEST_CASE("webhooks: carry the ids and the status at the time of the event", "[command][webhook]") {
  TestSandbox sandbox(SetupWithWebhook(kConsole));
  const Payment paid = GetValue(sandbox.Run(MakeOnetimeCharge("order-1")));
  GetValue(sandbox.Run(CancelWithWebhook(paid.imp_uid)));
  const OutgoingWebhook first = sandbox.engine.TakeOutgoing().value();
  CHECK(first.event.imp_uid == paid.imp_uid);
  CHECK(first.event.merchant_uid.text == "order-1");
  CHECK(first.event.status == PaymentStatus::kPaid);
  CHECK(first.delivery_id == 1);
  CHECK(sandbox.engine.TakeOutgoing().value().event.status == PaymentStatus::kCancelled);
}

}  // namespace
}  // namespace portone::commands
