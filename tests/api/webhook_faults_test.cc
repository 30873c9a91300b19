// SPDX-License-Identifier: MIT
// Injected webhook faults: dropped, duplicated, delayed and reordered webhooks.
#include <string>
#include <vector>

#include "support/addresses.h"
#include "support/injected_faults.h"
#include "support/test_api.h"

namespace portone::testing {
namespace {

void Charge(TestApi& api, std::string_view merchant_uid, const Json& notice_urls = {}) {
  Json body = OnetimeBody(merchant_uid);
  if (!notice_urls.is_null()) body["notice_url"] = notice_urls;
  REQUIRE(Summary(api.Post("/subscribe/payments/onetime", body)) == "200 0");
  api.Control("POST", "/settle");
}

/// The merchant_uids of the webhooks sent, in sending order.
std::string GetSentOrders(TestApi& api) {
  std::string orders;
  for (const std::string& body : api.sender.bodies())
    orders += (orders.empty() ? "" : " ") + Json::parse(body).at("merchant_uid").get<std::string>();
  return orders;
}

Json GetWebhook(TestApi& api, std::size_t index) {
  return api.Control("GET", "/webhooks").json.at("webhooks").at(index);
}

Json Advance(TestApi& api, const std::string& by) {
  const TestReply reply = api.Control("POST", "/clock/advance", R"({"by": ")" + by + R"("})");
  REQUIRE(reply.status == 200);
  return reply.json;
}

}  // namespace

TEST_CASE("webhook faults: a dropped webhook is never sent and names its fault",
          "[api][fault][webhook]") {
  TestApi api(SetupWithWebhook(kHook));
  AddFault(api, R"({"when": {"operation": "webhook", "merchant_uid": "order-1"},
                 "then": {"drop": true}})");
  Charge(api, "order-1");
  Charge(api, "order-2");
  CHECK(GetSentOrders(api) == "order-2");
  const Json dropped = GetWebhook(api, 0);
  CHECK(dropped["state"] == "dropped");
  CHECK(dropped["fault"] == 1);
  CHECK(dropped["attempts"].empty());
  CHECK(GetWebhook(api, 1)["fault"].is_null());
}

TEST_CASE("webhook faults: an advance counts the webhooks dropped during it",
          "[api][fault][webhook]") {
  TestApi api(SetupWithWebhook(kHook));
  REQUIRE(Summary(api.Post("/subscribe/customers/kim", CardBody())) == "200 0");
  const Json body = ScheduleBody("kim", {EntryBody("order-1", Start() + std::chrono::hours{1}),
                                         EntryBody("order-2", Start() + std::chrono::hours{2})});
  REQUIRE(Summary(api.Post("/subscribe/payments/schedule", body)) == "200 0");
  AddFault(api, R"({"when": {"operation": "webhook"}, "then": {"drop": true}})");
  const Json advanced = Advance(api, "3h");
  CHECK(advanced["deliveries"]["dropped"] == 1);
  CHECK(advanced["deliveries"]["succeeded"] == 1);
  CHECK(GetSentOrders(api) == "order-2");
}

TEST_CASE("webhook faults: a dropped webhook can be sent manually", "[api][fault][webhook]") {
  TestApi api(SetupWithWebhook(kHook));
  AddFault(api, R"({"when": {"operation": "webhook"}, "then": {"drop": true}})");
  Charge(api, "order-1");
  REQUIRE(api.Control("POST", "/webhooks/1/replay").status == 200);
  CHECK(GetSentOrders(api) == "order-1");
  CHECK(GetWebhook(api, 0)["state"] == "delivered");
}

TEST_CASE("webhook faults: a duplicated webhook is two attempts of one delivery",
          "[api][fault][webhook]") {
  TestApi api(SetupWithWebhook(kHook));
  AddFault(api, R"({"when": {"operation": "webhook"}, "then": {"duplicate": true}})");
  Charge(api, "order-1");
  CHECK(GetSentOrders(api) == "order-1 order-1");
  const Json delivery = GetWebhook(api, 0);
  REQUIRE(delivery["attempts"].size() == 2);
  CHECK(delivery["attempts"][0]["trigger"] == "initial");
  CHECK(delivery["attempts"][1]["trigger"] == "duplicate");
  CHECK(delivery["fault"] == 1);
}

TEST_CASE("webhook faults: the duplicate may be delayed", "[api][fault][webhook]") {
  TestApi api(SetupWithWebhook(kHook));
  AddFault(api,
           R"({"when": {"operation": "webhook"}, "then": {"duplicate": true, "delay": "1h"}})");
  Charge(api, "order-1");
  CHECK(GetSentOrders(api) == "order-1");
  Advance(api, "59m");
  CHECK(GetSentOrders(api) == "order-1");
  Advance(api, "1m");
  CHECK(GetSentOrders(api) == "order-1 order-1");
}

