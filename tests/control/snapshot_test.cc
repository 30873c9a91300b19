// SPDX-License-Identifier: MIT
// POST and PUT /_emulator/snapshot: taking and restoring the state of a sandbox.
#include <string>
#include <string_view>

#include "domain/timer.h"
#include "scenario/export.h"
#include "support/populated_sandbox.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::ListEverything;
using testing::Restore;
using testing::TakeSnapshot;
using testing::TestApi;
using testing::TestReply;

/// The replies to a fixed series of calls and to an advance by a year.
std::string Continue(TestApi& api) {
  std::string replies;
  const auto post = [&](const char* target, const Json& body) {
    replies += api.Post(target, body).text + "\n";
  };
  for (const char* customer : {"kim", "lee", "super", "naver", "gone", "wall"})
    post("/subscribe/payments/again",
         testing::AgainBody(customer, std::string("next-") + customer));
  post("/subscribe/payments/onetime", testing::OnetimeBody("paid"));
  post("/subscribe/payments/onetime", testing::OnetimeBody("late"));
  post("/payments/cancel", {{"merchant_uid", "in-part"}});
  post("/payments/cancel", {{"merchant_uid", "paid"}, {"amount", 1}});
  post("/subscribe/payments/schedule/s-failed/retry", Json::object());
  post("/subscribe/payments/unschedule", {{"customer_uid", "super"}});
  post("/subscribe/payments/schedule",
       testing::ScheduleBody("kim", {testing::EntryBody("s-waits", testing::Start())}));
  replies += api.Control("POST", "/faults",
                         R"({"when": {"operation": "cancel"}, "then": {"reset": true}})")
                 .text;
  replies += api.Control("POST", "/clock/advance", R"({"by": "1d"})").text + "\n";
  replies += ListEverything(api);
  replies += api.Control("POST", "/clock/advance", R"({"by": "P1Y"})").text + "\n";
  return replies + ListEverything(api);
}

TEST_CASE("snapshot: another sandbox continues from it like the first one",
          "[control][snapshot][slow]") {
  TestApi api(testing::PopulatedSetup());
  testing::Populate(api);
  const std::string snapshot = TakeSnapshot(api);
  for (const char* part : {"group",
                           "reservations",
                           "pending_operations",
                           "charge",
                           "cancellation",
                           "vbank_num",
                           "cancel_history",
                           "held_webhooks",
                           "agenda",
                           "last_fault_id",
                           "tier",
                           "certifications",
                           "deleted_certifications",
                           "otp",
                           "unique_key",
                           "product_orders",
                           "withheld",
                           "modified_at",
                           "new_order_status",
                           "escrow_delivery",
                           "order_status",
                           "partner_sales",
                           "quick_members",
                           "quick_preparations",
                           "autopay_keys",
                           "benepia_accounts"}) {
    CAPTURE(part);
    CHECK(snapshot.find("\"" + std::string(part) + "\":") != std::string::npos);
  }
  for (const std::string_view kind : kTimerNames) {
    CAPTURE(kind);
    CHECK(snapshot.find("\"kind\":\"" + std::string(kind) + "\"") != std::string::npos);
  }
  TestApi other;
  Restore(other, snapshot);
  CHECK(other.Describe() == api.Describe());
  CHECK(TakeSnapshot(other) == snapshot);
  CHECK(ListEverything(other) == ListEverything(api));
  CHECK(Continue(other) == Continue(api));
  CHECK(other.Describe() == api.Describe());
}

TEST_CASE("snapshot: another sandbox of the same emulator loads it and keeps its credentials",
          "[control][snapshot]") {
  TestApi api(testing::PopulatedSetup());
  testing::Populate(api);
  const std::string snapshot = TakeSnapshot(api);
  REQUIRE(api.Control("POST", "/sandboxes", R"({"imp_key": "k", "imp_secret": "s"})").status ==
          200);
  const TestReply loaded = api.Control("PUT", "/snapshot?sandbox=k", snapshot);
  REQUIRE(loaded.status == 200);
  CHECK(loaded.json["imp_key"] == "k");
  CHECK(loaded.json["now"] == "2024-01-31T11:00:10.000+09:00");
  CHECK(api.registry.FindByKey("k")->engine.DescribeWorld() == api.Describe());
  api.Use("k", "s");
  CHECK(api.Get("/payments/find/paid").code() == 0);
}

