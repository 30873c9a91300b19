// SPDX-License-Identifier: MIT
// Retries and replays of webhooks in sandbox time, and the order of webhook and reply.
#include <thread>

#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::kHook;
using testing::Start;
using testing::Strings;
using testing::TestApi;

engine::Setup SetupWithRetries(int retries, RetryOn retry_on = RetryOn::kErrors) {
  engine::Setup setup = testing::SetupWithWebhook(kHook);
  setup.merchant.webhook.retries = retries;
  setup.merchant.webhook.retry_on = retry_on;
  return setup;
}

/// Responds with these statuses one after another, then with 200; 0 means no response.
testing::RecordingSender::Script RespondInTurn(std::vector<int> statuses) {
  auto next = std::make_shared<std::size_t>(0);
  return [statuses = std::move(statuses), next](const webhook::Post&) {
    const int status = *next < statuses.size() ? statuses[*next] : 200;
    ++*next;
    return status == 0 ? testing::FailWith("connection refused") : testing::RespondWith(status);
  };
}

void Pay(TestApi& api) {
  REQUIRE(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1")).code() == 0);
  api.Control("POST", "/settle");
}

/// One line per attempt of the only delivery: "initial 500 at 09:00:00".
Strings ListAttempts(TestApi& api) {
  Strings lines;
  const Json list = api.Control("GET", "/webhooks").json["webhooks"];
  REQUIRE(list.size() == 1);
  for (const Json& attempt : list[0]["attempts"]) {
    lines.push_back(attempt["trigger"].get<std::string>() + " " + attempt["status"].dump() +
                    " at " + attempt["at"].get<std::string>().substr(11, 8));
  }
  return lines;
}

std::string GetState(TestApi& api) {
  return api.Control("GET", "/webhooks").json["webhooks"][0]["state"].get<std::string>();
}

TEST_CASE("retries: by default there is only one attempt", "[webhook][retry]") {
  TestApi api(SetupWithRetries(0));
  const auto script = api.sender.RespondUsing(RespondInTurn({500}));
  Pay(api);
  api.Control("POST", "/clock/advance", R"({"by": "1d"})");
  CHECK(ListAttempts(api) == Strings{"initial 500 at 09:00:00"});
  CHECK(GetState(api) == "failed");
}

TEST_CASE("retries: they are a minute apart in sandbox time until one succeeds",
          "[webhook][retry]") {
  TestApi api(SetupWithRetries(5));
  const auto script = api.sender.RespondUsing(RespondInTurn({500, 0, 503}));
  Pay(api);
  CHECK(GetState(api) == "pending");
  const auto advanced = api.Control("POST", "/clock/advance", R"({"by": "1h"})");
  CHECK(ListAttempts(api) == Strings{"initial 500 at 09:00:00", "retry null at 09:01:00",
                                     "retry 503 at 09:02:00", "retry 200 at 09:03:00"});
  CHECK(GetState(api) == "delivered");
  CHECK(advanced.json["deliveries"].dump() == R"({"succeeded":1,"failed":2,"dropped":0})");
}

TEST_CASE("retries: the webhook fails after the last one", "[webhook][retry]") {
  TestApi api(SetupWithRetries(5));
  const auto script =
      api.sender.RespondUsing([](const webhook::Post&) { return testing::RespondWith(500); });
  Pay(api);
  api.Control("POST", "/clock/advance", R"({"until": "idle"})");
  CHECK(ListAttempts(api).size() == 6);
  CHECK(GetState(api) == "failed");
}

TEST_CASE("retries: a 4xx is retried only with non_200", "[webhook][retry]") {
  const auto [retry_on, attempts] =
      GENERATE(table<RetryOn, std::size_t>({{RetryOn::kErrors, 1}, {RetryOn::kNon200, 3}}));
  TestApi api(SetupWithRetries(5, retry_on));
  const auto script = api.sender.RespondUsing(RespondInTurn({404, 204}));
  Pay(api);
  api.Control("POST", "/clock/advance", R"({"until": "idle"})");
  CHECK(ListAttempts(api).size() == attempts);
}

TEST_CASE("retries: another webhook due between two attempts is sent in between",
          "[webhook][retry]") {
  TestApi api(SetupWithRetries(1));
  const auto script = api.sender.RespondUsing(RespondInTurn({500}));
  REQUIRE(api.Post("/subscribe/customers/kim", testing::CardBody()).code() == 0);
  api.Post("/subscribe/payments/schedule",
           testing::ScheduleBody("kim",
                                 {testing::EntryBody("o-2", Start() + std::chrono::seconds{30})}));
  REQUIRE(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1")).code() == 0);
  api.Control("POST", "/settle");
  api.Control("POST", "/clock/advance", R"({"until": "idle"})");
  Strings sent;
  for (const webhook::Post& post : api.sender.posts())
    sent.push_back(Json::parse(post.body)["merchant_uid"].get<std::string>());
  CHECK(sent == Strings{"o-1", "o-2", "o-1"});
}

TEST_CASE("retries: a retry has a total timeout of fifteen seconds on a live clock",
          "[webhook][retry]") {
  engine::Setup setup = testing::LiveSetup();
  setup.merchant.webhook.url = kHook;
  setup.merchant.webhook.retries = 1;
  TestApi api(setup);
  const auto script = api.sender.RespondUsing(RespondInTurn({500}));
  Pay(api);
  testing::FakeWallClock::Set(Start() + std::chrono::minutes{1});
  api.Control("POST", "/settle");
  const auto posts = api.sender.posts();
  REQUIRE(posts.size() == 2);
  CHECK(posts[0].connect_timeout == std::chrono::seconds{10});
  CHECK(posts[0].read_timeout == std::chrono::seconds{30});
  CHECK(posts[1].total_timeout == std::chrono::seconds{15});
}

TEST_CASE("replay: it resends a webhook to its original URL and reports the result",
          "[webhook][replay]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  const auto script = api.sender.RespondUsing(RespondInTurn({500}));
  Pay(api);
  api.Control("PUT", "/webhooks/settings", R"({"url": "http://elsewhere/"})");
  const auto replayed = api.Control("POST", "/webhooks/1/replay");
  CHECK(replayed.json["state"] == "delivered");
  CHECK(ListAttempts(api) == Strings{"initial 500 at 09:00:00", "replay 200 at 09:00:00"});
  CHECK(api.sender.urls() == Strings{kHook, kHook});
}

TEST_CASE("replay: a failed replay is not retried and leaves the webhook delivered",
          "[webhook][replay]") {
  TestApi api(SetupWithRetries(5));
  const auto script = api.sender.RespondUsing(RespondInTurn({200, 500}));
  Pay(api);
  CHECK(api.Control("POST", "/webhooks/1/replay").json["state"] == "delivered");
  api.Control("POST", "/clock/advance", R"({"until": "idle"})");
  CHECK(ListAttempts(api).size() == 2);
}

TEST_CASE("replay: a successful replay cancels further retries", "[webhook][replay]") {
  TestApi api(SetupWithRetries(5));
  const auto script = api.sender.RespondUsing(RespondInTurn({500}));
  Pay(api);
  api.Control("POST", "/webhooks/1/replay");
  api.Control("POST", "/clock/advance", R"({"until": "idle"})");
  CHECK(ListAttempts(api) == Strings{"initial 500 at 09:00:00", "replay 200 at 09:00:00"});
}

TEST_CASE("replay: an unknown webhook id is refused", "[webhook][replay]") {
  TestApi api;
  for (const char* id : {"0", "1", "one", "99999999999999999999"}) {
    CHECK(ControlSummary(api.Control("POST", "/webhooks/" + std::string(id) + "/replay")) ==
          "404 not_found id no webhook has the id " + std::string(id));
  }
}

TEST_CASE("ordering: by default the reply does not wait for the webhook", "[webhook][ordering]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  api.sender.Hang(kHook);
  REQUIRE(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1")).code() == 0);
  api.sender.Await(1);
  api.sender.Release(kHook);
}

TEST_CASE("ordering: with webhook_first the receiver responds before the reply is sent",
          "[webhook][ordering]") {
  engine::Setup setup = testing::SetupWithWebhook(kHook);
  setup.merchant.webhook.webhook_first = true;
  TestApi api(setup);
  std::string summaries;
  const auto script = api.sender.RespondUsing([&](const webhook::Post& post) {
    const std::string uid = Json::parse(post.body)["merchant_uid"];
    if (uid == "o-1") {
      summaries = Summary(api.Get("/payments/find/o-1"));
      // The webhook of a charge made here is sent after this one, so the handler cannot deadlock.
      summaries +=
          ", " + Summary(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-2")));
    }
    return testing::RespondWith(200);
  });
  REQUIRE(api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1")).code() == 0);
  CHECK(summaries == "200 0, 200 0");
  CHECK(api.sender.posts().size() == 2);
}

TEST_CASE("ordering: the transport gets the reply before the webhook is sent",
          "[webhook][ordering]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  const std::string token = api.GetToken();
  api::Request charge{"POST",
                      "/subscribe/payments/onetime",
                      {{"Content-Type", "application/json"}, {"Authorization", token}},
                      testing::OnetimeBody("o-1").dump()};
  const api::Reply reply = api.handler.HandleForTransport(charge);
  CHECK(api.sender.posts().empty());
  REQUIRE(reply.on_finished);
  reply.on_finished();
  api.sender.Await(1);
}

}  // namespace
}  // namespace portone
