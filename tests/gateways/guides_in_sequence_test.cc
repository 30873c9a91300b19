// SPDX-License-Identifier: MIT
// The samples of all guides, as they are printed, one after the other in one sandbox: what repeats
// an order number is refused, everything else works. Each alone is tested with its gateway.
#include <fstream>
#include <sstream>
#include <string>

#include "support/program.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kUsed =
    "이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)";

std::string TextOf(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(InTree("fixtures/guides/" + name)).rdbuf();
  return text.str();
}

/// What a curl command posts.
Json Posted(const std::string& name) {
  const std::string command = TextOf(name);
  const std::size_t begin = command.find('\'') + 1;
  return Json::parse(command.substr(begin, command.find('\'', begin) - begin));
}

/// Of a window: "paid", "ready", or what the page is told; the sample's own parameters.
std::string Window(TestApi& api, const std::string& name) {
  const Json body{{"params", Json::parse(TextOf(name))}};
  const Json reply = api.Control("POST", "/checkouts", body.dump()).json;
  if (!reply["payment"].is_null()) return reply["payment"]["status"];
  return reply["callback"]["error_msg"];
}

/// Of a charge: its status, or the refusal's text.
std::string Charge(TestApi& api, const std::string& path, const std::string& name) {
  const TestReply reply = api.Post("/subscribe/payments/" + path, Posted(name));
  return reply.code() == 0 ? reply.response()["status"].get<std::string>() : reply.message();
}

TEST_CASE("guides: in sequence in one sandbox a sample is refused where an order number repeats",
          "[gateway][guide]") {
  TestApi api;
  // Naver Pay's guide numbers its orders; its dates are past.
  CHECK(Window(api, "naverpay_register.json") == "paid");
  CHECK(Window(api, "naverpay_register.json") == kUsed);
  // Paymentwall's and NICE's windows have one order number.
  CHECK(Window(api, "paymentwall_request_pay.json") == "ready");
  CHECK(Window(api, "nice_request_pay.json") == kUsed);
  api.Control("POST", "/clock/advance", R"({"by": "5s"})");
  CHECK(Window(api, "nice_request_pay.json") == kUsed);
  // So have all of their charges by API, of which the first is good.
  CHECK(Charge(api, "onetime", "nice_onetime.sh") == "paid");
  CHECK(Charge(api, "onetime", "nice_onetime.sh") == kUsed);
  CHECK(Charge(api, "onetime", "nice_first_charge.sh") == kUsed);
  CHECK(Summary(api.Post("/subscribe/customers/your-customer-unique-id",
                         Posted("nice_issue.sh"))) == "200 0");
  CHECK(Charge(api, "again", "nice_again.sh") == kUsed);
  CHECK(Charge(api, "again", "paymentwall_again.sh") == kUsed);
}

}  // namespace
}  // namespace portone::gateways
