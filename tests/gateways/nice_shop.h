// SPDX-License-Identifier: MIT
// A merchant of NICE's old module: its channel with any settings, its window and the results.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "support/addresses.h"
#include "support/page_refusal.h"
#include "support/test_api.h"

namespace portone::testing {

using NiceSettings = std::map<std::string, std::string>;

inline constexpr std::string_view kCancelPath = "/payments/cancel";

/// The default merchant with these settings on its NICE channel.
inline engine::Setup NiceSetup(const NiceSettings& settings = {}) {
  engine::Setup setup = StandardSetup();
  for (Channel& channel : setup.merchant.channels) {
    if (channel.pg.text == "nice") channel.settings = settings;
  }
  return setup;
}

/// Replaces the settings of the channel, as when a contract changes.
inline void SetNiceSettings(TestApi& api, const NiceSettings& settings) {
  const Json channel{{"pg", "nice"}, {"pg_id", "nictest04m"}, {"settings", settings}};
  REQUIRE(api.Control("PUT", "/channels/channel-key-nice", channel.dump()).status == 200);
}

/// Valid parameters of request_pay, merged with a patch; null removes a parameter.
inline Json NiceParams(const Json& patch = Json::object()) {
  Json params{{"channelKey", "channel-key-nice"},
              {"pay_method", "card"},
              {"merchant_uid", "o-1"},
              {"name", "주문명:결제테스트"},
              {"amount", 50'000}};
  params.merge_patch(patch);
  return params;
}

/// Opens the window with these parameters; `rest` adds "device" or "card".
inline TestReply OpenNice(TestApi& api, const Json& patch = Json::object(),
                          const Json& rest = Json::object()) {
  Json body{{"params", NiceParams(patch)}};
  body.update(rest);
  TestReply reply = api.Control("POST", "/checkouts", body.dump());
  REQUIRE(reply.status == 200);
  return reply;
}

/// The outcome of a window: "paid", "ready", "failed: [code] message", or "no window: message" when
/// it did not open.
inline std::string GetWindowOutcome(const TestReply& reply) {
  const Json& payment = reply.json.at("payment");
  const Json& callback = reply.json.at("callback");
  if (payment.is_null()) return "no window: " + callback.at("error_msg").get<std::string>();
  const auto status = payment.at("status").get<std::string>();
  if (status != "failed") return status;
  if (callback.is_null()) return "failed: " + payment.at("fail_reason").get<std::string>();
  CHECK(payment.at("fail_reason") == callback.at("error_msg"));
  const std::string refusal = FormatRefusal(callback);
  const std::size_t blank = refusal.find(' ');
  return "failed: [" + refusal.substr(0, blank) + "] " + refusal.substr(blank + 1);
}

/// The warnings of the newest request in the journal.
inline Strings ReadLastWarnings(TestApi& api) {
  Strings warnings;
  const Json entries = api.Control("GET", "/journal").json.at("entries");
  for (const Json& entry : entries) {
    if (entry.at("kind") == "request") warnings = entry.at("warnings").get<Strings>();
  }
  return warnings;
}

}  // namespace portone::testing
