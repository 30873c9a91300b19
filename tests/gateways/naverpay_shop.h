// SPDX-License-Identifier: MIT
// A merchant of Naver Pay: opens windows and reads their results.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/addresses.h"
#include "support/test_api.h"

namespace portone::testing {

/// The guide's parameters for issuing a key in a popup.
inline Json RegistrationParams(std::string_view merchant_uid, std::string_view customer_uid = "kim",
                               const Json& more = Json::object()) {
  Json params{{"pg", "naverpay"},
              {"customer_uid", customer_uid},
              {"merchant_uid", merchant_uid},
              {"name", "Slim 요금제(1개월 단위)"},
              {"amount", 14'000},
              {"buyer_tel", "010-1234-5678"},
              {"naverPopupMode", true}};
  params.update(more);
  return params;
}

/// The parameters of a one-time payment.
inline Json PurchaseParams(std::string_view merchant_uid, const Json& more = Json::object()) {
  Json params = RegistrationParams(merchant_uid, "", more);
  params.erase("customer_uid");
  params["naverProducts"] = Json::array({{{"categoryType", "BOOK"},
                                          {"categoryId", "GENERAL"},
                                          {"uid", "1"},
                                          {"name", "한국사"},
                                          {"count", 10}}});
  params.update(more);
  return params;
}

inline TestReply OpenWindow(TestApi& api, const Json& params, const Json& rest = Json::object()) {
  Json body{{"params", params}};
  body.update(rest);
  return api.Control("POST", "/checkouts", body.dump());
}

/// The same with the header X-PortOne-Test-Code.
inline TestReply OpenWindowWithTestCode(TestApi& api, std::string_view test_code,
                                        const Json& params) {
  api::Request request;
  request.method = "POST";
  request.target = "/_emulator/checkouts";
  request.headers.push_back({"X-PortOne-Test-Code", std::string(test_code)});
  request.body = Json{{"params", params}}.dump();
  return api.Send(request);
}

/// The callback's result: "paid", or "Fail 한도 초과".
inline std::string GetCallbackResult(const TestReply& window) {
  const Json& callback = window.json.at("callback");
  REQUIRE(callback.is_object());
  if (callback["success"] == true) return callback["status"];
  return callback["error_code"].get<std::string>() + " " + callback["error_msg"].get<std::string>();
}

/// Replaces the settings of the channel.
inline void SetSettings(TestApi& api, const Json& settings) {
  const Json channel{{"pg", "naverpay"}, {"settings", settings}};
  REQUIRE(api.Control("PUT", "/channels/channel-key-naverpay", channel.dump()).status == 200);
}

/// The warnings in the journal, in order.
inline Strings ReadWarnings(TestApi& api) {
  Strings warnings;
  const TestReply journal = api.Control("GET", "/journal");
  for (const Json& entry : journal.json["entries"]) {
    for (const Json& warning : entry["warnings"])
      warnings.push_back(warning.get<std::string>());
  }
  return warnings;
}

/// Issues a key for "kim".
inline void IssueKey(TestApi& api, const Json& more = Json::object()) {
  REQUIRE(GetCallbackResult(OpenWindow(api, RegistrationParams("registration", "kim", more))) ==
          "paid");
}

/// Charges kim's key.
inline TestReply ChargeKim(TestApi& api, std::string_view merchant_uid,
                           const Json& more = Json::object()) {
  Json body = AgainBody("kim", merchant_uid);
  body.update(more);
  return api.Post(kAgain, body);
}

}  // namespace portone::testing
