// SPDX-License-Identifier: MIT
// The lines of the log, as text and as JSON, from the events of a sandbox.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "app/log_lines.h"
#include "control/event_text.h"
#include "engine/event_feed.h"
#include "json/json.h"
#include "support/golden_file.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::AgainBody;
using testing::CardBody;
using testing::Start;
using testing::TestApi;

constexpr const char* kShop = R"({"url": "http://shop/hook"})";
constexpr const char* kDeclined = "4000-0000-0000-9995";

/// The event without the durations, which differ from run to run.
engine::Event WithoutRealTime(const engine::Event& event) {
  engine::Event copy = event;
  if (auto* request = std::get_if<engine::RequestServed>(&copy.details)) {
    auto record = std::make_shared<engine::RequestRecord>(*request->record);
    record->elapsed = {};
    request->record = std::move(record);
  }
  if (auto* call = std::get_if<engine::EmulatorCallServed>(&copy.details)) call->elapsed = {};
  if (auto* webhook = std::get_if<engine::WebhookPosted>(&copy.details))
    webhook->result.elapsed = {};
  return copy;
}

/// All lines of the log so far.
std::string FormatLines(TestApi& api, const app::LogStyle& style,
                        engine::Severity min_severity = engine::Severity::kInfo) {
  std::string lines;
  for (const engine::EventPtr& event : api.registry.feed().Read(0, 1'000).events) {
    if (engine::GetSeverity(event->details) < min_severity) continue;
    lines += app::FormatEventLine(WithoutRealTime(*event), style) + "\n";
  }
  return lines;
}

/// A shop's first month: two customers, of whom one cannot pay; its server is down at the end.
void PlayMonth(TestApi& api) {
  api.Control("PUT", "/webhooks/settings", kShop);
  const auto script = api.sender.RespondUsing([](const webhook::Post& post) {
    return post.body.find("order-2") == std::string::npos ? testing::RespondWith(200, "ok")
                                                          : testing::FailWith("connection refused");
  });
  api.Post("/subscribe/customers/kim", CardBody());
  api.Post("/subscribe/customers/lee", CardBody(kDeclined));
  api.Post("/subscribe/payments/again", AgainBody("kim", "order-1"));
  api.Control("POST", "/settle");
  api.Post("/subscribe/payments/again", AgainBody("kim", "order-1"));
  api.Post("/subscribe/payments/again", AgainBody("park", "order-9"));
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody("lee", {testing::EntryBody("order-2", Start() + testing::kDay)}));
  api.Control("POST", "/clock/advance", R"({"by": "30d"})");
  api.Control("POST", "/faults", R"({"when": {"operation": "charge"},
              "then": {"decline": "insufficient_funds"}})");
  api.Get("/payments/imp_0");
  api.Control("GET", "/journal");
  api.Control("GET", "/nowhere");
}

TEST_CASE("log: a shop's month is recorded as text, with both clocks, sandbox, outcome and reason",
          "[control][log][golden]") {
  TestApi api;
  PlayMonth(api);
  CHECK(testing::CompareWithGolden("log/month.txt", FormatLines(api, {.format = LogFormat::kText},
                                                                engine::Severity::kDebug)) == "");
}

TEST_CASE("log: a shop's month is recorded as JSON, with the same values as fields",
          "[control][log][golden]") {
  TestApi api;
  PlayMonth(api);
  const std::string lines = FormatLines(api, {.format = LogFormat::kJson});
  CHECK(testing::CompareWithGolden("log/month.jsonl", lines) == "");
}

TEST_CASE("log: it shows why order-2 failed and whether the shop got the webhook",
          "[control][log]") {
  TestApi api;
  PlayMonth(api);
  const std::string lines = FormatLines(api, {.format = LogFormat::kMessage});
  INFO(lines);
  CHECK(lines.find("scheduled charge order-2 failed") != std::string::npos);
  CHECK(lines.find("lee: ") != std::string::npos);
  CHECK(lines.find("webhook 2 (order-2 failed) to http://shop/hook not delivered: connection "
                   "refused") != std::string::npos);
}