TEST_CASE("snapshot: a reset returns to the restored state", "[control][snapshot]") {
  TestApi api(testing::PopulatedSetup());
  testing::Populate(api);
  const std::string snapshot = TakeSnapshot(api);
  const std::string world = api.Describe();
  CHECK(api.Control("GET", "/scenario").text != snapshot);
  Restore(api, snapshot);
  CHECK(api.Control("GET", "/scenario").text == snapshot);
  Continue(api);
  CHECK(api.Describe() != world);
  api.Control("POST", "/reset");
  CHECK(api.Describe() == world);
  CHECK(api.Control("GET", "/scenario").text == snapshot);
}

TEST_CASE("snapshot: a merchant without channels can be restored", "[control][snapshot]") {
  TestApi api;
  const Json channels = api.Control("GET", "/channels").json["channels"];
  for (const Json& channel : channels)
    api.Control("DELETE", "/channels/" + channel["channel_key"].get<std::string>());
  const std::string snapshot = TakeSnapshot(api);
  api.Control("POST", "/reset");
  Restore(api, snapshot);
  CHECK(api.Control("GET", "/channels").json["channels"].empty());
  CHECK(TakeSnapshot(api) == snapshot);
}

TEST_CASE("snapshot: a sub-merchant that was removed keeps its records", "[control][snapshot]") {
  TestApi api;
  REQUIRE(api.Post("/tiers/B02", {{"tier_name", "부산점"}}).code() == 0);
  api.headers = {{"Tier", "B02"}};
  REQUIRE(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1")).code() == 0);
  api.headers = {};
  REQUIRE(api.Delete("/tiers/B02").code() == 0);
  const std::string snapshot = TakeSnapshot(api);
  Restore(api, snapshot);
  CHECK(TakeSnapshot(api) == snapshot);
  CHECK(api.Get("/tiers/B02").status == 404);
  api.headers = {{"Tier", "B02"}};
  CHECK(api.Get("/payments/find/o-1").response()["status"] == "paid");
}

TEST_CASE("snapshot: it contains no secrets", "[control][snapshot]") {
  TestApi api(testing::PopulatedSetup());
  testing::Populate(api);
  const std::string snapshot = TakeSnapshot(api);
  for (const char* secret : {"1234123412341234", "1234-1234-1234-1234", "4000000000000341",
                             "880515", "imp_secret", "access_token", "pwd", "\"birth\"", "cvc"}) {
    CAPTURE(secret);
    CHECK(snapshot.find(secret) == std::string::npos);
  }
  CHECK(snapshot.find(api.GetToken()) == std::string::npos);
}

TEST_CASE("snapshot: a webhook being delivered is sent again", "[control][snapshot]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  api.sender.Hang("http://shop/hook");
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"));
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-2"));
  api.sender.Await(1);
  const std::string snapshot = TakeSnapshot(api);
  api.sender.Release("http://shop/hook");
  TestApi other;
  Restore(other, snapshot);
  REQUIRE(other.Control("POST", "/settle").status == 200);
  CHECK(other.sender.bodies().size() == 2);
  const Json webhooks = other.Control("GET", "/webhooks").json["webhooks"];
  for (const Json& webhook : webhooks)
    CHECK(webhook["state"] == "delivered");
}

TEST_CASE("snapshot: lists keep the order of events at one instant", "[control][snapshot]") {
  TestApi api;
  for (const char* order : {"o-1", "o-2", "o-3"})
    REQUIRE(api.Post("/subscribe/payments/onetime", testing::OnetimeBody(order)).code() == 0);
  for (const char* order : {"o-3", "o-1"})
    REQUIRE(api.Post("/payments/cancel", {{"merchant_uid", order}}).code() == 0);
  const std::string snapshot = TakeSnapshot(api);
  CHECK(snapshot.find(R"("tie_breaks")") != std::string::npos);
  const std::string list = api.Get("/payments/status/all?sorting=updated").text;
  Restore(api, snapshot);
  CHECK(api.Get("/payments/status/all?sorting=updated").text == list);
}

TEST_CASE("snapshot: the snapshot of a new sandbox has a few lines", "[control][snapshot]") {
  TestApi api;
  CHECK(TakeSnapshot(api) == R"({
  "seed": 1,
  "clock": {"start":"2024-01-31T09:00:00.000+09:00","mode":"manual","tokens":"sandbox"},
  "given": {
    "webhook": {"url":""},
    "agenda": []
  }
}
)");
}

