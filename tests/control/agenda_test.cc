// SPDX-License-Identifier: MIT
// GET /_emulator/agenda: the upcoming events.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::kDay;
using testing::Start;
using testing::Strings;
using testing::TestApi;

Json ReadAgenda(TestApi& api, std::string_view query = "") {
  const auto reply = api.Control("GET", "/agenda" + std::string(query));
  REQUIRE(ControlSummary(reply) == "200");
  return reply.json;
}

Strings GetMerchantUids(const Json& agenda) {
  Strings uids;
  for (const Json& entry : agenda["agenda"])
    uids.push_back(entry["merchant_uid"].get<std::string>());
  return uids;
}

void AddSchedules(TestApi& api, const std::vector<Json>& entries) {
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  REQUIRE(api.Post("/subscribe/payments/schedule", testing::ScheduleBody("kim", entries)).code() ==
          0);
}

TEST_CASE("agenda: shows schedules in the order in which they will be charged",
          "[control][agenda]") {
  TestApi api;
  CHECK(ReadAgenda(api)["total"] == 0);
  AddSchedules(api, {testing::EntryBody("late", Start() + 2 * kDay),
                     testing::EntryBody("early", Start() + kDay),
                     testing::EntryBody("late-too", Start() + 2 * kDay)});
  const Json agenda = ReadAgenda(api);
  CHECK(GetMerchantUids(agenda) == Strings{"early", "late", "late-too"});
  CHECK(agenda["agenda"][0].dump() ==
        R"({"at":"2024-02-01T09:00:00.000+09:00","kind":"charge_schedule",)"
        R"("merchant_uid":"early","customer_uid":"kim","imp_uid":null})");
  CHECK(agenda["total"] == 3);
  CHECK(agenda["truncated"] == false);
}

TEST_CASE("agenda: revoked and charged schedules are not listed", "[control][agenda]") {
  TestApi api;
  AddSchedules(
      api, {testing::EntryBody("a", Start() + kDay), testing::EntryBody("b", Start() + 2 * kDay),
            testing::EntryBody("c", Start() + 3 * kDay)});
  api.Post("/subscribe/payments/unschedule", {{"merchant_uid", "b"}});
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  CHECK(GetMerchantUids(ReadAgenda(api)) == Strings{"c"});
}

TEST_CASE("agenda: a webhook that will be retried is listed", "[control][agenda]") {
  engine::Setup setup = testing::SetupWithWebhook("http://shop/hook");
  setup.merchant.webhook.retries = 1;
  TestApi api(setup);
  const auto script =
      api.sender.RespondUsing([](const webhook::Post&) { return testing::RespondWith(500); });
  const Json payment =
      api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1")).response();
  api.Control("POST", "/settle");
  const Json entry = ReadAgenda(api)["agenda"][0];
  CHECK(entry["kind"] == "attempt_webhook");
  CHECK(entry["at"] == "2024-01-31T09:01:00.000+09:00");
  CHECK(entry["merchant_uid"] == "o-1");
  CHECK(entry["imp_uid"] == payment["imp_uid"]);
}

TEST_CASE("agenda: a long list is truncated and says so", "[control][agenda]") {
  TestApi api;
  AddSchedules(
      api, {testing::EntryBody("a", Start() + kDay), testing::EntryBody("b", Start() + 2 * kDay)});
  const Json agenda = ReadAgenda(api, "?limit=1");
  CHECK(GetMerchantUids(agenda) == Strings{"a"});
  CHECK(agenda["total"] == 2);
  CHECK(agenda["truncated"] == true);
  CHECK(GetMerchantUids(ReadAgenda(api, "?limit=0")).empty());
}

TEST_CASE("agenda: an invalid query is refused", "[control][agenda]") {
  TestApi api;
  CHECK(ControlSummary(api.Control("GET", "/agenda?limit=many")) ==
        "400 invalid_parameter limit limit: must be a whole number from 0 to 100000");
  CHECK(ControlSummary(api.Control("GET", "/agenda?limt=5")) ==
        R"(400 invalid_parameter limt limt: unknown parameter; did you mean "limit"?)");
  CHECK(ControlSummary(api.Control("GET", "/agenda?limit=%zz")) ==
        "400 malformed_request - the query cannot be decoded");
}

}  // namespace
}  // namespace portone
