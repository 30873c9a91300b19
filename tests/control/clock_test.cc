// SPDX-License-Identifier: MIT
// GET /_emulator/clock and POST /_emulator/clock/advance.
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::FakeWallClock;
using testing::GetShape;
using testing::Start;
using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

constexpr const char* kAdvance = "/clock/advance";
constexpr const char* kNotAPeriod =
    R"(400 invalid_parameter by by: must be a period like "90s", "30d" or "P1M")";
constexpr const char* kNotATime =
    R"(400 invalid_parameter to to: must be ISO 8601 with an offset, like )"
    R"("2024-01-31T09:00:00+09:00", or unix seconds)";

std::string GetNow(TestApi& api) {
  return api.Control("GET", "/clock").json["now"].get<std::string>();
}

TEST_CASE("clock: the reply has the time, the mode and the speed", "[control][clock]") {
  TestApi api;
  const TestReply reply = api.Control("GET", "/clock");
  CHECK(GetShape(reply.json) == Strings{"now string", "now_unix integer", "mode string",
                                        "speed integer", "advancing boolean"});
  CHECK(reply.json["now"] == "2024-01-31T09:00:00.000+09:00");
  CHECK(reply.json["now_unix"] == ToUnixSeconds(Start()));
  CHECK(reply.json["mode"] == "manual");
  CHECK(reply.json["speed"] == 1);
  CHECK(reply.json["advancing"] == false);
}

TEST_CASE("clock: a live clock follows the wall clock and runs on after an advance",
          "[control][clock]") {
  TestApi api(testing::LiveSetup());
  FakeWallClock::Advance(std::chrono::seconds{5});
  CHECK(GetNow(api) == "2024-01-31T09:00:05.000+09:00");
  api.Control("POST", kAdvance, R"({"by": "1d"})");
  FakeWallClock::Advance(std::chrono::milliseconds{1500});
  CHECK(GetNow(api) == "2024-02-01T09:00:06.500+09:00");
  CHECK(api.Control("GET", "/clock").json["mode"] == "live");
}

TEST_CASE("advance: the clock moves by a period", "[control][clock]") {
  TestApi api;
  const auto [by, now] = GENERATE(table<std::string, std::string>({
      {"250ms", "2024-01-31T09:00:00.250+09:00"},
      {"90s", "2024-01-31T09:01:30.000+09:00"},
      {"15m", "2024-01-31T09:15:00.000+09:00"},
      {"12h", "2024-01-31T21:00:00.000+09:00"},
      {"30d", "2024-03-01T09:00:00.000+09:00"},
      {"365d", "2025-01-30T09:00:00.000+09:00"},
      {"P1M", "2024-02-29T09:00:00.000+09:00"},
      {"P1Y", "2025-01-31T09:00:00.000+09:00"},
      {"P1DT1H", "2024-02-01T10:00:00.000+09:00"},
      {"0s", "2024-01-31T09:00:00.000+09:00"},
  }));
  CAPTURE(by);
  const TestReply reply = api.Control("POST", kAdvance, Json{{"by", by}}.dump());
  REQUIRE(ControlSummary(reply) == "200");
  CHECK(reply.json["from"] == "2024-01-31T09:00:00.000+09:00");
  CHECK(reply.json["to"] == now);
  CHECK(reply.json["now"] == now);
  CHECK(GetNow(api) == now);
}

TEST_CASE("advance: the clock moves to an instant", "[control][clock]") {
  TestApi api;
  const std::string to = GENERATE(R"("2024-02-01T09:00:00+09:00")", R"("2024-02-01T00:00:00Z")",
                                  R"("2024-02-01T00:00:00.000Z")", "1706745600");
  CAPTURE(to);
  const TestReply reply = api.Control("POST", kAdvance, R"({"to": )" + to + "}");
  CHECK(ControlSummary(reply) == "200");
  CHECK(reply.json["now_unix"] == 1706745600);
  CHECK(GetNow(api) == "2024-02-01T09:00:00.000+09:00");
}

TEST_CASE("advance: to the current time is allowed, to an earlier one is not", "[control][clock]") {
  TestApi api;
  CHECK(ControlSummary(api.Control("POST", kAdvance, R"({"to": "2024-01-31T09:00:00+09:00"})")) ==
        "200");
  CHECK(ControlSummary(api.Control("POST", kAdvance, R"({"to": "2024-01-31T08:59:59+09:00"})")) ==
        "400 invalid_parameter to the clock is at 2024-01-31T09:00:00.000+09:00 and cannot be "
        "moved back to 2024-01-31T08:59:59.000+09:00");
  CHECK(ControlSummary(api.Control("POST", kAdvance, R"({"by": "1s"})")) == "200");
}

