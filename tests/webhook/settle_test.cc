// SPDX-License-Identifier: MIT
// How far an advance goes, when it posts webhooks, and how long it waits for a merchant who
// responds first and makes calls afterwards.
#include <atomic>
#include <thread>

#include "control/run_advance.h"
#include "support/addresses.h"
#include "support/contract_guard.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::kDay;
using testing::kHook;
using testing::Start;
using testing::Strings;
using testing::TestApi;

void ScheduleCharge(TestApi& api, std::string_view merchant_uid, Instant at) {
  REQUIRE(api.Post("/subscribe/payments/schedule",
                   testing::ScheduleBody("kim", {testing::EntryBody(merchant_uid, at)}))
              .code() == 0);
}

/// For calls from other threads: the test framework's assertions are not thread-safe.
void PostFromThread(TestApi& api, const std::string& token, std::string target, const Json& body) {
  const api::Request request{"POST",
                             std::move(target),
                             {{"Content-Type", "application/json"}, {"Authorization", token}},
                             body.dump()};
  const api::Reply reply = api.handler.Handle(request);
  testing::ExpectContract({request.method, request.target, reply.status, reply.body});
}

/// A sandbox with the webhook URL `kHook` and charges on the first, second and third day.
struct ThreeChargesSandbox {
  ThreeChargesSandbox() : api(Setup()) {
    REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
    for (int day : {1, 2, 3})
      ScheduleCharge(api, "o-" + std::to_string(day), Start() + day * kDay);
  }

  /// With tokens that do not expire during the test.
  static engine::Setup Setup() {
    engine::Setup setup = testing::SetupWithWebhook(kHook);
    setup.token_clock = engine::TokenClock::kWall;
    return setup;
  }

  Json Advance(std::string_view body) {
    const auto reply = api.Control("POST", "/clock/advance", body);
    REQUIRE(ControlSummary(reply) == "200");
    return reply.json;
  }
  std::string Now() { return api.Control("GET", "/clock").json["now"].get<std::string>(); }

  TestApi api;
};

TEST_CASE("advance: until next fires everything due at the next instant", "[webhook][clock]") {
  ThreeChargesSandbox sandbox;
  ScheduleCharge(sandbox.api, "twin", Start() + kDay);
  const Json first = sandbox.Advance(R"({"until": "next"})");
  CHECK(first["now"] == "2024-02-01T09:00:00.000+09:00");
  CHECK(first["fired_total"] == 2);
  CHECK(first["deliveries"]["succeeded"] == 2);
  CHECK(sandbox.Advance(R"({"until": "next"})")["now"] == "2024-02-02T09:00:00.000+09:00");
}

TEST_CASE("advance: until next skips revoked schedules", "[webhook][clock]") {
  ThreeChargesSandbox sandbox;
  sandbox.api.Post("/subscribe/payments/unschedule", {{"merchant_uid", "o-1"}});
  CHECK(sandbox.Advance(R"({"until": "next"})")["now"] == "2024-02-02T09:00:00.000+09:00");
}

TEST_CASE("advance: until idle stops at the last event", "[webhook][clock]") {
  ThreeChargesSandbox sandbox;
  int renewals = 0;
  const auto script = sandbox.api.sender.RespondUsing([&](const webhook::Post&) {
    if (++renewals == 3) ScheduleCharge(sandbox.api, "o-4", Start() + 30 * kDay);
    return testing::RespondWith(200);
  });
  const Json report = sandbox.Advance(R"({"until": "idle"})");
  CHECK(report["fired_total"] == 4);
  CHECK(report["to"] == "2024-03-01T09:00:00.000+09:00");
  CHECK(sandbox.Now() == "2024-03-01T09:00:00.000+09:00");
}

TEST_CASE("advance: until next and until idle keep the clock when nothing is planned",
          "[webhook][clock]") {
  TestApi api;
  for (const char* body : {R"({"until": "next"})", R"({"until": "idle"})"}) {
    const auto reply = api.Control("POST", "/clock/advance", body);
    CHECK(reply.json["fired_total"] == 0);
    CHECK(reply.json["now"] == "2024-01-31T09:00:00.000+09:00");
  }
}

TEST_CASE("advance: an endless loop is stopped by the limit", "[webhook][clock]") {
  int charges = 3;
  ThreeChargesSandbox sandbox;
  const std::string token = sandbox.api.GetToken();
  const auto script = sandbox.api.sender.RespondUsing([&](const webhook::Post&) {
    const auto now = sandbox.api.registry.Default()->engine.ReadClock().now;
    const Json entry = testing::EntryBody("o-" + std::to_string(++charges), now + 3 * kDay);
    PostFromThread(sandbox.api, token, "/subscribe/payments/schedule",
                   testing::ScheduleBody("kim", {entry}));
    return testing::RespondWith(200);
  });
  const auto reply =
      sandbox.api.Control("POST", "/clock/advance", R"({"until": "idle", "max_events": 10})");
  CHECK(ControlSummary(reply) ==
        "422 advance_limit - 11 events; the last: charge_schedule of o-6 at "
        "2024-02-06T09:00:00.000+09:00; the clock is at 2024-02-06T09:00:00.000+09:00");
  CHECK(sandbox.api.Get("/payments/find/o-6").code() == 0);  // nothing is rolled back
}

