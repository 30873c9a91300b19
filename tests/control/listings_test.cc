// SPDX-License-Identifier: MIT
// GET /_emulator/webhooks and /_emulator/journal.
#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::GetShape;
using testing::kHook;
using testing::kOnetime;
using testing::Strings;
using testing::TestApi;
using testing::TestReply;

Json ListWebhooks(TestApi& api) {
  return api.Control("GET", "/webhooks").json["webhooks"];
}

Json ReadJournal(TestApi& api, std::string_view query = "") {
  return api.Control("GET", "/journal" + std::string(query)).json["entries"];
}

Strings CollectKinds(const Json& entries) {
  Strings kinds;
  for (const Json& entry : entries)
    kinds.push_back(entry["kind"].get<std::string>());
  return kinds;
}

TEST_CASE("webhooks: each delivery is listed with its request and response", "[control][webhook]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  const auto script = api.sender.RespondUsing(
      [](const webhook::Post&) { return testing::RespondWith(201, "thanks"); });
  const Json payment = api.Post(kOnetime, testing::OnetimeBody("o-1")).response();
  api.Control("POST", "/settle");
  const Json list = ListWebhooks(api);
  REQUIRE(list.size() == 1);
  CHECK(GetShape(list[0]) == Strings{"id integer", "imp_uid string", "merchant_uid string",
                                     "status string", "url string", "created_at string",
                                     "state string", "fault null", "request object",
                                     "attempts array"});
  CHECK(list[0]["imp_uid"] == payment["imp_uid"]);
  CHECK(list[0]["merchant_uid"] == "o-1");
  CHECK(list[0]["status"] == "paid");
  CHECK(list[0]["url"] == kHook);
  CHECK(list[0]["created_at"] == "2024-01-31T09:00:00.000+09:00");
  CHECK(list[0]["state"] == "delivered");
  CHECK(list[0]["request"]["content_type"] == "application/json");
  CHECK(list[0]["request"]["body"] == api.sender.bodies()[0]);
  REQUIRE(list[0]["attempts"].size() == 1);
  const Json attempt = list[0]["attempts"][0];
  CHECK(GetShape(attempt) == Strings{"at string", "trigger string", "status integer", "error null",
                                     "response_body string", "took_ms integer"});
  CHECK(attempt["at"] == "2024-01-31T09:00:00.000+09:00");
  CHECK(attempt["status"] == 201);
  CHECK(attempt["response_body"] == "thanks");
}

TEST_CASE("webhooks: a failed receiver is recorded and does not undo the charge",
          "[control][webhook]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  const auto [outcome, status, error] = GENERATE(table<HttpResult, Json, Json>({
      {testing::RespondWith(500, "oh no"), 500, nullptr},
      {testing::RespondWith(404), 404, nullptr},
      {testing::RespondWith(302), 302, nullptr},
      {testing::FailWith("connection refused"), nullptr, "connection refused"},
  }));
  const auto script =
      api.sender.RespondUsing([outcome = outcome](const webhook::Post&) { return outcome; });
  api.Post(kOnetime, testing::OnetimeBody("o-1"));
  api.Control("POST", "/settle");
  const Json list = ListWebhooks(api);
  REQUIRE(list.size() == 1);
  CHECK(list[0]["state"] == "failed");
  REQUIRE(list[0]["attempts"].size() == 1);
  CHECK(list[0]["attempts"][0]["status"] == status);
  CHECK(list[0]["attempts"][0]["error"] == error);
  CHECK(api.Get("/payments/find/o-1").response()["status"] == "paid");
}

TEST_CASE("webhooks: a response that is not UTF-8 does not break the list", "[control][webhook]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  const auto script = api.sender.RespondUsing(
      [](const webhook::Post&) { return testing::RespondWith(200, "caf\xE9"); });
  api.Post(kOnetime, testing::OnetimeBody("o-1"));
  api.Control("POST", "/settle");
  CHECK_THAT(ListWebhooks(api)[0]["attempts"][0]["response_body"].get<std::string>(),
             Catch::StartsWith("caf"));
}

