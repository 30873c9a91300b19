// SPDX-License-Identifier: MIT
// Freezing, setting, resuming and scaling a sandbox's clock.
#include <optional>

#include "domain/errors.h"
#include "engine/advance.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::FakeWallClock;
using testing::kDay;
using testing::Start;
using testing::TestApi;
using testing::TestReply;

TestReply Put(TestApi& api, std::string_view body) {
  return api.Control("PUT", "/clock", body);
}

std::string GetNow(TestApi& api) {
  return api.Control("GET", "/clock").json["now"].get<std::string>();
}

void AddSchedule(TestApi& api, std::string_view merchant_uid, Instant at) {
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  REQUIRE(api.Post("/subscribe/payments/schedule",
                   testing::ScheduleBody("kim", {testing::EntryBody(merchant_uid, at)}))
              .code() == 0);
}

TEST_CASE("clock: a live clock is frozen and resumed at its current time", "[control][clock]") {
  TestApi api(testing::LiveSetup());
  FakeWallClock::Set(Start() + kDay);
  CHECK(Put(api, R"({"mode": "manual"})").json["mode"] == "manual");
  FakeWallClock::Set(Start() + 5 * kDay);
  CHECK(GetNow(api) == "2024-02-01T09:00:00.000+09:00");
  const Json resumed = Put(api, R"({"mode": "live"})").json;
  CHECK(resumed["now"] == "2024-02-01T09:00:00.000+09:00");
  FakeWallClock::Set(Start() + 6 * kDay);
  CHECK(GetNow(api) == "2024-02-02T09:00:00.000+09:00");
}

TEST_CASE("clock: a scaled clock runs at its speed from the current time", "[control][clock]") {
  TestApi api;
  const Json scaled = Put(api, R"({"mode": "scaled", "speed": 86400})").json;
  CHECK(scaled["mode"] == "scaled");
  CHECK(scaled["speed"] == 86400);
  FakeWallClock::Set(Start() + std::chrono::seconds{30});
  CHECK(GetNow(api) == "2024-03-01T09:00:00.000+09:00");
  CHECK(Put(api, R"({"mode": "live"})").json["speed"] == 1);
}

TEST_CASE("clock: a scaled clock fires due events", "[control][clock]") {
  TestApi api;
  AddSchedule(api, "o-1", Start() + 10 * kDay);
  Put(api, R"({"mode": "scaled", "speed": 86400})");
  FakeWallClock::Set(Start() + std::chrono::seconds{9});
  CHECK(api.Get("/payments/find/o-1").status == 404);
  FakeWallClock::Set(Start() + std::chrono::seconds{10});
  CHECK(api.Get("/payments/find/o-1").response()["paid_at"] == ToUnixSeconds(Start() + 10 * kDay));
}

TEST_CASE("clock: an unused sandbox can be set to any time", "[control][clock]") {
  TestApi api;
  api.GetToken();
  for (const char* now : {"2018-02-01T00:00:00.000+09:00", "2031-12-31T23:59:59.000+09:00"}) {
    const Json body{{"now", now}};
    CHECK(Put(api, body.dump()).json["now"] == now);
    CHECK(GetNow(api) == now);
  }
  CHECK(Put(api, R"({"now": 1706659200})").json["now"] == "2024-01-31T09:00:00.000+09:00");
}

TEST_CASE("clock: a used sandbox can only be set forward and not past due events",
          "[control][clock]") {
  TestApi api;
  AddSchedule(api, "o-1", Start() + kDay);
  const std::string before = api.Describe();
  CHECK(ControlSummary(Put(api, R"({"now": "2024-01-31T08:59:59.999+09:00"})")) ==
        "409 conflict now something in this sandbox is dated later; reset it before moving "
        "its clock back");
  CHECK(ControlSummary(Put(api, R"({"now": "2024-02-01T09:00:00+09:00"})")) ==
        "409 conflict now something is due by then; advance the clock instead");
  CHECK(api.Describe() == before);
  CHECK(GetNow(api) == "2024-01-31T09:00:00.000+09:00");
  CHECK(Put(api, R"({"now": "2024-02-01T08:59:59.999+09:00"})").status == 200);
  CHECK(api.Get("/payments/find/o-1").status == 404);
}