TEST_CASE("log: a webhook that is sent again has a line for each attempt", "[control][log]") {
  TestApi api;
  api.Control("PUT", "/webhooks/settings", R"({"url": "http://shop/hook", "retries": 1})");
  const auto script =
      api.sender.RespondUsing([](const webhook::Post&) { return testing::FailWith("timed out"); });
  api.Post("/subscribe/customers/kim", CardBody());
  api.Post("/subscribe/payments/again", AgainBody("kim", "order-1"));
  api.Control("POST", "/settle");
  api.Control("POST", "/clock/advance", R"({"by": "2m"})");
  const std::string lines = FormatLines(api, {.format = LogFormat::kMessage});
  INFO(lines);
  CHECK(lines.find("webhook 1 (order-1 paid) to http://shop/hook not delivered: timed out 0ms, "
                   "will be sent again\n") != std::string::npos);
  CHECK(lines.find("webhook 1 (order-1 paid, retry) to http://shop/hook not delivered: timed out "
                   "0ms\n") != std::string::npos);
}

TEST_CASE("log: sandboxes that are opened and removed have a line", "[control][log]") {
  TestApi api;
  api.Use("other", "secret");
  api.GetToken();
  api.Control("DELETE", "/sandboxes/other");
  const std::string lines = FormatLines(api, {.format = LogFormat::kText});
  INFO(lines);
  const std::size_t opened = lines.find(" sandbox opened\n");
  REQUIRE(opened != std::string::npos);
  CHECK(lines.find(" sandbox removed\n", opened) != std::string::npos);
}

TEST_CASE("log: a scheduled charge that is made again has a line for each attempt",
          "[control][log]") {
  engine::Setup setup = testing::StandardSetup();
  setup.merchant.recovery_hour = 9;
  TestApi api(setup);
  api.Post("/subscribe/customers/lee", CardBody(kDeclined));
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody("lee", {testing::EntryBody("order-2", Start() + testing::kDay)}));
  api.Control("POST", "/clock/advance", R"({"by": "3d"})");
  const std::string lines = FormatLines(api, {.format = LogFormat::kMessage});
  INFO(lines);
  const std::string charge = "scheduled charge order-2 failed";
  const std::size_t first = lines.find(charge);
  REQUIRE(first != std::string::npos);
  const std::size_t recovery = lines.find("recovery of failed schedules: 1 to retry\n", first);
  REQUIRE(recovery != std::string::npos);
  CHECK(lines.find(charge, recovery) != std::string::npos);
}

TEST_CASE("log: a clock that is set has a line", "[control][log]") {
  TestApi api;
  api.Control("PUT", "/clock", R"({"now": "2024-02-01T09:00:00+09:00"})");
  const std::string lines = FormatLines(api, {.format = LogFormat::kMessage});
  INFO(lines);
  CHECK(
      lines.find("clock 2024-01-31T09:00:00.000+09:00 -> 2024-02-01T09:00:00.000+09:00 (manual)") !=
      std::string::npos);
}

TEST_CASE("log: a wrong secret and a body that is not JSON have their reasons", "[control][log]") {
  TestApi api;
  api.GetToken();
  api.Send({"POST",
            "/users/getToken",
            {{"Content-Type", "application/json"}},
            R"({"imp_key": "imp_apikey", "imp_secret": "guessed"})"});
  api.PostText("/subscribe/payments/again", "{");
  const std::string lines = FormatLines(api, {.format = LogFormat::kMessage});
  INFO(lines);
  CHECK(lines.find("POST /users/getToken 401/-1 0ms: 인증에 실패하였습니다.") != std::string::npos);
  CHECK(lines.find("POST /subscribe/payments/again 400/-1 0ms: ") != std::string::npos);
  CHECK(lines.find("guessed") == std::string::npos);
}

