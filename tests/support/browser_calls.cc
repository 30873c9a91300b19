// SPDX-License-Identifier: MIT
#include "support/browser_calls.h"

#include <algorithm>

namespace portone::testing {
namespace {

Json Parse(const api::Reply& reply) {
  INFO(reply.body);
  REQUIRE(Json::accept(reply.body));
  return Json::parse(reply.body);
}

}  // namespace

api::Reply SendFromPage(TestApi& api, std::string_view method, std::string_view target,
                        const std::string& body) {
  const api::Request request{.method = std::string(method),
                             .target = std::string(target),
                             .headers = {{"Host", "emulator.test:12011"},
                                         {"Origin", "https://shop.test"},
                                         {"Sec-Fetch-Site", "cross-site"},
                                         {"Content-Type", "text/plain;charset=UTF-8"}},
                             .body = body};
  api::Reply reply = api.handler.Handle(request);
  CHECK(std::any_of(reply.headers.begin(), reply.headers.end(), [](const HttpHeader& header) {
    return header.name == "Access-Control-Allow-Origin" && header.value == "*";
  }));
  return reply;
}

std::string GetUserCode(const TestApi& api) {
  return api.registry.Default()->credentials.user_code;
}

Json OpenPageWindow(TestApi& api, const Json& params, const Json& rest) {
  Json body{{"user_code", GetUserCode(api)},
            {"kind", "payment"},
            {"params", params},
            {"device", "pc"},
            {"has_callback", true},
            {"origin", "https://shop.test"}};
  body.update(rest);
  return Parse(SendFromPage(api, "POST", "/_browser/windows", body.dump()));
}

Json ReadPageWindow(TestApi& api, const std::string& id) {
  return Parse(SendFromPage(api, "GET", "/_browser/windows/" + id + "/state"));
}

Json EndPageWindow(TestApi& api, const std::string& id, const Json& outcome) {
  return Parse(SendFromPage(api, "POST", "/_browser/windows/" + id + "/outcome", outcome.dump()));
}

}  // namespace portone::testing
