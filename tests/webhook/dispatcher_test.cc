// SPDX-License-Identifier: MIT
// Delivery of webhooks: order, concurrency across sandboxes, and hanging receivers.
#include "webhook/dispatcher.h"

#include <chrono>
#include <new>
#include <string>
#include <thread>

#include "support/addresses.h"
#include "support/eventually.h"
#include "support/no_new_threads.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::kOnetime;
using testing::Strings;
using testing::TestApi;

void Pay(TestApi& api, std::string_view merchant_uid) {
  REQUIRE(api.Post(kOnetime, testing::OnetimeBody(merchant_uid)).code() == 0);
}

/// A charge with its own notice_url.
void PayWithNoticeUrl(TestApi& api, std::string_view merchant_uid, std::string_view url) {
  Json body = testing::OnetimeBody(merchant_uid);
  body["notice_url"] = url;
  REQUIRE(api.Post(kOnetime, body).code() == 0);
}

Strings ListUids(const testing::RecordingSender& sender) {
  Strings uids;
  for (const std::string& body : sender.bodies())
    uids.push_back(Json::parse(body)["merchant_uid"].get<std::string>());
  return uids;
}

TEST_CASE("dispatcher: webhooks are sent in the order of their events", "[webhook]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  Strings expected;
  for (int i = 0; i < 50; ++i) {
    expected.push_back("o-" + std::to_string(i));
    Pay(api, expected.back());
  }
  api.Control("POST", "/settle");
  CHECK(ListUids(api.sender) == expected);
}

TEST_CASE("dispatcher: webhooks are sent without a settle call", "[webhook]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  Pay(api, "o-1");
  api.sender.Await(1);
  Pay(api, "o-2");
  api.sender.Await(2);
  CHECK(ListUids(api.sender) == Strings{"o-1", "o-2"});
}

TEST_CASE("dispatcher: sends during an advance use the shorter timeout", "[webhook]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  Pay(api, "o-1");
  api.sender.Await(1);
  CHECK(api.sender.posts()[0].connect_timeout == std::chrono::seconds{10});
  CHECK(api.sender.posts()[0].read_timeout == std::chrono::seconds{30});
  api.Control("POST", "/settle");

  api.Post("/subscribe/customers/kim", testing::CardBody());
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody(
               "kim", {testing::EntryBody("o-2", testing::Start() + std::chrono::hours{1})}));
  api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  REQUIRE(api.sender.posts().size() == 2);
  CHECK(api.sender.posts()[1].connect_timeout == std::chrono::seconds{5});
  CHECK(api.sender.posts()[1].read_timeout == std::chrono::seconds{5});
}

TEST_CASE("dispatcher: all webhooks of an advance are sent in one session", "[webhook]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  api.Post("/subscribe/customers/kim", testing::CardBody());
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody(
               "kim", {testing::EntryBody("o-1", testing::Start() + std::chrono::hours{1}),
                       testing::EntryBody("o-2", testing::Start() + std::chrono::hours{2}),
                       testing::EntryBody("o-3", testing::Start() + std::chrono::hours{3})}));
  api.Control("POST", "/clock/advance", R"({"by": "3h"})");
  CHECK(ListUids(api.sender) == Strings{"o-1", "o-2", "o-3"});
  CHECK(api.sender.sessions() == 1);
}

TEST_CASE("dispatcher: a hanging receiver does not delay other sandboxes", "[webhook]") {
  TestApi api;
  api.sender.Hang("http://dead/hook");
  PayWithNoticeUrl(api, "slow-1", "http://dead/hook");
  api.sender.Await(1);
  PayWithNoticeUrl(api, "slow-2", "http://alive/hook");

  api.Use("other", "secret");
  PayWithNoticeUrl(api, "quick", "http://alive/hook");
  api.sender.Await(2);
  CHECK(ListUids(api.sender) == Strings{"slow-1", "quick"});
  const auto advanced = api.Control("POST", "/clock/advance?sandbox=other", R"({"by": "1d"})");
  CHECK(advanced.status == 200);

  api.sender.Release("http://dead/hook");
  api.Control("POST", "/settle?sandbox=imp_apikey");
  CHECK(ListUids(api.sender) == Strings{"slow-1", "quick", "slow-2"});
}