TEST_CASE("advance: an invalid target is refused and the clock does not move", "[control][clock]") {
  TestApi api;
  const std::string both = R"(give exactly one of "by", "to" and "until")";
  const auto [body, outcome] = GENERATE_COPY(table<std::string, std::string>({
      {"", "400 invalid_parameter by by: " + both},
      {"{}", "400 invalid_parameter by by: " + both},
      {R"({"by": "1d", "to": 1706745600})", "400 invalid_parameter by by: " + both},
      {R"({"by": "soon"})", kNotAPeriod},
      {R"({"by": "-1d"})", kNotAPeriod},
      {R"({"by": ""})", kNotAPeriod},
      {R"({"by": "P1001Y"})", kNotAPeriod},
      {R"({"by": "999999999999999999999d"})", kNotAPeriod},
      {R"({"by": 5})", "400 invalid_parameter by by: must be a string"},
      {R"({"by": null})", "400 invalid_parameter by by: must be a string"},
      {R"({"to": "tomorrow"})", kNotATime},
      {R"({"to": "2024-02-01"})", kNotATime},
      {R"({"to": "2024-02-01T09:00:00"})", kNotATime},
      {R"({"to": -1})", kNotATime},
      {R"({"to": 253402300800})", kNotATime},
      {R"({"to": 1.5})", kNotATime},
      {R"({"to": {}})", "400 invalid_parameter to to: must be a string, a number, true or false"},
      {R"({"until": "x"})",
       R"(400 invalid_parameter until until: must be one of "next" "idle", not "x")"},
      {R"({"by": "1d", "until": "next"})", "400 invalid_parameter by by: " + both},
      {R"({"by": "P1000Y", "to": 1})", "400 invalid_parameter by by: " + both},
      {R"({"by": "1d", "settle": "never"})",
       R"(400 invalid_parameter settle settle: must be one of "each" "end" "none", not "never")"},
      {R"({"by": "1d", "settle_ms": -1})",
       "400 invalid_parameter settle_ms settle_ms: must be a whole number from 0 to 10000"},
      {R"({"by": "1d", "max_events": 0})",
       "400 invalid_parameter max_events max_events: must be a whole number from 1 to 1000000000"},
      {R"({"bye": "1d"})",
       "400 invalid_parameter by by: " + both + R"(; bye: unknown key; did you mean "by"?)"},
      {"[]", "400 invalid_parameter - the body: must be an object"},
      {R"({"by": "1d", "by": "2d"})",
       "400 malformed_request - the body is not JSON: line 1, column 14: "
       R"(duplicate key "by")"},
  }));
  CAPTURE(body);
  CHECK(ControlSummary(api.Control("POST", kAdvance, body)) == outcome);
  CHECK(GetNow(api) == "2024-01-31T09:00:00.000+09:00");
}

TEST_CASE("advance: a body that is not JSON is refused with the position of the error",
          "[control][clock]") {
  TestApi api;
  CHECK(ControlSummary(api.Control("POST", kAdvance, "{\n\"by\": }")) ==
        "400 malformed_request - the body is not JSON: line 2, column 7: syntax error while "
        "parsing value - unexpected '}'; expected '[', '{', or a literal");
  CHECK(ControlSummary(api.Control("POST", kAdvance, "{\"by\": \"1d\"} // a day")) == "200");
}

TEST_CASE("advance: the clock stays usable when advanced far beyond the year 9999",
          "[control][clock]") {
  TestApi api;
  for (int i = 0; i < 40; ++i) {
    const TestReply reply = api.Control("POST", kAdvance, R"({"by": "P1000Y"})");
    const bool moved = reply.status == 200;
    CHECK((moved || reply.status == 400));
    CHECK(reply.status < 500);
  }
  CHECK(api.Control("GET", "/clock").status == 200);
}

TEST_CASE("advance: the reply lists the fired events and counts the webhooks", "[control][clock]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  api.Post("/subscribe/customers/kim", testing::CardBody());
  const Instant day = Start() + std::chrono::hours{24};
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody("kim", {testing::EntryBody("o-1", day),
                                         testing::EntryBody("o-2", day + Duration{1000})}));
  api.Post("/subscribe/payments/unschedule", {{"merchant_uid", "o-2"}});
  const TestReply reply = api.Control("POST", kAdvance, R"({"by": "30d"})");
  CHECK(GetShape(reply.json) == Strings{"from string", "to string", "now string",
                                        "now_unix integer", "fired array", "fired_total integer",
                                        "truncated boolean", "deliveries object",
                                        "unsettled integer"});
  REQUIRE(reply.json["fired"].size() == 1);
  const Json paid = reply.json["fired"][0];
  CHECK(GetShape(paid) == Strings{"at string", "kind string", "merchant_uid string",
                                  "imp_uid string", "outcome string"});
  CHECK(paid["at"] == "2024-02-01T09:00:00.000+09:00");
  CHECK(paid["kind"] == "charge_schedule");
  CHECK(paid["merchant_uid"] == "o-1");
  CHECK(paid["outcome"] == "paid");
  CHECK(paid["imp_uid"] == api.Get("/payments/find/o-1").response()["imp_uid"]);
  CHECK(reply.json["fired_total"] == 1);
  CHECK(reply.json["truncated"] == false);
  CHECK(reply.json["deliveries"].dump() == R"({"succeeded":1,"failed":0,"dropped":0})");
}

TEST_CASE("advance: a long list of fired events is truncated and says so", "[control][clock]") {
  TestApi api;
  api.Post("/subscribe/customers/kim", testing::CardBody());
  std::vector<Json> entries;
  for (int i = 0; i < 1'001; ++i) {
    entries.push_back(testing::EntryBody("o-" + std::to_string(i), Start() + Duration{1'000}));
  }
  REQUIRE(api.Post("/subscribe/payments/schedule", testing::ScheduleBody("kim", entries)).code() ==
          0);
  const Json report = api.Control("POST", kAdvance, R"({"by": "1s"})").json;
  CHECK(report["fired"].size() == 1'000);
  CHECK(report["fired_total"] == 1'001);
  CHECK(report["truncated"] == true);
}

TEST_CASE("settle: it waits for webhooks and takes no parameters", "[control][clock]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"));
  const TestReply reply = api.Control("POST", "/settle");
  CHECK(reply.json.dump() == R"({"settled":true})");
  CHECK(api.sender.posts().size() == 1);
  CHECK(ControlSummary(api.Control("GET", "/settle")).substr(0, 3) == "405");
}

}  // namespace
}  // namespace portone
