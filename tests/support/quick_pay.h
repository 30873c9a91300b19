// SPDX-License-Identifier: MIT
// Calls of a quick pay in one sandbox: its windows, and its API with the headers that it demands.
#pragma once

#include <string>

#include "support/page_refusal.h"
#include "support/test_api.h"
#include "support/windows.h"

namespace portone::testing {

struct QuickPayShop {
  TestApi api;
  int orders = 0;

  QuickPayShop() { api.headers = {{"Accept", "application/json"}}; }

  Json MakePreparation() const {
    return {{"btid", "bt-1"}, {"cust_ip", "203.0.113.7"}, {"code_verifier", "verifier-1"}};
  }
  std::string Prepare(const std::string& merchant_uid) {
    return Summary(api.Post("/kcpquick/prepare/" + merchant_uid, MakePreparation()));
  }
  /// Runs a window with an action for the member m1. Its reply.
  TestReply RunAction(const std::string& action, const Json& more = Json::object(),
                      const Json& bypass = Json::object()) {
    Json quick{{"actionType", action}, {"memberID", "m1"}, {"encryptedCI", "ci"}};
    if (bypass.is_object()) quick.update(bypass);
    Json params = WindowParams("kcp_quick", "window-" + std::to_string(++orders),
                               {{"bypass", {{"kcpQuick", quick}}}});
    params.erase("amount");
    if (more.is_object()) params.update(more);
    return RunWindow(api, params);
  }
  /// The same, prepared first where the action is one on prepaid money.
  TestReply PrepareAndRunAction(const std::string& action, const Json& more = Json::object()) {
    REQUIRE(Prepare("window-" + std::to_string(orders + 1)) == "200 0");
    return RunAction(action, more);
  }
  /// "paid", or the code and the text of the refusal.
  static std::string ReadOutcome(const TestReply& window) {
    INFO(window.text);
    REQUIRE(window.status == 200);
    const Json& callback = window.json["callback"];
    if (!callback.is_null() && callback.contains("error_msg")) return FormatRefusal(callback);
    return window.json["payment"]["status"];
  }
  std::string Do(const std::string& action, const Json& more = Json::object()) {
    return ReadOutcome(RunAction(action, more));
  }
  Json ListMembers() { return api.Control("GET", "/quick-members").json["quick_members"]; }
};

}  // namespace portone::testing
