// SPDX-License-Identifier: MIT
// Advances that pause at ticks, for merchants who act by timers of their own.
#include <string>
#include <vector>

#include "engine/advance_request.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::kDay;
using testing::RespondWith;
using testing::Start;
using testing::TestApi;
using testing::TestReply;

TestReply Advance(TestApi& api, const std::string& body) {
  return api.Control("POST", "/clock/advance", body);
}

TEST_CASE("tick: a call is made at each tick, in the order of the events", "[control][clock]") {
  TestApi api(testing::SetupWithWebhook("http://shop.test/hook"));
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  REQUIRE(api.Post("/subscribe/payments/schedule",
                   testing::ScheduleBody(
                       "kim", {testing::EntryBody("o-1", Start() + std::chrono::hours{36})}))
              .code() == 0);
  std::vector<std::string> events;
  const auto script = api.sender.RespondUsing([&](const webhook::Post& post) {
    const Json clock = api.Control("GET", "/clock").json;
    events.push_back(clock["now"].get<std::string>().substr(0, 16) + " " + post.url + " " +
                     post.body.substr(0, 8));
    return RespondWith(200);
  });
  const TestReply reply = Advance(api, R"({"by": "3d", "tick": {"every": "1d", "wait_ms": 0,
                "call": {"post": "http://shop.test/bill", "body": {"a": 1}}}})");
  REQUIRE(reply.status == 200);
  REQUIRE(events.size() == 4);
  CHECK(events[0] == "2024-02-01T09:00 http://shop.test/bill {\"a\":1}");
  CHECK(events[1].starts_with("2024-02-01T21:00 "));
  CHECK(events[2] == "2024-02-02T09:00 http://shop.test/bill {\"a\":1}");
  CHECK(events[3] == "2024-02-03T09:00 http://shop.test/bill {\"a\":1}");
  CHECK(reply.json["ticks"].dump() ==
        R"({"total":3,"with_shop_calls":0,"failed":0,"first_failure":null})");
}

TEST_CASE("tick: a charge made at a tick is settled before the next tick", "[control][clock]") {
  TestApi api(testing::SetupWithWebhook("http://shop.test/hook"));
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  std::vector<std::string> events;
  int orders = 0;
  const auto script = api.sender.RespondUsing([&](const webhook::Post& post) {
    if (post.url == "http://shop.test/bill") {
      const std::string order = "o-" + std::to_string(++orders);
      CHECK(api.Post("/subscribe/payments/again", testing::AgainBody("kim", order)).code() == 0);
      events.push_back("bill");
    } else {
      events.push_back("webhook " +
                       api.Control("GET", "/clock").json["now"].get<std::string>().substr(0, 10));
    }
    return RespondWith(200);
  });
  const TestReply reply = Advance(api, R"({"by": "P2M", "tick": {"cron": "0 6 1 * *", "wait_ms": 0,
                       "call": {"post": "http://shop.test/bill"}}})");
  REQUIRE(reply.status == 200);
  CHECK(events ==
        std::vector<std::string>{"bill", "webhook 2024-02-01", "bill", "webhook 2024-03-01"});
  CHECK(reply.json["ticks"]["with_shop_calls"] == 2);
}

TEST_CASE("tick: a command is run at each tick, but only where that is allowed",
          "[control][clock]") {
  TestApi api;
  const std::string body = R"({"by": "2d", "tick": {"every": "1d", "wait_ms": 0,
                               "command": ["bill", "all"]}})";
  CHECK(ControlSummary(Advance(api, body)) ==
        "403 forbidden tick/command this emulator runs no commands: start it with exec, or with "
        "--allow-commands");
  std::vector<std::vector<std::string>> commands;
  api.context.programs.run = [&commands](const std::vector<std::string>& command,
                                         std::chrono::milliseconds limit,
                                         const control::StopCheck&) {
    CHECK(limit == std::chrono::seconds{60});
    commands.push_back(command);
    return std::string(commands.size() == 1 ? "exit code 3" : "");
  };
  const TestReply reply = Advance(api, body);
  CHECK(commands == std::vector<std::vector<std::string>>{{"bill", "all"}, {"bill", "all"}});
  CHECK(reply.json["ticks"]["failed"] == 1);
  CHECK(reply.json["ticks"]["first_failure"] == "2024-02-01T09:00:00.000+09:00 bill: exit code 3");
}