TEST_CASE("dispatcher: the receivers of many sandboxes may hang at the same time", "[webhook]") {
  TestApi api;
  api.sender.Hang("http://dead/hook");
  constexpr std::size_t kSandboxes = 20;
  for (std::size_t i = 0; i < kSandboxes; ++i) {
    api.Use("key-" + std::to_string(i), "secret");
    PayWithNoticeUrl(api, "o-1", "http://dead/hook");
  }
  api.sender.Await(kSandboxes);
  CHECK(api.sender.posts().size() == kSandboxes);
  api.sender.Release("http://dead/hook");
  for (std::size_t i = 0; i < kSandboxes; ++i) {
    const auto reply = api.Control("POST", "/settle?sandbox=key-" + std::to_string(i));
    CHECK(reply.status == 200);
  }
}

TEST_CASE("dispatcher: acquiring the lease waits for posts of another thread", "[webhook]") {
  TestApi api;
  api.sender.Hang("http://dead/hook");
  PayWithNoticeUrl(api, "o-1", "http://dead/hook");
  api.sender.Await(1);
  std::thread receiver([&api] { api.sender.Release("http://dead/hook"); });
  const auto counts = api.dispatcher.Acquire(api.registry.Default())->Deliver();
  receiver.join();
  CHECK(counts.succeeded == 0);  // the worker's, not ours
  const Json list = api.Control("GET", "/webhooks").json["webhooks"];
  REQUIRE(list.size() == 1);
  CHECK(list[0]["state"] == "delivered");
}

TEST_CASE("dispatcher: the holder of the lease posts and counts the results", "[webhook]") {
  testing::TestSandbox unused;  // resets the wall clock
  testing::RecordingSender sender;
  const auto script = sender.RespondUsing([](const webhook::Post& post) {
    return testing::RespondWith(post.body.find("bad") == std::string::npos ? 200 : 500);
  });
  webhook::Dispatcher dispatcher(sender);
  const auto sandbox = std::make_shared<engine::Sandbox>(
      engine::Credentials{"k", "s", "u"}, testing::SetupWithWebhook("http://shop/hook"),
      testing::FakeWallClock::Read, std::function<void()>(), engine::Deleter());
  for (const char* uid : {"good-1", "bad", "good-2"}) {
    CHECK(testing::GetValue(sandbox->engine.Run({}, testing::MakeOnetimeCharge(uid)))
              .imp_uid.text.size() == 17);
  }
  auto lease = dispatcher.Acquire(sandbox);
  REQUIRE(lease);
  const auto counts = lease->Deliver();
  CHECK(counts.succeeded == 2);
  CHECK(counts.failed == 1);
  CHECK(lease->Deliver().succeeded == 0);
  CHECK_FALSE(dispatcher.TryAcquire(sandbox));
}

TEST_CASE("dispatcher: idle workers end, and work starts new ones", "[webhook]") {
  testing::TestSandbox unused;  // resets the wall clock
  testing::RecordingSender sender;
  webhook::Dispatcher dispatcher(sender, std::chrono::milliseconds{1});
  const auto sandbox = std::make_shared<engine::Sandbox>(
      engine::Credentials{"k", "s", "u"}, testing::SetupWithWebhook("http://shop/hook"),
      testing::FakeWallClock::Read, std::function<void()>(), engine::Deleter());
  for (std::size_t round = 1; round <= 3; ++round) {
    testing::GetValue(sandbox->engine.Run({}, testing::MakeOnetimeCharge(std::to_string(round))));
    dispatcher.Wake(sandbox);
    sender.Await(round);
    CHECK(testing::Eventually([&] { return dispatcher.worker_count() == 0; }));
  }
}