TEST_CASE("webhooks: with the format \"form\" they are sent urlencoded", "[control][webhook]") {
  engine::Setup setup = testing::SetupWithWebhook(kHook);
  setup.merchant.webhook.format = WebhookFormat::kForm;
  TestApi api(setup);
  const Json payment = api.Post(kOnetime, testing::OnetimeBody("o-1")).response();
  api.Control("POST", "/settle");
  REQUIRE(api.sender.posts().size() == 1);
  CHECK(api.sender.posts()[0].content_type == "application/x-www-form-urlencoded");
  CHECK(api.sender.bodies()[0] ==
        "imp_uid=" + payment["imp_uid"].get<std::string>() + "&merchant_uid=o-1&status=paid");
  CHECK(ListWebhooks(api)[0]["request"]["body"] == api.sender.bodies()[0]);
}

TEST_CASE("webhooks: without a URL there are none", "[control][webhook]") {
  TestApi api;
  api.Post(kOnetime, testing::OnetimeBody("o-1"));
  api.Control("POST", "/settle");
  CHECK(ListWebhooks(api).empty());
  CHECK(api.sender.posts().empty());
}

TEST_CASE("journal: requests that changed state, clock moves and webhook responses are recorded",
          "[control][journal]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  api.Post(kOnetime, testing::OnetimeBody("o-1"));
  api.Get("/payments/find/o-1");
  api.Control("POST", "/settle");
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  const Json entries = ReadJournal(api);
  CHECK(CollectKinds(entries) ==
        Strings{"request", "request", "delivery", "advance started", "advance ended"});
  for (std::size_t i = 0; i < entries.size(); ++i)
    CHECK(entries[i]["sequence"] == i + 1);
  CHECK(GetShape(entries[1]) == Strings{"sequence integer", "at string", "kind string",
                                        "method string", "target string", "body string",
                                        "webhooks array", "warnings array"});
  CHECK(entries[1]["method"] == "POST");
  CHECK(entries[1]["target"] == kOnetime);
  REQUIRE(entries[1]["webhooks"].size() == 1);
  CHECK(entries[1]["webhooks"][0]["merchant_uid"] == "o-1");
  CHECK(GetShape(entries[2]) == Strings{"sequence integer", "at string", "kind string",
                                        "delivery integer", "trigger string", "status integer",
                                        "error null", "webhooks array", "warnings array"});
  CHECK(entries[4]["at"] == "2024-02-01T09:00:00.000+09:00");
}

TEST_CASE("journal: since selects the entries after a sequence number", "[control][journal]") {
  TestApi api;
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  CHECK(ReadJournal(api).size() == 4);
  CHECK(ReadJournal(api, "?since=0").size() == 4);
  REQUIRE(ReadJournal(api, "?since=3").size() == 1);
  CHECK(ReadJournal(api, "?since=3")[0]["sequence"] == 4);
  CHECK(ReadJournal(api, "?since=4").empty());
  CHECK(ReadJournal(api, "?since=999").empty());
}

TEST_CASE("journal: it has the seed that reproduces the run", "[control][journal]") {
  engine::Setup setup = testing::StandardSetup();
  setup.seed = 7;
  TestApi api(setup);
  CHECK(api.Control("GET", "/journal").json["seed"] == 7);
}

TEST_CASE("journal: an invalid sequence number is refused", "[control][journal]") {
  TestApi api;
  const std::string since = GENERATE("x", "-1", "1.5", "99999999999999999999");
  CHECK(ControlSummary(api.Control("GET", "/journal?since=" + since)) ==
        "400 invalid_parameter since since: must be a whole number from 0 to 9223372036854775807");
  CHECK(ControlSummary(api.Control("GET", "/journal?since=%zz")) ==
        "400 malformed_request - the query cannot be decoded");
}

TEST_CASE("journal: an unknown parameter is refused by name", "[control][journal]") {
  TestApi api;
  CHECK(ControlSummary(api.Control("GET", "/journal?sinc=1")) ==
        R"(400 invalid_parameter sinc sinc: unknown parameter; did you mean "since"?)");
  CHECK(ControlSummary(api.Control("GET", "/journal?since[]=1")) ==
        "400 invalid_parameter since since: must be given only once");
}

TEST_CASE("journal: a refused request leaves an entry without webhooks", "[control][journal]") {
  TestApi api;
  api.GetToken();
  const std::size_t before = ReadJournal(api).size();
  api.Post("/payments/cancel", {{"imp_uid", "nowhere"}});
  const Json entries = ReadJournal(api);
  REQUIRE(entries.size() == before + 1);
  CHECK(entries.back()["webhooks"].empty());
}

}  // namespace
}  // namespace portone
