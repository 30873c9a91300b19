// SPDX-License-Identifier: MIT
// The samples of all guides, unchanged, one after the other in one sandbox: samples that repeat an
// order number are refused, all others work. Each sample on its own is tested with its gateway.
#include <fstream>
#include <sstream>
#include <string>

#include "support/program.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kPaidBefore = "이미 결제가 이루어진 거래건입니다.";
constexpr const char* kOrderUsed =
    "이미 주문이 이루어진 건입니다. (동일한 merchant_uid로 결제 또는 취소된 기록이 있습니다)";

std::string ReadSample(const std::string& name) {
  std::ostringstream text;
  text << std::ifstream(SourcePath("fixtures/guides/" + name)).rdbuf();
  return text.str();
}

/// The body that a curl command posts.
Json ReadPostedJson(const std::string& name) {
  const std::string command = ReadSample(name);
  const std::size_t begin = command.find('\'') + 1;
  return Json::parse(command.substr(begin, command.find('\'', begin) - begin));
}

/// Opens a window with the sample's parameters: "paid", "ready", or the callback's error.
std::string OpenWindow(TestApi& api, const std::string& name) {
  const Json body{{"params", Json::parse(ReadSample(name))}};
  const Json reply = api.Control("POST", "/checkouts", body.dump()).json;
  if (!reply["payment"].is_null()) return reply["payment"]["status"];
  return reply["callback"]["error_msg"];
}

/// Makes a charge: its status, or the text of the refusal.
std::string ChargeSample(TestApi& api, const std::string& path, const std::string& name) {
  const TestReply reply = api.Post("/subscribe/payments/" + path, ReadPostedJson(name));
  return reply.code() == 0 ? reply.response()["status"].get<std::string>() : reply.message();
}

TEST_CASE("guides: in sequence in one sandbox only samples that repeat an order number are refused",
          "[gateway][guide]") {
  TestApi api;
  // Naver Pay's sample has a fixed order number, so opening it again is refused.
  CHECK(OpenWindow(api, "naverpay_register.json") == "paid");
  CHECK(OpenWindow(api, "naverpay_register.json") == kPaidBefore);
  // Paymentwall's and NICE's window samples share one order number.
  CHECK(OpenWindow(api, "paymentwall_request_pay.json") == "ready");
  api.Control("POST", "/clock/advance", R"({"by": "5s"})");
  CHECK(OpenWindow(api, "nice_request_pay.json") == kPaidBefore);
  // Their API charge samples share another order number; only the first charge succeeds.
  CHECK(ChargeSample(api, "onetime", "nice_onetime.sh") == "paid");
  CHECK(ChargeSample(api, "onetime", "nice_onetime.sh") == kOrderUsed);
  CHECK(ChargeSample(api, "onetime", "nice_first_charge.sh") == kOrderUsed);
  CHECK(Summary(api.Post("/subscribe/customers/your-customer-unique-id",
                         ReadPostedJson("nice_issue.sh"))) == "200 0");
  CHECK(ChargeSample(api, "again", "nice_again.sh") == kOrderUsed);
  CHECK(ChargeSample(api, "again", "paymentwall_again.sh") == kOrderUsed);
}

}  // namespace
}  // namespace portone::gateways