TEST_CASE("log: a long advance says how far it is", "[control][log]") {
  TestApi api;
  api.registry.feed().Add(std::make_shared<const std::string>("imp_apikey"),
                          Start() + testing::kDay,
                          engine::AdvanceUnderWay{.from = Start(),
                                                  .target = Start() + 4 * testing::kDay,
                                                  .timers = 7,
                                                  .elapsed = std::chrono::seconds{3}});
  const std::string lines = FormatLines(api, {.format = LogFormat::kMessage});
  INFO(lines);
  CHECK(lines.find("advancing to 2024-02-04T09:00:00.000+09:00: 25% done, 7 timers fired, 3 s") !=
        std::string::npos);
}

TEST_CASE("log: the level warning shows only failures", "[control][log]") {
  TestApi api;
  PlayMonth(api);
  const std::string lines =
      FormatLines(api, {.format = LogFormat::kMessage}, engine::Severity::kWarning);
  INFO(lines);
  CHECK(lines.find("order-1 paid") == std::string::npos);
  CHECK(lines.find("200/1") != std::string::npos);
  CHECK(lines.find("order-2 failed") != std::string::npos);
  CHECK(lines.find("404") != std::string::npos);
}

TEST_CASE("log: the level debug adds bodies without secrets, each on a line of its own",
          "[control][log]") {
  TestApi api;
  api.registry.feed().set_keeps_replies(true);
  api.Post("/subscribe/customers/kim", CardBody());
  const std::string lines =
      FormatLines(api, {.format = LogFormat::kText, .bodies = true}, engine::Severity::kDebug);
  INFO(lines);
  CHECK(lines.find("  > {\"card_number\":\"***\"") != std::string::npos);
  CHECK(lines.find("  < {\"code\":0") != std::string::npos);
  CHECK(lines.find("1234-1234-1234-1234") == std::string::npos);
  CHECK(lines.find("access_token\":\"***") != std::string::npos);
}

TEST_CASE("log: the level debug adds what a webhook said and what its receiver answered",
          "[control][log]") {
  TestApi api;
  PlayMonth(api);
  const std::string lines =
      FormatLines(api, {.format = LogFormat::kText, .bodies = true}, engine::Severity::kDebug);
  INFO(lines);
  const std::size_t webhook = lines.find("webhook 1 (order-1 paid)");
  REQUIRE(webhook != std::string::npos);
  const std::size_t answer = lines.find("  < ok\n", webhook);
  REQUIRE(answer != std::string::npos);
  CHECK(lines.find("merchant_uid=order-1", webhook) < answer);
}

TEST_CASE("log: hostile ids can neither begin a line nor control a terminal", "[control][log]") {
  TestApi api;
  api.Post("/subscribe/payments/again",
           AgainBody("kim", "a\n2026-01-01 info imp_apikey @1 paid\x1b[2J\u202e"));
  api.Send({.method = "GET", .target = "/a%0Ab\xc2\x9b[31m\u2028", .headers = {}, .body = ""});
  const std::string text = FormatLines(api, {.format = LogFormat::kText, .bodies = true});
  INFO(text);
  const auto count = std::count(text.begin(), text.end(), '\n');
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find("\xc2\x9b") == std::string::npos);
  CHECK(text.find("\u202e") == std::string::npos);
  CHECK(text.find("\u2028") == std::string::npos);
  CHECK(text.find("\n2026-01-01") == std::string::npos);
  const std::string json = FormatLines(api, {.format = LogFormat::kJson});
  for (std::size_t begin = 0, end = 0; (end = json.find('\n', begin)) != std::string::npos;
       begin = end + 1) {
    CHECK(Json::accept(json.substr(begin, end - begin)));
  }
  CHECK(count >= 3);
}

TEST_CASE("log: colours are used only on request", "[control][log]") {
  TestApi api;
  PlayMonth(api);
  const std::string plain = FormatLines(api, {.format = LogFormat::kText});
  const std::string colored = FormatLines(api, {.format = LogFormat::kText, .color = true});
  CHECK(plain.find('\x1b') == std::string::npos);
  CHECK(colored.find("\x1b[33mwarning\x1b[0m") != std::string::npos);
}

TEST_CASE("log: a message of several lines has one time and level", "[control][log]") {
  const std::string line =
      app::FormatMessageLine(LogLevel::kInfo, Start(), "one\ntwo\r\x1b[2J", {LogFormat::kText});
  CHECK(line.ends_with(" info one\n    two\\x0d\\x1b[2J"));
}

