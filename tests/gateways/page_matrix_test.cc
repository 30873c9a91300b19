// SPDX-License-Identifier: MIT
// The result that a page receives from the window of every gateway, on each device and for each way
// in which the window may end: fixtures/golden/pages.txt, to be compared with recordings. Written
// by `make golden`.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "gateways/registry.h"
#include "json/text.h"
#include "support/golden_file.h"
#include "support/test_api.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kHead =
    R"(# What a page receives at every gateway: for each device and each end of a window the object
# of the callback, or the URL of the redirect, decoded ("nothing" when the page is not notified),
# and before it the status of the payment that is left ("none" when there is none). All
# parameters that any gateway insists on are sent, m_redirect_url too.
)";

struct WindowEnd {
  const char* name;
  Json checkout;  ///< the keys besides "params"
  Json params;    ///< the parameters besides the usual ones
};

const std::vector<WindowEnd>& WindowEnds() {
  static const std::vector<WindowEnd> kEnds{
      {"paid", Json::object(), Json::object()},
      {"key", Json::object(), {{"customer_uid", "kim"}}},
      {"account", Json::object(), {{"pay_method", "vbank"}}},
      {"closed", {{"outcome", "close"}}, Json::object()},
      {"left open", {{"outcome", "abandon"}}, Json::object()},
      {"declined", {{"outcome", "insufficient_funds"}}, Json::object()},
      {"paid before", Json::object(), {{"merchant_uid", "order1"}}},
      {"no callback", {{"callback_function", false}}, {{"merchant_uid", "order1"}}},
  };
  return kEnds;
}

/// Parameters with which the gateway's window opens.
Json UsualParams(const GatewayRules& rules, std::string_view merchant_uid) {
  Json params{{"channelKey", "channel-key-" + std::string(rules.code)},
              {"merchant_uid", merchant_uid},
              {"amount", 1'000},
              {"name", "a box"},
              {"buyer_name", "kim"},
              {"buyer_tel", "010-1234-5678"},
              {"buyer_email", "kim@example.com"},
              {"customer_id", "kim1"},
              {"product_type", "real"},
              {"digital", false},
              {"vbank_due", "20240229"},
              {"biz_num", "1234567890"},
              {"company", "shop"},
              {"order_description", "a box"},
              {"cash_receipt_type", "anonymous"},
              {"m_redirect_url", "https://shop.test/done"}};
  const PayMethods& methods = rules.window.methods;
  if (!methods.empty() && methods.Has(rules.window.default_method)) {
    params["pay_method"] = std::string(Name(rules.window.default_method));
  }
  return params;
}

std::string DescribeEnd(const Json& reply) {
  const Json& payment = reply.at("payment");
  std::string text = payment.is_null() ? "none" : payment.at("status").get<std::string>();
  if (!reply.at("callback").is_null()) return text + "  " + reply.at("callback").dump();
  const Json& redirect = reply.at("redirect_url");
  return text + "  " +
         (redirect.is_null() ? "nothing"
                             : *json::PercentDecode(redirect.get<std::string>(), false));
}

std::string FormatGateway(const GatewayRules& rules) {
  std::string text = "\n== " + std::string(rules.code) + "\n";
  for (const char* device : {"pc", "mobile"}) {
    TestApi api;
    int order = 0;
    for (const WindowEnd& end : WindowEnds()) {
      Json checkout = end.checkout;
      checkout["device"] = device;
      checkout["params"] = UsualParams(rules, "order" + std::to_string(++order));
      checkout["params"].merge_patch(end.params);
      const TestReply reply = api.Control("POST", "/checkouts", checkout.dump());
      INFO(checkout.dump() << "\n" << reply.text);
      REQUIRE(reply.status == 200);
      text += std::string(device) + ", " + end.name + ": " + DescribeEnd(reply.json) + "\n";
    }
  }
  return text;
}

TEST_CASE("page matrix: the result that a page receives at every gateway is in the golden file",
          "[gateway][golden]") {
  std::string text = kHead;
  for (const GatewayRules* rules : All())
    text += FormatGateway(*rules);
  const std::string difference = CompareWithGolden("pages.txt", text);
  INFO(difference);
  CHECK(difference.empty());
}

}  // namespace
}  // namespace portone::gateways