TEST_CASE("advance: each sandbox has its own limits", "[webhook][clock]") {
  engine::Setup setup = testing::SetupWithWebhook(kHook);
  setup.guards.events = 1;
  TestApi api(setup);
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  ScheduleCharge(api, "o-1", Start() + kDay);
  CHECK(api.Control("POST", "/clock/advance", R"({"by": "1d"})").status == 422);
}

TEST_CASE("advance: with settle = end the merchant sees the final time", "[webhook][clock]") {
  ThreeChargesSandbox sandbox;
  Strings times;
  const auto script = sandbox.api.sender.RespondUsing([&](const webhook::Post&) {
    times.push_back(sandbox.Now());
    return testing::RespondWith(200);
  });
  const Json report = sandbox.Advance(R"({"by": "30d", "settle": "end"})");
  CHECK(times == Strings(3, "2024-03-01T09:00:00.000+09:00"));
  CHECK(report["fired_total"] == 3);
  CHECK(report["deliveries"]["succeeded"] == 3);
}

TEST_CASE("advance: with settle = end webhooks of the merchant's own calls are settled too",
          "[webhook][clock]") {
  ThreeChargesSandbox sandbox;
  Strings sent;
  const auto script = sandbox.api.sender.RespondUsing([&](const webhook::Post& post) {
    const auto uid = Json::parse(post.body)["merchant_uid"].get<std::string>();
    sent.push_back(uid);
    if (uid == "o-1") {
      sandbox.api.Post("/subscribe/payments/again", testing::AgainBody("kim", "extra"));
    }
    return testing::RespondWith(200);
  });
  const Json report = sandbox.Advance(R"({"until": "idle", "settle": "end"})");
  CHECK(sent == Strings{"o-1", "o-2", "o-3", "extra"});
  CHECK(report["deliveries"]["succeeded"] == 4);
}

TEST_CASE("advance: with settle = none webhooks are sent afterwards without waiting",
          "[webhook][clock]") {
  ThreeChargesSandbox sandbox;
  sandbox.api.sender.Hang(kHook);
  const Json report = sandbox.Advance(R"({"by": "30d", "settle": "none"})");
  CHECK(report["fired_total"] == 3);
  CHECK(report["deliveries"]["succeeded"] == 0);
  sandbox.api.sender.Release(kHook);
  sandbox.api.sender.Await(3);
  sandbox.api.Control("POST", "/settle");
  CHECK(sandbox.api.Control("GET", "/webhooks?state=delivered").json["webhooks"].size() == 3);
}

TEST_CASE("advance: it waits for a merchant who makes calls after the response",
          "[webhook][clock]") {
  ThreeChargesSandbox sandbox;
  std::vector<std::thread> threads;
  const std::string token = sandbox.api.GetToken();
  const auto script = sandbox.api.sender.RespondUsing([&](const webhook::Post& post) {
    const auto uid = Json::parse(post.body)["merchant_uid"].get<std::string>();
    if (uid.starts_with("o-")) {
      // The request begins before the response and continues after it.
      auto started = std::make_shared<std::atomic<bool>>(false);
      threads.emplace_back([&sandbox, &token, uid, started] {
        engine::Engine& engine = sandbox.api.registry.Default()->engine;
        const std::uint64_t sequence = engine.activity().BeginRequest();
        *started = true;
        PostFromThread(sandbox.api, token, "/subscribe/payments/again",
                       testing::AgainBody("kim", "after-" + uid));
        engine::RequestRecord record;
        record.sequence = sequence;
        engine.activity().EndRequest(record);
      });
      while (!*started)
        std::this_thread::yield();
    }
    return testing::RespondWith(200);
  });
  const Json report = sandbox.Advance(R"({"by": "3d", "settle_ms": 1})");
  for (std::thread& thread : threads)
    thread.join();
  CHECK(report["unsettled"] == 0);
  Strings sent;
  for (const webhook::Post& post : sandbox.api.sender.posts())
    sent.push_back(Json::parse(post.body)["merchant_uid"].get<std::string>());
  CHECK(sent == Strings{"o-1", "after-o-1", "o-2", "after-o-2", "o-3", "after-o-3"});
  CHECK(sandbox.api.Get("/payments/find/after-o-1").response()["paid_at"] ==
        ToUnixSeconds(Start() + kDay));
}