TEST_CASE("webhook faults: a delay is measured in the sandbox's time", "[api][fault][webhook]") {
  TestApi api(SetupWithWebhook(kHook));
  AddFault(api, R"({"when": {"operation": "webhook"}, "then": {"delay": "90s"}})");
  Charge(api, "order-1");
  Charge(api, "order-2");
  CHECK(GetSentOrders(api) == "order-2");
  CHECK(GetWebhook(api, 0)["state"] == "pending");
  Advance(api, "89s");
  CHECK(GetSentOrders(api) == "order-2");
  Advance(api, "1s");
  CHECK(GetSentOrders(api) == "order-2 order-1");
  CHECK(GetWebhook(api, 0)["attempts"][0]["at"] == "2024-01-31T09:01:30.000+09:00");
}

TEST_CASE("webhook faults: a held webhook is sent after the next one", "[api][fault][webhook]") {
  TestApi api(SetupWithWebhook(kHook));
  AddFault(api, R"({"when": {"operation": "webhook"}, "then": {"reorder": true}})");
  Charge(api, "order-1");
  CHECK(GetSentOrders(api).empty());
  CHECK(GetWebhook(api, 0)["state"] == "pending");
  Charge(api, "order-2");
  CHECK(GetSentOrders(api) == "order-2 order-1");
  Charge(api, "order-3");
  CHECK(GetSentOrders(api) == "order-2 order-1 order-3");
}

TEST_CASE("webhook faults: several held webhooks keep their order", "[api][fault][webhook]") {
  TestApi api(SetupWithWebhook(kHook));
  AddFault(api, R"({"when": {"operation": "webhook"}, "times": 2, "then": {"reorder": true}})");
  AddFault(api, R"({"when": {"operation": "webhook"}, "then": {"drop": true}})");
  for (const char* order : {"order-1", "order-2", "order-3"})
    Charge(api, order);
  CHECK(GetSentOrders(api).empty());  // the third was dropped and does not count as the next one
  Charge(api, "order-4");
  CHECK(GetSentOrders(api) == "order-4 order-1 order-2");
}

TEST_CASE("webhook faults: a webhook held for a delayed one is sent after it",
          "[api][fault][webhook]") {
  TestApi api(SetupWithWebhook(kHook));
  AddFault(api, R"({"when": {"operation": "webhook"}, "then": {"reorder": true}})");
  AddFault(api, R"({"when": {"operation": "webhook"}, "then": {"delay": "1m"}})");
  Charge(api, "order-1");
  Charge(api, "order-2");
  CHECK(GetSentOrders(api).empty());
  Advance(api, "1m");
  CHECK(GetSentOrders(api) == "order-2 order-1");
}

TEST_CASE("webhook faults: a held webhook without a successor is never sent and blocks nothing",
          "[api][fault][webhook]") {
  TestApi api(SetupWithWebhook(kHook));
  AddFault(api, R"({"when": {"operation": "webhook"}, "then": {"reorder": true}})");
  Charge(api, "order-1");
  CHECK(api.Control("POST", "/settle").status == 200);
  CHECK(api.Control("POST", "/clock/advance", R"({"until": "idle"})").status == 200);
  CHECK(GetWebhook(api, 0)["state"] == "pending");
  CHECK(api.sender.posts().empty());
}

TEST_CASE("webhook faults: each URL counts as a separate occurrence", "[api][fault][webhook]") {
  TestApi api(SetupWithWebhook(kHook));
  AddFault(api, R"({"when": {"operation": "webhook"}, "then": {"drop": true}})");
  Charge(api, "order-1", Json{"http://a/hook", "http://b/hook"});
  CHECK(api.sender.urls() == Strings{"http://b/hook"});
  CHECK(FormatFaultCounters(api, 1) == "seen 2 applied 1 remaining 0");
}

TEST_CASE("webhook faults: webhooks can be matched by status", "[api][fault][webhook]") {
  TestApi api(SetupWithWebhook(kHook));
  AddFault(api, R"({"when": {"operation": "webhook", "status": "cancelled", "pg": "nice"},
                 "times": "always", "then": {"drop": true}})");
  Charge(api, "order-1");
  CHECK(GetSentOrders(api) == "order-1");
  REQUIRE(api.Control("POST", "/actions/cancel", R"({"merchant_uid": "order-1"})").status == 200);
  api.Control("POST", "/settle");
  CHECK(GetSentOrders(api) == "order-1");
  CHECK(FormatFaultCounters(api, 1) == R"(seen 1 applied 1 remaining "always")");
}

TEST_CASE("webhook faults: a charge with a cut connection still sends its webhook",
          "[api][fault][webhook]") {
  TestApi api(SetupWithWebhook(kHook));
  AddFault(api, R"({"when": {"operation": "charge"}, "at": "after", "then": {"timeout": true}})");
  CHECK(SendV1Call(api, "POST", "/subscribe/payments/onetime", OnetimeBody("order-1")).hang_up ==
        HangUp::kTimeout);
  api.Control("POST", "/settle");
  CHECK(GetSentOrders(api) == "order-1");
}

}  // namespace portone::testing
