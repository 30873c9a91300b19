// SPDX-License-Identifier: MIT
// Schedules that are refused because their time has passed, and those made for a distant time: what
// an advance, the journal and an expectation that does not hold report about a merchant whose clock
// is behind or ahead.
#include <string>
#include <string_view>
#include <vector>

#include "support/test_api.h"

namespace portone {
namespace {

using testing::kDay;
using testing::RespondWith;
using testing::Start;
using testing::TestApi;
using testing::TestReply;

constexpr std::string_view kExplanation =
    "refused because the time had passed: the merchant's clock is behind. Run the merchant's "
    "program with portone-emulator exec --share-clock, so that it has the sandbox's time";

/// Advances by 90 days, for a merchant who schedules the next charge by a clock that stays at the
/// start.
TestReply AdvanceWithMerchantBehind(TestApi& api) {
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  const auto schedule = [&api](const std::string& order, Instant at) {
    return api.Post("/subscribe/payments/schedule",
                    testing::ScheduleBody("kim", {testing::EntryBody(order, at)}));
  };
  REQUIRE(schedule("o-1", Start() + 30 * kDay).code() == 0);
  const auto script = api.sender.RespondUsing([&](const webhook::Post&) {
    CHECK(schedule("o-2", Start() + 30 * kDay).code() == 1);
    return RespondWith(200);
  });
  return api.Control("POST", "/clock/advance", R"({"by": "90d"})");
}

TEST_CASE("late schedules: an advance reports them and their customers", "[control][clock]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const Json late = AdvanceWithMerchantBehind(api).json["late_schedules"];
  CHECK(late["count"] == 1);
  CHECK(late["hint"] == "1 schedule (of kim) was " + std::string(kExplanation));
  CHECK(late["newest"].dump() ==
        R"([{"at":"2024-03-01T09:00:00.000+09:00","customer_uid":"kim","merchant_uid":"o-2",)"
        R"("schedule_at":"2024-03-01T09:00:00.000+09:00"}])");
  CHECK_FALSE(
      api.Control("POST", "/clock/advance", R"({"by": "1d"})").json.contains("late_schedules"));
}

TEST_CASE("late schedules: the journal reports them at the end of the advance",
          "[control][clock]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  AdvanceWithMerchantBehind(api);
  const Json entries = api.Control("GET", "/journal").json["entries"];
  CHECK(entries.back()["kind"] == "advance ended");
  CHECK(entries.back()["warnings"][0] == "1 schedule (of kim) was " + std::string(kExplanation));
}

TEST_CASE("late schedules: an expectation that does not hold gets them as a hint",
          "[control][clock]") {
  const std::string expected = R"({"expect": [{"payments": {"merchant_uid": "o-2"}}]})";
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  CHECK(api.Control("POST", "/verify", expected).text.find("hint: ") == std::string::npos);
  AdvanceWithMerchantBehind(api);
  const Json failed = api.Control("POST", "/verify", expected).json["error"];
  CHECK_THAT(failed["message"].get<std::string>(),
             Catch::Contains("\nhint: 1 schedule (of kim) was " + std::string(kExplanation)));
  api.Control("POST", "/reset");
  CHECK(api.Control("POST", "/verify", expected).text.find("clock is behind") == std::string::npos);
}

TEST_CASE("late schedules: moving a schedule into the past counts, too", "[control][clock]") {
  TestApi api;
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  REQUIRE(api.Post("/subscribe/payments/schedule",
                   testing::ScheduleBody("kim", {testing::EntryBody("o-1", Start() + kDay)}))
              .code() == 0);
  const auto before = api.registry.Default()->engine.ReadLateSchedules().total();
  CHECK(
      api.Put("/subscribe/payments/schedule/o-1", Json{{"schedule_at", ToUnixSeconds(Start()) - 1}})
          .code() != 0);
  CHECK(api.registry.Default()->engine.ReadLateSchedules().total() == before + 1);
}

constexpr std::string_view kAhead =
    "made for a time 1030 days or more ahead: unless that was meant, the merchant's clock is ahead "
    "of the sandbox's by about as much. Run the merchant's program with portone-emulator exec "
    "--share-clock, so that it has the sandbox's time, or start the sandbox's clock at the "
    "merchant's time (\"clock\": {\"start\": …})";

/// Schedules charges of kim, whose key is stored first.
void ScheduleForKim(TestApi& api, const std::vector<Json>& entries) {
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  REQUIRE(api.Post("/subscribe/payments/schedule", testing::ScheduleBody("kim", entries)).code() ==
          0);
}

TestReply Advance(TestApi& api, const std::string& period) {
  return api.Control("POST", "/clock/advance", Json{{"by", period}}.dump());
}

TEST_CASE(
    "distant schedules: an advance that charges nothing reports them, and so does its entry "
    "in the journal",
    "[control][clock]") {
  TestApi api;
  ScheduleForKim(api, {testing::EntryBody("o-1", Start() + 1030 * kDay)});
  const Json distant = Advance(api, "P1Y").json["distant_schedules"];
  const std::string hint = "1 schedule (of kim) was " + std::string(kAhead);
  CHECK(distant["count"] == 1);
  CHECK(distant["hint"] == hint);
  CHECK(distant["newest"][0]["merchant_uid"] == "o-1");
  const Json entries = api.Control("GET", "/journal").json["entries"];
  CHECK(entries.back()["kind"] == "advance ended");
  CHECK(entries.back()["warnings"] == Json::array({hint}));
}

TEST_CASE(
    "distant schedules: they are not reported once the clock has reached them, or a schedule "
    "is charged",
    "[control][clock]") {
  TestApi api;
  ScheduleForKim(api, {testing::EntryBody("o-1", Start() + 1030 * kDay)});
  CHECK(Advance(api, "1d").json.contains("distant_schedules"));
  REQUIRE(api.Post("/subscribe/payments/schedule",
                   testing::ScheduleBody("kim", {testing::EntryBody("o-2", Start() + 2 * kDay)}))
              .code() == 0);
  CHECK_FALSE(Advance(api, "2d").json.contains("distant_schedules"));
  CHECK(Advance(api, "1d").json.contains("distant_schedules"));
  Advance(api, "P3Y");
  CHECK_FALSE(Advance(api, "1d").json.contains("distant_schedules"));
}

TEST_CASE("distant schedules: a renewal in a year, and a plan of years that begins soon, are none",
          "[control][clock]") {
  TestApi api;
  const std::vector<Json> entries =
      GENERATE(std::vector<Json>{testing::EntryBody("o-1", Start() + 366 * kDay)},
               std::vector<Json>{testing::EntryBody("o-1", Start() + 1030 * kDay),
                                 testing::EntryBody("o-2", Start() + 30 * kDay)});
  ScheduleForKim(api, entries);
  CHECK_FALSE(Advance(api, "1d").json.contains("distant_schedules"));
}

TEST_CASE("distant schedules: an expectation that does not hold gets them as a hint",
          "[control][clock]") {
  const std::string expected = R"({"expect": [{"payments": {"merchant_uid": "o-1"}}]})";
  TestApi api;
  ScheduleForKim(api, {testing::EntryBody("o-1", Start() + 1030 * kDay)});
  const Json failed = api.Control("POST", "/verify", expected).json["error"];
  CHECK_THAT(failed["message"].get<std::string>(),
             Catch::Contains("\nhint: 1 schedule (of kim) was " + std::string(kAhead)));
  api.Control("POST", "/reset");
  CHECK(api.Control("POST", "/verify", expected).text.find("hint: ") == std::string::npos);
}

TEST_CASE("distant schedules: one that is moved far ahead counts, too", "[control][clock]") {
  TestApi api;
  ScheduleForKim(api, {testing::EntryBody("o-1", Start() + kDay)});
  REQUIRE(api.Put("/subscribe/payments/schedule/o-1",
                  Json{{"schedule_at", ToUnixSeconds(Start() + 1030 * kDay)}})
              .code() == 0);
  CHECK(Advance(api, "2d").json["distant_schedules"]["count"] == 1);
}

}  // namespace
}  // namespace portone