TEST_CASE("dispatcher: a webhook for which there is no thread is sent with the next one",
          "[webhook]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  {
    const testing::NoNewThreads no_new_threads;
    Pay(api, "o-1");
  }
  Pay(api, "o-2");
  api.sender.Await(2);
  CHECK(ListUids(api.sender) == Strings{"o-1", "o-2"});
}

TEST_CASE("dispatcher: a webhook for which there is no memory has failed, and the next one is sent",
          "[webhook]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const auto script = api.sender.RespondUsing([](const webhook::Post& post) {
    if (post.body.find("o-1") != std::string::npos) throw std::bad_alloc();
    return testing::RespondWith(200);
  });
  Pay(api, "o-1");
  Pay(api, "o-2");
  api.Control("POST", "/settle");
  const Json webhooks = api.Control("GET", "/webhooks").json["webhooks"];
  REQUIRE(webhooks.size() == 2);
  CHECK_THAT(webhooks[0]["attempts"][0]["error"].get<std::string>(),
             Catch::StartsWith("portone-emulator ran out of memory"));
  CHECK(webhooks[1]["attempts"][0]["status"] == 200);
}

TEST_CASE("dispatcher: a response that arrives after a reset is ignored", "[webhook]") {
  TestApi api;
  api.sender.Hang("http://dead/hook");
  PayWithNoticeUrl(api, "o-1", "http://dead/hook");
  api.sender.Await(1);
  api.Control("POST", "/reset");
  api.sender.Release("http://dead/hook");
  api.Control("POST", "/settle");
  CHECK(api.Control("GET", "/journal").json["entries"].empty());
  CHECK(api.Control("GET", "/webhooks").json["webhooks"].empty());
}

TEST_CASE("dispatcher: stopping aborts hanging posts and sends nothing more", "[webhook]") {
  TestApi api;
  api.sender.Hang("http://dead/hook");
  PayWithNoticeUrl(api, "o-1", "http://dead/hook");
  api.sender.Await(1);
  PayWithNoticeUrl(api, "o-2", "http://alive/hook");
  CHECK_FALSE(api.dispatcher.stopped());
  api.dispatcher.Stop();
  CHECK(api.dispatcher.stopped());
  CHECK(ListUids(api.sender) == Strings{"o-1"});
  const Json list = api.Control("GET", "/webhooks").json["webhooks"];
  REQUIRE(list.size() == 2);
  CHECK(list[0]["attempts"][0]["error"] == "stopped");
  CHECK(list[1]["state"] == "pending");

  api.dispatcher.Stop();
  PayWithNoticeUrl(api, "o-3", "http://alive/hook");
  CHECK_FALSE(api.dispatcher.Acquire(api.registry.Default()));
  CHECK(ListUids(api.sender) == Strings{"o-1"});
}

TEST_CASE("dispatcher: a stopped dispatcher refuses an advance and releases the clock",
          "[webhook]") {
  TestApi api;
  api.dispatcher.Stop();
  CHECK(testing::ControlSummary(api.Control("POST", "/clock/advance", R"({"by": "1d"})")) ==
        "503 shutting_down - the emulator is being stopped; the clock is at "
        "2024-01-31T09:00:00.000+09:00");
  CHECK(api.Control("GET", "/clock").json["advancing"] == false);
}

TEST_CASE("dispatcher: webhooks queued before a reset are discarded", "[webhook]") {
  TestApi api;
  api.sender.Hang("http://dead/hook");
  PayWithNoticeUrl(api, "o-1", "http://dead/hook");
  api.sender.Await(1);
  PayWithNoticeUrl(api, "o-2", "http://dead/hook");
  api.Control("POST", "/reset");
  api.sender.Release("http://dead/hook");
  api.Control("POST", "/settle");
  CHECK(ListUids(api.sender) == Strings{"o-1"});
  CHECK(api.Control("GET", "/webhooks").json["webhooks"].empty());
}

}  // namespace
}  // namespace portone
