// SPDX-License-Identifier: MIT
// A webhook follows the reply to the call that caused it, also when another is being posted.
#include <string>
#include <string_view>

#include "support/addresses.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::kHook;
using testing::Strings;
using testing::TestApi;

/// Charges as a transport does: the reply is not sent until the caller calls its `on_finished`.
api::Reply ChargeWithoutSendingReply(TestApi& api, std::string_view merchant_uid) {
  api::Request request;
  request.method = "POST";
  request.target = "/subscribe/payments/onetime";
  request.headers = {{"Authorization", api.GetToken()}, {"Content-Type", "application/json"}};
  request.body = testing::OnetimeBody(merchant_uid).dump();
  api::Reply reply = api.handler.HandleForTransport(request);
  REQUIRE(reply.code == 0);
  REQUIRE(reply.on_finished);
  return reply;
}

Strings ListPosted(const TestApi& api) {
  Strings uids;
  for (const std::string& body : api.sender.bodies())
    uids.push_back(Json::parse(body)["merchant_uid"].get<std::string>());
  return uids;
}

/// Waits until no thread posts for the default sandbox.
void WaitForPoster(TestApi& api) {
  REQUIRE(api.dispatcher.Acquire(api.registry.Default()));
}

TEST_CASE("reply first: who is posting a webhook does not go on with one whose reply is not sent",
          "[webhook]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  api.sender.Hang(std::string(kHook));
  ChargeWithoutSendingReply(api, "order-1").on_finished();
  api.sender.Await(1);
  const api::Reply second = ChargeWithoutSendingReply(api, "order-2");
  api.sender.Release(std::string(kHook));
  WaitForPoster(api);
  CHECK(ListPosted(api) == Strings{"order-1"});

  second.on_finished();
  CHECK(api.Control("POST", "/settle").status == 200);
  CHECK(ListPosted(api) == Strings{"order-1", "order-2"});
}

TEST_CASE("reply first: a late reply holds up only its own webhooks", "[webhook]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  const api::Reply late = ChargeWithoutSendingReply(api, "late");
  ChargeWithoutSendingReply(api, "other").on_finished();
  api.sender.Await(1);
  WaitForPoster(api);
  CHECK(ListPosted(api) == Strings{"other"});

  late.on_finished();
  CHECK(api.Control("POST", "/settle").status == 200);
  CHECK(ListPosted(api) == Strings{"other", "late"});
}

TEST_CASE("reply first: an advance posts a webhook without waiting for its reply", "[webhook]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  const api::Reply late = ChargeWithoutSendingReply(api, "late");
  CHECK(api.Control("POST", "/clock/advance", R"({"by": "1d"})").status == 200);
  CHECK(ListPosted(api) == Strings{"late"});
  late.on_finished();
  ChargeWithoutSendingReply(api, "next").on_finished();
  CHECK(api.Control("POST", "/settle").status == 200);
  CHECK(ListPosted(api) == Strings{"late", "next"});
}

TEST_CASE("reply first: a reset while a reply is late leaves nothing that waits for it",
          "[webhook]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  const api::Reply late = ChargeWithoutSendingReply(api, "late");
  CHECK(api.Control("POST", "/reset").status == 200);
  late.on_finished();
  ChargeWithoutSendingReply(api, "next").on_finished();
  CHECK(api.Control("POST", "/settle").status == 200);
  CHECK(ListPosted(api) == Strings{"next"});
}

TEST_CASE("reply first: settling waits for a webhook whose reply is not sent yet", "[webhook]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  const api::Reply late = ChargeWithoutSendingReply(api, "late");
  CHECK_FALSE(api.dispatcher.IsSettled(api.registry.Default()));
  late.on_finished();
  CHECK(api.Control("POST", "/settle").status == 200);
  CHECK(api.dispatcher.IsSettled(api.registry.Default()));
}

TEST_CASE("reply first: with webhook_first nothing waits", "[webhook]") {
  TestApi api(testing::SetupWithWebhook(kHook));
  api.Control("PUT", "/webhooks/settings", R"({"webhook_first": true})");
  const api::Reply reply = ChargeWithoutSendingReply(api, "order-1");
  CHECK(ListPosted(api) == Strings{"order-1"});
}

}  // namespace
}  // namespace portone