TEST_CASE("tick: a failing call is counted, and a refused connection ends the advance",
          "[control][clock]") {
  TestApi api;
  const std::string body = R"({"by": "3d", "tick": {"every": "1d", "wait_ms": 0,
                               "call": {"post": "http://shop.test/bill"}}})";
  {
    const auto script =
        api.sender.RespondUsing([](const webhook::Post&) { return RespondWith(500); });
    const TestReply reply = Advance(api, body);
    CHECK(reply.json["ticks"]["failed"] == 3);
    CHECK(reply.json["ticks"]["first_failure"] ==
          "2024-02-01T09:00:00.000+09:00 POST http://shop.test/bill: responded with HTTP 500");
  }
  const auto script = api.sender.RespondUsing(
      [](const webhook::Post&) { return testing::FailWith(kConnectionRefused); });
  CHECK(ControlSummary(Advance(api, body)) ==
        "409 shop_unreachable - POST http://shop.test/bill: connection refused; the clock is at "
        "2024-02-04T09:00:00.000+09:00");
}

TEST_CASE("tick: a call without a response has failed, and the advance goes on",
          "[control][clock]") {
  TestApi api;
  std::vector<std::chrono::milliseconds> limits;
  const auto script = api.sender.RespondUsing([&](const webhook::Post& post) {
    limits.push_back(post.total_timeout);
    return testing::FailWith("no response within 7000 ms");
  });
  const TestReply reply = Advance(api, R"({"by": "3d", "tick": {"every": "1d", "wait_ms": 0,
      "max_tick_seconds": 7, "call": {"post": "http://shop.test/bill"}}})");
  CHECK(reply.status == 200);
  CHECK(limits == std::vector<std::chrono::milliseconds>(3, std::chrono::seconds{7}));
  CHECK(reply.json["ticks"]["failed"] == 3);
  CHECK(reply.json["ticks"]["first_failure"] ==
        "2024-02-01T09:00:00.000+09:00 POST http://shop.test/bill: no response within 7000 ms");
}

TEST_CASE("tick: a host that is no longer there ends the advance", "[control][clock]") {
  TestApi api;
  const char* const error = GENERATE(kConnectionRefused, kHostNotFound, kHostUnreachable);
  const auto script =
      api.sender.RespondUsing([error](const webhook::Post&) { return testing::FailWith(error); });
  CHECK(ControlSummary(Advance(api, R"({"by": "3d", "tick": {"every": "1d", "wait_ms": 0,
                                        "call": {"post": "http://shop.test/bill"}}})"))
            .starts_with("409 shop_unreachable - POST http://shop.test/bill: " +
                         std::string(error) + "; the clock is at 2024-02-01T09:00"));
}

