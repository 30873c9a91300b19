// SPDX-License-Identifier: MIT
// Advancing the clock: each event fires at its own time, its webhooks are answered before the next
// event, and the merchant may call the API in between.
#include <chrono>
#include <thread>
#include <variant>

#include "control/event_text.h"
#include "control/run_advance.h"
#include "engine/event_feed.h"
#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::kDay;
using testing::kHook;
using testing::Start;
using testing::Strings;
using testing::TestApi;

constexpr const char* kAdvance = "/clock/advance";

void IssueKimsKey(TestApi& api, std::string_view card = testing::kGoodCardDashed) {
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody(card)).code() == 0);
}

void AddSchedule(TestApi& api, std::string_view merchant_uid, Instant at) {
  REQUIRE(api.Post("/subscribe/payments/schedule",
                   testing::ScheduleBody("kim", {testing::EntryBody(merchant_uid, at)}))
              .code() == 0);
}

std::string ReadMerchantUid(const webhook::Post& post) {
  return Json::parse(post.body)["merchant_uid"].get<std::string>();
}

Json AdvanceBy(TestApi& api, std::string_view by) {
  const auto reply = api.Control("POST", kAdvance, Json{{"by", by}}.dump());
  REQUIRE(ControlSummary(reply) == "200");
  return reply.json;
}

TEST_CASE("advance: the receiver responds to a webhook before the next event happens",
          "[webhook][clock]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  IssueKimsKey(api);
  AddSchedule(api, "o-2", Start() + 2 * kDay);
  AddSchedule(api, "o-1", Start() + kDay);
  Strings deliveries;
  const auto script = api.sender.RespondUsing([&](const webhook::Post& post) {
    deliveries.push_back(ReadMerchantUid(post) + " " +
                         (api.Get("/payments/find/o-2").code() == 0 ? "late" : "-"));
    return testing::RespondWith(200);
  });
  AdvanceBy(api, "30d");
  CHECK(deliveries == Strings{"o-1 -", "o-2 late"});
}

TEST_CASE("advance: while a webhook is handled, the clock shows the time of the event",
          "[webhook][clock]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  IssueKimsKey(api);
  AddSchedule(api, "o-1", Start() + kDay);
  AddSchedule(api, "o-2", Start() + 2 * kDay);
  Strings times;
  const auto script = api.sender.RespondUsing([&](const webhook::Post& post) {
    const Json clock = api.Control("GET", "/clock").json;
    times.push_back(clock["now"].get<std::string>() +
                    (clock["advancing"].get<bool>() ? " advancing" : ""));
    const Json payment = api.Get("/payments/find/" + ReadMerchantUid(post)).response();
    CHECK(payment["paid_at"] == clock["now_unix"]);
    return testing::RespondWith(200);
  });
  AdvanceBy(api, "30d");
  CHECK(times == Strings{"2024-02-01T09:00:00.000+09:00 advancing",
                         "2024-02-02T09:00:00.000+09:00 advancing"});
}

TEST_CASE("advance: charges scheduled while a webhook is handled fire all year",
          "[webhook][clock]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  IssueKimsKey(api);
  AddSchedule(api, "month-1", testing::At("2024-02-29T09:00:00+09:00"));
  int month = 1;
  const auto script = api.sender.RespondUsing([&](const webhook::Post& post) {
    CHECK(ReadMerchantUid(post) == "month-" + std::to_string(month));
    ++month;
    const Instant next = Add(Start(), {month, Duration{0}});
    AddSchedule(api, "month-" + std::to_string(month), next);
    return testing::RespondWith(200);
  });
  const Json report = AdvanceBy(api, "P1Y");
  CHECK(report["fired_total"] == 12);
  CHECK(report["deliveries"]["succeeded"] == 12);
  CHECK(api.Get("/payments/find/month-12").response()["paid_at"] ==
        ToUnixSeconds(testing::At("2025-01-31T09:00:00+09:00")));
  CHECK(api.Get("/subscribe/payments/schedule/month-13").response()["schedule_status"] ==
        "scheduled");
}

