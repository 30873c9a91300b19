// SPDX-License-Identifier: MIT
// Schedules that are refused because their time has passed: what an advance, the journal and an
// expectation that does not hold report about a merchant whose clock is behind.
#include <string>

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
  CHECK(api.Put("/subscribe/payments/schedule/o-1", Json{{"schedule_at", UnixSeconds(Start()) - 1}})
            .code() != 0);
  CHECK(api.registry.Default()->engine.ReadLateSchedules().total() == before + 1);
}

}  // namespace
}  // namespace portone