TEST_CASE("tick: without a bound on its real time an advance has room for all its standstills",
          "[control][clock]") {
  using std::chrono::milliseconds;
  engine::TickRule tick{.when = Period{0, std::chrono::hours{1}}, .wait = engine::kDefaultTickWait};
  for (const std::size_t ticks : {std::size_t{8'760}, engine::kDefaultTicks, engine::kMaxTicks}) {
    const milliseconds standstills = engine::kDefaultTickWait * static_cast<std::int64_t>(ticks);
    CHECK(engine::GetTimeLimit(tick, ticks) >= standstills + std::chrono::minutes{5});
  }
  tick.limit = std::chrono::seconds{5};
  CHECK(engine::GetTimeLimit(tick, 8'760) == std::chrono::seconds{5});
}

TEST_CASE("tick: a shop that does not accept the webhooks of the first tick ends the advance",
          "[control][clock]") {
  TestApi api(testing::SetupWithWebhook("http://shop.test/hook"));
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  int orders = 0;
  const auto script = api.sender.RespondUsing([&](const webhook::Post& post) {
    if (post.url != "http://shop.test/bill") return testing::FailWith(kConnectionRefused);
    const std::string order = "o-" + std::to_string(++orders);
    CHECK(api.Post("/subscribe/payments/again", testing::AgainBody("kim", order)).code() == 0);
    return RespondWith(200);
  });
  const TestReply reply = Advance(api, R"({"by": "P2M", "tick": {"cron": "0 6 1 * *", "wait_ms": 0,
                       "call": {"post": "http://shop.test/bill"}}})");
  CHECK(ControlSummary(reply) ==
        "409 shop_unreachable - the shop accepts no webhooks: http://shop.test/hook: connection "
        "refused; "
        "the clock is at 2024-02-01T06:00:00.000+09:00");
  CHECK(reply.json["ticks"]["total"] == 1);
  CHECK(reply.json["ticks"]["with_shop_calls"] == 1);
  CHECK(reply.json["deliveries"]["failed"] == 1);
}

TEST_CASE("tick: without ticks an absent receiver does not end an advance", "[control][clock]") {
  TestApi api(testing::SetupWithWebhook("http://shop.test/hook"));
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  REQUIRE(api.Post("/subscribe/payments/schedule",
                   testing::ScheduleBody("kim", {testing::EntryBody("o-1", Start() + kDay)}))
              .code() == 0);
  const auto script = api.sender.RespondUsing(
      [](const webhook::Post&) { return testing::FailWith(kConnectionRefused); });
  const TestReply reply = Advance(api, R"({"by": "3d"})");
  CHECK(reply.status == 200);
  CHECK(reply.json["deliveries"]["failed"] == 1);
}

TEST_CASE("tick: an advance that ends early reports what happened on the way", "[control][clock]") {
  TestApi api;
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  REQUIRE(api.Post("/subscribe/payments/schedule",
                   testing::ScheduleBody("kim", {testing::EntryBody("o-1", Start() + kDay)}))
              .code() == 0);
  api.context.programs.run = [&api](const std::vector<std::string>&, std::chrono::milliseconds,
                                    const control::StopCheck&) {
    api.Post("/subscribe/payments/schedule",
             testing::ScheduleBody("kim", {testing::EntryBody("o-2", Start())}));
    return std::string("exit code 1");
  };
  const TestReply reply = Advance(api, R"({"by": "5d", "tick": {"every": "1d", "wait_ms": 0,
                                           "max": 2, "command": ["bill"]}})");
  CHECK(reply.status == 422);
  CHECK(reply.json["error"]["code"] == "advance_limit");
  CHECK(reply.json["from"] == "2024-01-31T09:00:00.000+09:00");
  CHECK(reply.json["to"] == "2024-02-02T09:00:00.000+09:00");
  CHECK(reply.json["fired_total"] == 1);
  CHECK(reply.json["fired"][0]["merchant_uid"] == "o-1");
  CHECK(reply.json["ticks"]["total"] == 2);
  CHECK(reply.json["ticks"]["failed"] == 2);
  CHECK(reply.json["late_schedules"]["count"] == 2);
  CHECK_FALSE(Advance(api, R"({"to": "2020-01-01T00:00:00Z"})").json.contains("fired"));
}

TEST_CASE("tick: an advance ends with the program of the shop", "[control][clock]") {
  TestApi api;
  bool has_ended = false;
  const auto script = api.sender.RespondUsing([&](const webhook::Post&) {
    has_ended = true;
    return RespondWith(200);
  });
  api.context.programs.find_exited = [&has_ended](std::chrono::milliseconds) {
    return std::string(has_ended ? "\"node server.js\" (exit code 3)" : "");
  };
  const std::string tick = R"("tick": {"every": "1d", "wait_ms": 0,
                              "call": {"post": "http://shop.test/bill"}})";
  const std::string message =
      "409 shop_unreachable - the shop has exited: \"node server.js\" (exit code 3); "
      "the clock is at 2024-02-01T09:00:00.000+09:00";
  CHECK(ControlSummary(Advance(api, R"({"by": "3d", )" + tick + "}")) == message);
  CHECK(ControlSummary(Advance(api, R"({"by": "3d", )" + tick + "}")) == message);
  CHECK(ControlSummary(Advance(api, R"({"by": "3d", "settle": "end"})")) == message);
}