TEST_CASE("log: a value that could be read as several words is quoted", "[control][log]") {
  CHECK(control::FormatWord("order-1") == "order-1");
  CHECK(control::FormatWord("") == "-");
  CHECK(control::FormatWord("a paid 9900") == "\"a paid 9900\"");
  CHECK(control::FormatWord("4242424242424242") == "***");
}

TEST_CASE("log: a webhook that has no URL is reported", "[control][log]") {
  TestApi api;
  api.Post("/subscribe/customers/kim", CardBody());
  api.Post("/subscribe/payments/again", AgainBody("kim", "order-1"));
  CHECK(FormatLines(api, {}).find("webhook (order-1 paid) not sent: no webhook URL is set") !=
        std::string::npos);
}

TEST_CASE("log: an applied fault is reported with its effect", "[control][log][faults]") {
  TestApi api;
  api.Post("/subscribe/customers/kim", CardBody());
  api.Control("POST", "/faults", R"({"when": {"operation": "charge"},
              "then": {"decline": "insufficient_funds"}})");
  api.Post("/subscribe/payments/again", AgainBody("kim", "order-1"));
  const std::string lines = FormatLines(api, {});
  INFO(lines);
  CHECK(lines.find("fault 1 applied to charge order-1: declined with insufficient_funds") !=
        std::string::npos);
}

TEST_CASE("log: a window served by another channel than its page named is logged with both",
          "[control][log]") {
  TestApi api;
  const auto open = [&api](const std::string& merchant_uid, const std::string& channel) {
    api.Control("POST", "/checkouts",
                R"({"params": {"merchant_uid": ")" + merchant_uid +
                    R"(", "name": "a box", "amount": 1000, )" + channel + "}}");
  };
  open("order-1", R"("channelKey": "channel-key-gone")");
  open("order-2", R"("channelKey": "channel-key-gone", "pg": "nowhere.T0000")");
  open("order-3", R"("channelKey": "channel-key-gone", "pg": "kcp.T0000")");
  open("order-4", R"("pg": "nice.nictest04m")");
  const std::string lines = FormatLines(api, {.format = LogFormat::kMessage});
  INFO(lines);
  const std::string used = ", channel-key-nice (nice) is used instead\n";
  CHECK(lines.find("window order-1: no channel is called channel-key-gone" + used) !=
        std::string::npos);
  CHECK(lines.find("window order-2: no channel is called \"channel-key-gone and "
                   "nowhere.T0000\"" +
                   used) != std::string::npos);
  CHECK(lines.find("window order-3: no channel is called channel-key-gone, channel-key-kcp (kcp) "
                   "is used instead\n") != std::string::npos);
  CHECK(lines.find("window order-4") == std::string::npos);
  const Json told = api.Control("GET", "/timeline?kind=channel_unmatched&order=order-1").json;
  REQUIRE(told["events"].size() == 1);
  const Json& event = told["events"][0];
  CHECK(event["level"] == "warning");
  CHECK(event["requested"] == "channel-key-gone");
  CHECK(event["channel_key"] == "channel-key-nice");
  CHECK(event["pg"] == "nice");
}

TEST_CASE("feed: dropped events are counted, and reading continues without gaps", "[engine][log]") {
  engine::EventFeed feed(sim::ReadWallClock, {.events = 3, .bytes = 1'000'000});
  for (int i = 0; i < 5; ++i)
    feed.Add(nullptr, {}, engine::SandboxChanged{});
  const engine::EventFeed::Page page = feed.Read(1, 2);
  CHECK(page.missed == 1);
  REQUIRE(page.events.size() == 2);
  CHECK(page.events.front()->id == 3);
  CHECK(page.next == 4);
  CHECK(feed.Read(4, 10).events.size() == 1);
  CHECK(feed.Read(5, 10).events.empty());
  CHECK(feed.Read(99, 10).next == 5);
}

}  // namespace
}  // namespace portone