TEST_CASE("advance: a charge made while a webhook is handled sends its webhook at the same instant",
          "[webhook][clock]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  IssueKimsKey(api);
  AddSchedule(api, "o-1", Start() + kDay);
  AddSchedule(api, "o-2", Start() + kDay + Duration{1'000});
  Strings order;
  const auto script = api.sender.RespondUsing([&](const webhook::Post& post) {
    order.push_back(ReadMerchantUid(post) + " " +
                    api.Control("GET", "/clock").json["now"].get<std::string>());
    if (ReadMerchantUid(post) == "o-1") {
      CHECK(api.Post("/subscribe/payments/again", testing::AgainBody("kim", "extra")).code() == 0);
    }
    return testing::RespondWith(200);
  });
  AdvanceBy(api, "30d");
  CHECK(order == Strings{"o-1 2024-02-01T09:00:00.000+09:00", "extra 2024-02-01T09:00:00.000+09:00",
                         "o-2 2024-02-01T09:00:01.000+09:00"});
}

TEST_CASE("advance: a schedule revoked while a webhook is handled is not charged",
          "[webhook][clock]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  IssueKimsKey(api);
  AddSchedule(api, "o-1", Start() + kDay);
  AddSchedule(api, "o-2", Start() + 2 * kDay);
  const auto script = api.sender.RespondUsing([&](const webhook::Post&) {
    api.Post("/subscribe/payments/unschedule", {{"customer_uid", "kim"}});
    return testing::RespondWith(200);
  });
  const Json report = AdvanceBy(api, "30d");
  CHECK(report["fired"][0]["outcome"] == "paid");
  CHECK(report["fired_total"] == 1);
  CHECK(api.sender.posts().size() == 1);
}

TEST_CASE("advance: events after the target stay pending", "[webhook][clock]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  IssueKimsKey(api);
  AddSchedule(api, "o-1", Start() + kDay);
  AddSchedule(api, "o-2", Start() + kDay + Duration{1'000});
  CHECK(AdvanceBy(api, "1d")["fired_total"] == 1);
  CHECK(AdvanceBy(api, "999ms")["fired_total"] == 0);
  CHECK(AdvanceBy(api, "1ms")["fired_total"] == 1);
  CHECK(AdvanceBy(api, "365d")["fired_total"] == 0);
}

TEST_CASE("advance: pending webhooks are posted before the clock moves", "[webhook][clock]") {
  TestApi api;
  api.dispatcher.Stop();  // no background delivery
  testing::RecordingSender sender;
  webhook::Dispatcher dispatcher(sender);
  const engine::SandboxPtr sandbox = api.registry.Default();
  Json body = testing::OnetimeBody("o-1");
  body["notice_url"] = kHook;
  api.Post("/subscribe/payments/onetime", body);
  Strings times;
  const auto script = sender.RespondUsing([&](const webhook::Post&) {
    times.push_back(FormatIso(sandbox->engine.ReadClock().now));
    return testing::RespondWith(200);
  });
  const auto report = control::RunAdvance(sandbox, dispatcher, {.target = Period{0, kDay}});
  REQUIRE(report.ok());
  CHECK(times == Strings{"2024-01-31T09:00:00.000+09:00"});
  CHECK(report.value().deliveries.succeeded ==
        0);  // counts only webhooks that became due during the advance
}

TEST_CASE("advance: a long one reports after an event how far it is", "[webhook][clock]") {
  TestApi api;
  IssueKimsKey(api);
  AddSchedule(api, "o-1", Start() + kDay);
  AddSchedule(api, "o-2", Start() + 2 * kDay);
  const auto report = control::RunAdvance(
      api.registry.Default(), api.dispatcher,
      {.target = Period{0, 4 * kDay}, .report_interval = std::chrono::milliseconds{0}});
  REQUIRE(report.ok());
  Strings lines;
  for (const engine::EventPtr& event : api.registry.feed().Read(0, 1'000).events) {
    if (std::holds_alternative<engine::AdvanceUnderWay>(event->details))
      lines.push_back(control::FormatEventDetails(*event));
  }
  REQUIRE(lines.size() == 2);
  const std::string start = "advancing to 2024-02-04T09:00:00.000+09:00: ";
  CHECK_THAT(lines[0], Catch::StartsWith(start + "25% done, 1 timer fired, "));
  CHECK_THAT(lines[1], Catch::StartsWith(start + "50% done, 2 timers fired, "));
}

TEST_CASE("advance: a failing receiver is counted and does not stop the advance",
          "[webhook][clock]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  IssueKimsKey(api);
  AddSchedule(api, "o-1", Start() + kDay);
  AddSchedule(api, "o-2", Start() + 2 * kDay);
  const auto script = api.sender.RespondUsing([](const webhook::Post& post) {
    return ReadMerchantUid(post) == "o-1" ? testing::FailWith("no response within 5000 ms")
                                          : testing::RespondWith(204);
  });
  const Json report = AdvanceBy(api, "30d");
  CHECK(report["deliveries"].dump() == R"({"succeeded":1,"failed":1,"dropped":0})");
  const Json list = api.Control("GET", "/webhooks").json["webhooks"];
  CHECK(list[0]["state"] == "failed");
  CHECK(list[0]["attempts"][0]["error"] == "no response within 5000 ms");
  CHECK(list[0]["attempts"][0]["at"] == "2024-02-01T09:00:00.000+09:00");
  CHECK(list[1]["state"] == "delivered");
}

TEST_CASE("advance: a second advance of the same sandbox is refused", "[webhook][clock]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  IssueKimsKey(api);
  AddSchedule(api, "o-1", Start() + kDay);
  const std::string refused =
      "409 conflict - another advance of this sandbox is under way; the clock is at "
      "2024-02-01T09:00:00.000+09:00";

  SECTION("from inside a webhook") {
    std::string inner;
    const auto script = api.sender.RespondUsing([&](const webhook::Post&) {
      inner = ControlSummary(api.Control("POST", kAdvance, R"({"by": "1d"})"));
      return testing::RespondWith(200);
    });
    AdvanceBy(api, "30d");
    CHECK(inner == refused);
  }
  SECTION("from another client") {
    api.sender.Hang(kHook);
    api::Reply first;
    std::thread other([&api, &first] {
      first = api.handler.Handle({"POST", "/_emulator/clock/advance", {}, R"({"by": "30d"})"});
    });
    api.sender.Await(1);
    CHECK(ControlSummary(api.Control("POST", kAdvance, R"({"by": "1d"})")) == refused);
    api.sender.Release(kHook);
    other.join();
    CHECK(first.status == 200);
  }
  CHECK(api.Control("GET", "/clock").json["now"] == "2024-03-01T09:00:00.000+09:00");
  AdvanceBy(api, "1d");
}

TEST_CASE("advance: two sandboxes advance concurrently", "[webhook][clock]") {
  TestApi api;
  api.Use("slow", "secret");
  IssueKimsKey(api);
  api.Use("quick", "secret");
  IssueKimsKey(api);
  for (const char* key : {"slow", "quick"}) {
    api.Use(key, "secret");
    Json entry = testing::EntryBody("o-1", Start() + kDay);
    entry["notice_url"] = std::string("http://") + key + "/hook";
    api.Post("/subscribe/payments/schedule", testing::ScheduleBody("kim", {entry}));
  }
  api.sender.Hang("http://slow/hook");
  api::Reply slow;
  std::thread other([&api, &slow] {
    slow = api.handler.Handle(
        {"POST", "/_emulator/clock/advance?sandbox=slow", {}, R"({"by": "30d"})"});
  });
  api.sender.Await(1);
  const auto quick = api.Control("POST", "/clock/advance?sandbox=quick", R"({"by": "30d"})");
  CHECK(quick.json["deliveries"]["succeeded"] == 1);
  CHECK(api.Control("GET", "/clock?sandbox=slow").json["now"] == "2024-02-01T09:00:00.000+09:00");
  api.sender.Release("http://slow/hook");
  other.join();
  CHECK(slow.status == 200);
}

TEST_CASE("advance: an endless loop of events at one instant is stopped",
          "[webhook][clock][slow]") {
  engine::Setup setup = testing::SetupWithWebhook(kHook);
  testing::RecordingSender sender;
  webhook::Dispatcher dispatcher(sender);
  testing::FakeWallClock::Set(Start());
  const auto sandbox = std::make_shared<engine::Sandbox>(
      engine::Credentials{"k", "s", "u"}, setup, testing::FakeWallClock::Read,
      std::function<void()>(), engine::Deleter());
  constexpr int kUrls = 500;  // one payment with many URLs: few calls make many events
  int posts = 0;
  const auto script = sender.RespondUsing([&](const webhook::Post&) {
    if (posts++ % kUrls == 0) {
      commands::ChargeOnce again = testing::MakeOnetimeCharge("o-" + std::to_string(posts));
      again.order.notice_urls = Strings(kUrls, kHook);
      testing::GetValue(sandbox->engine.Run({}, again));
    }
    return testing::RespondWith(200);
  });
  testing::GetValue(sandbox->engine.Run({}, testing::Issue("kim")));
  testing::GetValue(sandbox->engine.Run({}, testing::ScheduleInAnHour("kim", "first")));
  const auto report = control::RunAdvance(sandbox, dispatcher, {.target = Period{0, kDay}});
  REQUIRE_FALSE(report.ok());
  CHECK(report.error().code == control::AdvanceErrc::kAdvanceLimit);
  CHECK_THAT(report.error().message,
             Catch::StartsWith("100001 events at one instant; the last: attempt_webhook of o-"));
  CHECK(report.error().now == Start() + std::chrono::hours{1});
  CHECK_FALSE(sandbox->engine.ReadClock().is_advancing);
}

TEST_CASE("advance: stopping ends an advance whose receiver hangs", "[webhook][clock]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  IssueKimsKey(api);
  AddSchedule(api, "o-1", Start() + kDay);
  AddSchedule(api, "o-2", Start() + 2 * kDay);
  api.sender.Hang(kHook);
  api::Reply reply;
  std::thread other([&api, &reply] {
    reply = api.handler.Handle({"POST", "/_emulator/clock/advance", {}, R"({"by": "30d"})"});
  });
  api.sender.Await(1);
  api.dispatcher.Stop();
  other.join();
  CHECK(reply.status == 503);
  const Json clock = api.Control("GET", "/clock").json;
  CHECK(clock["advancing"] == false);
  CHECK(clock["now"] == "2024-02-01T09:00:00.000+09:00");
  CHECK(api.Get("/payments/find/o-2").status == 404);
}

}  // namespace
}  // namespace portone
