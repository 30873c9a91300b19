// SPDX-License-Identifier: MIT
// The samples of Paymentwall's guide, unchanged, in a sandbox without configuration.
#include <fstream>
#include <sstream>

#include "gateways/paymentwall_shop.h"
#include "support/program.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;               // NOLINT(google-build-using-namespace)
using namespace portone::testing::paymentwall;  // NOLINT(google-build-using-namespace)

std::string ReadSample(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(SourcePath("fixtures/guides/" + name)).rdbuf();
  return text.str();
}

Json RequestPaySample() {
  return Json::parse(ReadSample("paymentwall_request_pay.json"));
}

/// The body that the curl command posts.
Json AgainSample() {
  const std::string command = ReadSample("paymentwall_again.sh");
  const std::size_t begin = command.find('\'') + 1;
  return Json::parse(command.substr(begin, command.find('\'', begin) - begin));
}

TEST_CASE("guide: request_pay with card.info charges, issues a key and sends a webhook",
          "[gateway][paymentwall][guide]") {
  TestApi api(SetupWithWebhook(kHook));
  for (const char* device : {"pc", "mobile"}) {
    CAPTURE(device);
    api.Control("POST", "/reset");
    const TestReply reply = OpenWindow(api, RequestPaySample(), {{"device", device}});
    CHECK(GetCallbackResult(reply) == "true - -");
    CHECK(reply.json["redirect_url"].is_null());
    CHECK(reply.json["payment"]["amount"] == 50);
    CHECK(reply.json["payment"]["currency"] == "USD");
    CHECK(reply.json["payment"]["channel"] == device);
    Advance(api, "5s");
    const Json customer = api.Get("/subscribe/customers/customer_uid").response();
    CHECK(customer["pg_provider"] == "paymentwall");
    CHECK(customer["card_number"] == "424242******4242");
    CHECK(GetStatus(api, "order_no_0001") == "paid");
  }
  CHECK(SettleAndListWebhooks(api) == Strings{"paid", "paid"});
}

TEST_CASE(
    "guide: request_pay without card.info opens the window, which redirects on a mobile device",
    "[gateway][paymentwall][guide]") {
  TestApi api;
  const Json window = Without(RequestPaySample(), "card");
  const TestReply mobile = OpenWindow(api, window, {{"device", "mobile"}});
  CHECK(mobile.json["callback"].is_null());
  CHECK_THAT(mobile.json["redirect_url"].get<std::string>(),
             Catch::Contains("imp_success=true") && Catch::StartsWith("{모바일에서"));
  Advance(api, "5s");
  CHECK(api.Get("/subscribe/customers/customer_uid").code() == 0);
  CHECK(GetCallbackResult(OpenWindow(api, With(window, {{"merchant_uid", "order_no_0002"}}))) ==
        "true - -");
}

TEST_CASE("guide: again is refused before the webhook and charges after it",
          "[gateway][paymentwall][guide]") {
  TestApi api;
  const Json again = AgainSample();
  Json issue = RequestPaySample();
  issue["customer_uid"] = again["customer_uid"];
  CHECK(GetCallbackResult(OpenWindow(api, issue)) == "true - -");
  CHECK(Summary(api.Post(kAgain, again)) == "200 1 등록되지 않은 구매자입니다.");
  Advance(api, "5s");
  const TestReply charged = api.Post(kAgain, again);
  CHECK(Summary(charged) == "200 0");
  CHECK(charged.response()["status"] == "paid");
  CHECK(charged.response()["amount"] == 3'000);
  CHECK(charged.response()["currency"] == "KRW");
  CHECK(Summary(api.Post(kAgain, again)) ==
        "200 1 이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 "
        "있습니다)");
}

}  // namespace
}  // namespace portone::gateways