TEST_CASE("clock: setting it is refused during an advance", "[control][clock]") {
  TestApi api;
  engine::Engine& engine = api.registry.Default()->engine;
  std::optional<engine::Advance> advance = engine::Advance::Begin(engine);
  REQUIRE(advance);
  CHECK(Put(api, R"({"mode": "live"})").status == 409);
  CHECK(ControlSummary(api.Control("POST", "/settle")) ==
        "409 conflict - " + errors::Advancing().message);
  advance.reset();
  CHECK(Put(api, R"({"mode": "live"})").status == 200);
}

TEST_CASE("clock: a reset restores the initial clock", "[control][clock]") {
  TestApi api;
  Put(api, R"({"mode": "scaled", "speed": 9, "now": "2031-01-01T00:00:00+09:00"})");
  api.Control("POST", "/reset");
  const Json clock = api.Control("GET", "/clock").json;
  CHECK(clock["mode"] == "manual");
  CHECK(clock["now"] == "2024-01-31T09:00:00.000+09:00");
}

TEST_CASE("clock: setting the clock back does not extend a token", "[control][clock]") {
  TestApi api;  // tokens expire by the sandbox clock here
  Put(api, R"({"now": "2031-01-01T00:00:00+09:00"})");
  api.GetToken();
  Put(api, R"({"now": "2024-01-31T09:00:00+09:00"})");
  const auto token =
      api.Post("/users/getToken",
               {{"imp_key", "imp_apikey"}, {"imp_secret", engine::SampleCredentials().imp_secret}});
  CHECK(token.response()["expired_at"].get<std::int64_t>() -
            token.response()["now"].get<std::int64_t>() <=
        1800);
}

TEST_CASE("clock: an invalid value is refused with the name of the field", "[control][clock]") {
  TestApi api;
  const auto [body, outcome] = GENERATE(table<std::string, std::string>({
      {R"({"mode": "fast"})", R"(400 invalid_parameter mode mode: must be one of "manual" "live" )"
                              R"("scaled", not "fast")"},
      {R"({"speed": 5})", R"(400 invalid_parameter speed speed: needs "mode": "scaled")"},
      {R"({"mode": "scaled", "speed": 0})",
       "400 invalid_parameter speed speed: must be a whole number from 1 to 1000000"},
      {R"({"now": "today"})",
       R"(400 invalid_parameter now now: must be ISO 8601 with an offset, like )"
       R"("2024-01-31T09:00:00+09:00", or unix seconds)"},
      {R"({"now": "9999-12-31T23:59:59-09:00"})",
       R"(400 invalid_parameter now now: must be ISO 8601 with an offset, like )"
       R"("2024-01-31T09:00:00+09:00", or unix seconds)"},
      {R"({"modus": "live"})", "400 invalid_parameter modus modus: unknown key"},
  }));
  CAPTURE(body);
  CHECK(ControlSummary(Put(api, body)) == outcome);
}

TEST_CASE("clock: every reply carries the sandbox's time", "[control][clock]") {
  TestApi api;
  const char* const kNow = "2024-01-31T09:00:00.000+09:00";
  api.Use("other", "secret");
  api.GetToken();
  api.Use("imp_apikey", engine::SampleCredentials().imp_secret);
  CHECK(api.Get("/payments/imp_0").Header("X-Emulator-Now") == kNow);
  CHECK(api.Control("GET", "/health").Header("X-Emulator-Now") == kNow);
  CHECK(api.Control("GET", "/nowhere").Header("X-Emulator-Now") == kNow);
  CHECK(api.Send({"GET", "/payments/imp_0", {}, ""}).Header("X-Emulator-Now") == kNow);
  const auto advanced = api.Control("POST", "/clock/advance?sandbox=imp_apikey", R"({"by": "1d"})");
  CHECK(advanced.Header("X-Emulator-Now") == "2024-02-01T09:00:00.000+09:00");
  api.Use("other", "secret");
  CHECK(api.Get("/payments/imp_0").Header("X-Emulator-Now") == kNow);
  CHECK(api.Control("GET", "/clock?sandbox=imp_apikey").Header("X-Emulator-Now") ==
        "2024-02-01T09:00:00.000+09:00");
  // Also when the request is refused before a sandbox is selected.
  CHECK(api.Control("POST", "/clock/advance?sandbox=imp_apikey", "{").Header("X-Emulator-Now") ==
        "2024-02-01T09:00:00.000+09:00");
  CHECK(api.Get("/nowhere").Header("X-Emulator-Now") == kNow);
}

}  // namespace
}  // namespace portone