TEST_CASE("tick: a command that would not follow the clock is refused before anything moves",
          "[control][clock]") {
  TestApi api;
  api.context.programs.run = [](const std::vector<std::string>&, std::chrono::milliseconds,
                                const control::StopCheck&) { return std::string(); };
  api.context.programs.find_problem = [](const std::vector<std::string>& command) {
    return "cannot share the clock: " + command.front();
  };
  CHECK(ControlSummary(
            Advance(api, R"({"by": "2d", "tick": {"every": "1d", "command": ["bill"]}})")) ==
        "400 invalid_parameter tick/command cannot share the clock: bill");
  CHECK(api.Control("GET", "/clock").json["now"] == "2024-01-31T09:00:00.000+09:00");
}

TEST_CASE("tick: the number of ticks is bounded", "[control][clock]") {
  TestApi api;
  CHECK(ControlSummary(
            Advance(api, R"({"by": "5d", "tick": {"every": "1d", "wait_ms": 0, "max": 2}})")) ==
        "422 advance_limit tick stopped after 2 ticks (\"max\"); the clock is at "
        "2024-02-02T09:00:00.000+09:00");
}

TEST_CASE("tick: the real time of all ticks is bounded", "[control][clock][slow]") {
  TestApi api;
  const std::string summary = ControlSummary(
      Advance(api, R"({"by": "P1Y", "tick": {"every": "1d", "wait_ms": 300, "max_seconds": 1}})"));
  CHECK(summary.starts_with(
      "422 advance_limit tick stopped after 1 s (\"max_seconds\"); the clock is at 2024-02-0"));
}

TEST_CASE("tick: an invalid tick is refused with its key and moves no clock", "[control][clock]") {
  TestApi api;
  const struct {
    const char* tick;
    const char* message_part;
  } rows[] = {
      {R"("0s")", "tick: must be a period like"},
      {R"("often")", "tick: must be a period like"},
      {R"(5)", "tick"},
      {R"({})", "give exactly one of \"every\" and \"cron\""},
      {R"({"every": "1d", "cron": "* * * * *"})", "give exactly one of \"every\" and \"cron\""},
      {R"({"cron": "daily"})", "must have the five fields of a crontab"},
      {R"({"every": "1d", "call": {}})", "post"},
      {R"({"every": "1d", "call": {"post": "shop.test"}})", "must be an http or https URL"},
      {R"({"every": "1d", "call": {"post": "http://a", "headers": {"A": "b\r\nC: d"}}})",
       "without line breaks"},
      {R"({"every": "1d", "command": "bill all"})", "a program and its arguments"},
      {R"({"every": "1d", "command": []})", "a program and its arguments"},
      {R"({"every": "1d", "command": ["a"], "call": {"post": "http://a"}})",
       "give at most one of \"call\" and \"command\""},
      {R"({"every": "1d", "wait_ms": 60001})", "wait_ms"},
      {R"({"every": "1d", "max": 100001})", "max"},
      {R"({"every": "1d", "max_seconds": 0})", "max_seconds"},
      {R"({"every": "1d", "max_tick_seconds": 0})", "max_tick_seconds"},
      {R"({"every": "1d", "max_tick_seconds": 3601})", "max_tick_seconds"},
      {R"({"every": "1d", "wait": 1})", "wait"},
  };
  for (const auto& row : rows) {
    INFO(row.tick);
    const std::string summary =
        ControlSummary(Advance(api, std::string(R"({"by": "3d", "tick": )") + row.tick + "}"));
    INFO(summary);
    CHECK(summary.starts_with("400 invalid_parameter"));
    CHECK(summary.find(row.message_part) != std::string::npos);
  }
  CHECK(ControlSummary(Advance(api, R"({"until": "idle", "tick": "1d"})"))
            .find("needs \"by\" or \"to\"") != std::string::npos);
  CHECK(api.Control("GET", "/clock").json["now"] == "2024-01-31T09:00:00.000+09:00");
}

}  // namespace
}  // namespace portone
