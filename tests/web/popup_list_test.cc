// SPDX-License-Identifier: MIT
// Which windows are popups, as the script asks before a page opens one.
#include <string>
#include <utility>
#include <vector>

#include "support/browser_calls.h"

namespace portone::web {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

constexpr const char* kPhone =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/120.0.0.0 Mobile Safari/537.36";

Json Ask(TestApi& api, const std::string& user_agent, const std::string& method = "GET",
         const std::string& target = "", const std::string& body = "") {
  const std::string asked = target.empty() ? "/_browser/popups/" + GetUserCode(api) : target;
  return Json::parse(api.handler
                         .Handle({.method = method,
                                  .target = asked,
                                  .headers = {{"Host", "emulator.test:12011"},
                                              {"Origin", "https://shop.test"},
                                              {"User-Agent", user_agent}},
                                  .body = body})
                         .body);
}

Json FindChannel(const Json& popups, const std::string& pg) {
  for (const Json& channel : popups.at("payments")) {
    if (channel.at("pg_provider") == pg) return channel;
  }
  return nullptr;
}

TEST_CASE("popups: what the list says is how windows are shown, on a PC and on mobile", "[web]") {
  for (const std::string& user_agent :
       {std::string("Mozilla/5.0 (X11; Linux)"), std::string(kPhone)}) {
    TestApi api;
    const Json popups = Ask(api, user_agent);
    CHECK(popups.at("certification").at("popup") == (user_agent != kPhone));
    CHECK(popups.at("certification").at("popup_parameter") == "popup");
    int orders = 0;
    for (const char* pg : {"payco", "tosspay", "kcp", "naverpay", "daou"}) {
      const Json rule = FindChannel(popups, pg);
      INFO(pg << ' ' << rule.dump());
      Json params{{"pg", pg},
                  {"merchant_uid", "o-" + std::to_string(++orders)},
                  {"amount", 60'000},
                  {"name", "당근"},
                  {"buyer_tel", "01012345678"},
                  {"m_redirect_url", "https://shop.test/"}};
      if (!rule.at("popup_parameter").is_null())
        params[rule.at("popup_parameter").get<std::string>()] = true;
      const Json opened = Ask(api, user_agent, "POST", "/_browser/windows",
                              Json{{"user_code", GetUserCode(api)}, {"params", params}}.dump());
      REQUIRE(opened.contains("popup"));
      CHECK(opened.at("popup") ==
            (rule.at("popup") == true || !rule.at("popup_parameter").is_null()));
    }
  }
}

TEST_CASE("popups: Eximbay's window is one unless the page refuses it", "[web]") {
  for (const std::string& user_agent :
       {std::string("Mozilla/5.0 (X11; Linux)"), std::string(kPhone)}) {
    TestApi api;
    const Json popups = Ask(api, user_agent);
    CHECK(FindChannel(popups, "eximbay").at("popup_by_default") == true);
    CHECK(FindChannel(popups, "paypal").at("popup_by_default") == false);
    int orders = 0;
    for (const auto& [popup, is_popup] :
         std::vector<std::pair<Json, bool>>{{nullptr, true}, {true, true}, {false, false}}) {
      Json params{{"pg", "eximbay"},
                  {"merchant_uid", "o-" + std::to_string(++orders)},
                  {"amount", 60'000},
                  {"name", "당근"},
                  {"buyer_tel", "01012345678"},
                  {"m_redirect_url", "https://shop.test/"}};
      if (!popup.is_null()) params["popup"] = popup;
      const Json opened = Ask(api, user_agent, "POST", "/_browser/windows",
                              Json{{"user_code", GetUserCode(api)}, {"params", params}}.dump());
      INFO(params.dump() << ' ' << opened.dump());
      REQUIRE(opened.contains("popup"));
      CHECK(opened.at("popup") == is_popup);
    }
  }
}

TEST_CASE("popups: an unknown user code has no channels", "[web]") {
  TestApi api;
  CHECK(Ask(api, "", "GET", "/_browser/popups/imp99999999").at("payments").empty());
}

TEST_CASE("window: the device of a page that names none is that of its browser", "[web]") {
  TestApi api;
  const auto device = [&api](const std::string& user_agent, const std::string& order) {
    const Json params{{"pg", "kcp"}, {"merchant_uid", order}, {"amount", 1'004}, {"name", "당근"}};
    const Json opened = Ask(api, user_agent, "POST", "/_browser/windows",
                            Json{{"user_code", GetUserCode(api)}, {"params", params}}.dump());
    return ReadPageWindow(api, opened.at("id")).at("device").get<std::string>();
  };
  CHECK(device("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "o-1") == "pc");
  CHECK(device(kPhone, "o-2") == "mobile");
  CHECK(device("Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X)", "o-3") == "mobile");
  CHECK(device("", "o-4") == "pc");
}

}  // namespace
}  // namespace portone::web