TEST_CASE("snapshot: a snapshot of an older version is refused in one sentence",
          "[control][snapshot]") {
  const auto [parameter, block] = GENERATE(table<std::string, std::string>({
      {"given/claims", R"("claims": [{"customer_uid": "kim", "claims": ["n"]}])"},
      {"given/deliveries", R"("deliveries": [], "held_back": [], "orders": [])"},
      {"given/payments/0/only_issued", R"("held_back": [1], "payments": [{"only_issued": true}])"},
      {"given/held_back", R"("held_back": [1])"},
      {"given/orders", R"("orders": [])"},
      {"given/waiting", R"("waiting": [{"asked": 1}])"},
      {"given/schedules/1/turn", R"("schedules": [{}, {"turn": 1}])"},
      {"given/billing_keys/0/charge_outcome",
       R"("billing_keys": [{"customer_uid": "kim", "charge_outcome": "good"}])"},
      {"given/pending_operations/0/cancellation/tell",
       R"("pending_operations": [{"imp_uid": "i", "cancellation": {"tell": "nobody"}}])"},
      {"given/switches/cancel_registration", R"("switches": {"cancel_registration": "accept"})"},
  }));
  CAPTURE(block);
  TestApi api;
  const std::string world = api.Describe();
  CHECK(ControlSummary(
            api.Control("PUT", "/snapshot", R"({"given": {"agenda": [], )" + block + "}}")) ==
        "400 invalid_parameter " + parameter + " " + parameter +
            ": this snapshot was taken by an older version; take it again");
  CHECK(api.Describe() == world);
}

TEST_CASE("snapshot: an older version's timers are refused with the same message",
          "[control][snapshot]") {
  const auto [key, timer] = GENERATE(table<std::string, std::string>({
      {"delivery", R"({"kind": "attempt_webhook", "delivery": 1})"},
      {"of", R"({"kind": "pingback", "of": "charge"})"},
      {"asked", R"({"kind": "pingback", "asked": 1})"},
      {"turn", R"({"kind": "charge_schedule", "turn": 1})"},
      {"vbank_revision", R"({"kind": "expire_vbank", "vbank_revision": 1})"},
  }));
  CAPTURE(timer);
  TestApi api;
  const std::string parameter = "given/agenda/0/" + key;
  CHECK(ControlSummary(
            api.Control("PUT", "/snapshot", R"({"given": {"agenda": [)" + timer + "]}}")) ==
        "400 invalid_parameter " + parameter + " " + parameter +
            ": this snapshot was taken by an older version; take it again");
}

TEST_CASE("snapshot: without an agenda, the error for an old key gives its new name",
          "[control][snapshot]") {
  TestApi api;
  CHECK_THAT(api.Control("PUT", "/snapshot", R"({"given": {"orders": []}})").text,
             Catch::Contains("it is called \\\"tie_breaks\\\" now"));
}

TEST_CASE("snapshot: the body must be empty", "[control][snapshot]") {
  TestApi api;
  CHECK(ControlSummary(api.Control("POST", "/snapshot", R"({"pretty": true})")) ==
        "400 invalid_parameter pretty pretty: unknown key");
}

}  // namespace
}  // namespace portone
