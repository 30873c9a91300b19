// SPDX-License-Identifier: MIT
// A merchant of Paymentwall: opens windows, charges keys and reads the results.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "support/addresses.h"
#include "support/test_api.h"

namespace portone::testing::paymentwall {

inline constexpr std::chrono::hours kHour{1};
inline constexpr const char* kEmail = "iamport@example.com";

/// Complete request_pay parameters for a key of "kim": 50 dollars.
inline Json Params(std::string_view merchant_uid = "o-1") {
  return {{"pg", "paymentwall"},
          {"pay_method", "card"},
          {"merchant_uid", merchant_uid},
          {"name", "Slim plan"},
          {"amount", 50},
          {"currency", "USD"},
          {"buyer_name", "Michael Jackson"},
          {"buyer_email", kEmail},
          {"customer_uid", "kim"}};
}

/// The same with card.info, for which no window opens (Paymentwall's Brick).
inline Json BrickParams(std::string_view merchant_uid = "o-1", std::string_view cvc = "826") {
  Json params = Params(merchant_uid);
  params["card"]["info"] = {{"number", "4242-4242-4242-4242"}, {"expiry", "2026-09"}, {"cvc", cvc}};
  return params;
}

inline Json Without(Json params, const char* key) {
  params.erase(key);
  return params;
}

inline Json With(Json params, const Json& more) {
  params.update(more);
  return params;
}

inline TestReply OpenWindow(TestApi& api, const Json& params, const Json& rest = Json::object()) {
  const TestReply reply =
      api.Control("POST", "/checkouts", With(Json{{"params", params}}, rest).dump());
  REQUIRE(reply.status == 200);
  return reply;
}

/// "true - -", "false 3002 Wrong charge amount.": success, code and text of a callback.
inline std::string GetCallbackResult(const TestReply& reply) {
  const Json& callback = reply.json.at("callback");
  const auto text = [&](const char* key) {
    const bool is_present = callback.contains(key) && !callback.at(key).is_null();
    return is_present ? callback.at(key).get<std::string>() : "-";
  };
  return callback.at("success").dump() + " " + text("error_code") + " " + text("error_msg");
}

/// Replaces the settings of the channel.
inline void SetSettings(TestApi& api, const Json& settings) {
  const Json body{{"pg", "paymentwall"}, {"settings", settings}};
  const TestReply reply = api.Control("PUT", "/channels/channel-key-paymentwall", body.dump());
  REQUIRE(ControlSummary(reply) == "200");
}

inline Json PaymentwallOnetimeBody(std::string_view merchant_uid, std::string_view cvc = "826") {
  Json body = OnetimeBody(merchant_uid, "4242-4242-4242-4242");
  body.update({{"pg", "paymentwall"},
               {"cvc", cvc},
               {"buyer_name", "Michael Jackson"},
               {"buyer_email", kEmail}});
  return body;
}

inline Json PaymentwallAgainBody(std::string_view merchant_uid) {
  return {{"customer_uid", "kim"},
          {"merchant_uid", merchant_uid},
          {"amount", 3'000},
          {"buyer_email", kEmail}};
}

inline Json PaymentwallEntryBody(std::string_view merchant_uid, Duration delay) {
  return With(EntryBody(merchant_uid, Start() + delay), {{"buyer_email", kEmail}});
}

inline Json Advance(TestApi& api, std::string_view by) {
  const TestReply reply = api.Control("POST", "/clock/advance", Json{{"by", by}}.dump());
  REQUIRE(ControlSummary(reply) == "200");
  return reply.json;
}

/// Issues a key for "kim" with a charge of 50 dollars, ready to be charged.
inline void Issue(TestApi& api, const Json& params = Params("issue")) {
  REQUIRE(GetCallbackResult(OpenWindow(api, params)) == "true - -");
  Advance(api, "5s");
  REQUIRE(api.Get("/subscribe/customers/kim").code() == 0);
}

inline std::string GetStatus(TestApi& api, const std::string& merchant_uid) {
  return api.Get("/payments/find/" + merchant_uid).response().at("status").get<std::string>();
}

/// The warnings in the journal, oldest first.
inline std::vector<std::string> ReadWarnings(TestApi& api) {
  std::vector<std::string> warnings;
  const Json journal = api.Control("GET", "/journal").json;
  for (const Json& entry : journal.at("entries")) {
    for (const Json& warning : entry.at("warnings"))
      warnings.push_back(warning.get<std::string>());
  }
  return warnings;
}

/// Waits until all webhooks were sent; returns the status in each.
inline std::vector<std::string> SettleAndListWebhooks(TestApi& api) {
  api.Control("POST", "/settle");
  std::vector<std::string> statuses;
  for (const std::string& body : api.sender.bodies())
    statuses.push_back(Json::parse(body).at("status").get<std::string>());
  return statuses;
}

}  // namespace portone::testing::paymentwall