TEST_CASE("advance: it sends all webhooks of one instant, even more than the log holds",
          "[webhook][clock][slow]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  constexpr int kCharges = static_cast<int>(WebhookLog::kMaxDeliveries) + 20;
  std::vector<Json> entries;
  for (int i = 0; i < kCharges; ++i) {
    entries.push_back({{"merchant_uid", "o-" + std::to_string(i)},
                       {"schedule_at", ToUnixSeconds(Start() + kDay)},
                       {"amount", 5'000}});
  }
  REQUIRE(api.Post("/subscribe/payments/schedule", testing::ScheduleBody("kim", entries)).code() ==
          0);
  const auto report = api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  CHECK(report.json["deliveries"]["succeeded"] == kCharges);
  CHECK(report.json["deliveries"]["dropped"] == 0);
  CHECK(api.sender.posts().size() == static_cast<std::size_t>(kCharges));
}

TEST_CASE("advance: webhooks left by an advance that reached a limit are sent afterwards",
          "[webhook][clock]") {
  ThreeChargesSandbox sandbox;
  ScheduleCharge(sandbox.api, "twin", Start() + kDay);
  CHECK(sandbox.api.Control("POST", "/clock/advance", R"({"by": "1d", "max_events": 1})").status ==
        422);
  sandbox.api.sender.Await(2);
}

TEST_CASE("advance: webhooks queued behind a hanging one use the advance's timeout",
          "[webhook][clock]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  api.Control("PUT", "/webhooks/settings", R"({"response_timeout_ms": 77})");
  api.sender.Hang(kHook);
  for (const char* uid : {"o-1", "o-2", "o-3"})
    REQUIRE(api.Post("/subscribe/payments/onetime", testing::OnetimeBody(uid)).code() == 0);
  api.sender.Await(1);
  std::thread advancing_thread([&api] {
    api.handler.Handle({"POST", "/_emulator/clock/advance", {}, R"({"by": "1d"})"});
  });
  while (!api.registry.Default()->engine.IsAdvancing())
    std::this_thread::yield();
  api.sender.Release(kHook);
  advancing_thread.join();
  std::vector<std::int64_t> timeouts;
  for (const webhook::Post& post : api.sender.posts())
    timeouts.push_back(post.total_timeout.count());
  CHECK(timeouts == std::vector<std::int64_t>{40'000, 77, 77});
}

TEST_CASE("advance: stopping ends the wait for a merchant whose request is in progress",
          "[webhook][clock]") {
  ThreeChargesSandbox sandbox;
  engine::Engine& engine = sandbox.api.registry.Default()->engine;
  engine.activity().BeginRequest();  // never ends
  api::Reply reply;
  std::thread advancing_thread([&] {
    reply = sandbox.api.handler.Handle(
        {"POST", "/_emulator/clock/advance", {}, R"({"by": "3d", "settle_ms": 10000})"});
  });
  sandbox.api.sender.Await(1);
  sandbox.api.dispatcher.Stop();
  advancing_thread.join();
  CHECK(reply.status == 503);
}

TEST_CASE("engine: the sandbox is not quiet while a request is in progress", "[engine]") {
  testing::TestSandbox sandbox;
  using std::chrono::milliseconds;
  const auto kNever = [] { return false; };
  CHECK(sandbox.engine.activity().WaitForQuiet(milliseconds{1}, milliseconds{1'000}, kNever));
  const std::uint64_t sequence = sandbox.engine.activity().BeginRequest();
  CHECK_FALSE(sandbox.engine.activity().WaitForQuiet(milliseconds{1}, milliseconds{20}, kNever));
  engine::RequestRecord record;
  record.sequence = sequence;
  sandbox.engine.activity().EndRequest(record);
  CHECK(sandbox.engine.activity().WaitForQuiet(milliseconds{1}, milliseconds{1'000}, kNever));
}

TEST_CASE("engine: watchers are notified of events until they are removed", "[engine]") {
  struct Counter final : engine::ActivityLog::Watcher {
    void OnActivity() override { ++count; }
    int count = 0;
  };
  testing::TestSandbox sandbox;
  engine::ActivityLog& activity = sandbox.engine.activity();
  Counter counter;
  activity.Watch(counter);
  CHECK(sandbox.Run(testing::Issue("kim")).ok());
  CHECK(counter.count > 0);
  counter.count = 0;
  activity.ClearRequests();
  activity.NotifyWatchers();
  CHECK(counter.count == 2);
  activity.Unwatch(counter);
  CHECK(sandbox.Run(testing::Issue("lee")).ok());
  CHECK(counter.count == 2);
}

}  // namespace
}  // namespace portone
