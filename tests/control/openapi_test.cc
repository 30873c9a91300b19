// SPDX-License-Identifier: MIT
// GET /_emulator/openapi.json and its description of each call, compared with the routes and with
// replies of each of them.
#include "control/openapi.h"

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "control/call_descriptions.h"
#include "support/schema_verdicts.h"
#include "support/test_api.h"
#include "support/windows.h"

namespace portone {
namespace {

using control::ControlRoute;
using control::ControlRoutes;
using control::DescribeCall;
using control::FormatCallName;
using testing::ControlSummary;
using testing::TestApi;
using testing::TestReply;

/// A call, the route that takes it, and its body.
struct Call {
  std::string route;  ///< "POST /webhooks/{id}/replay"
  std::string path;   ///< "/webhooks/1/replay"
  std::string body;
};

/// Calls of every route that replies with JSON, each of which is accepted, in this order.
const std::vector<Call>& AllCalls() {
  static const std::string kCustomerBody = R"({"customer_uid": "kim"})";
  static const std::vector<Call> kCalls{
      {"GET /", "", ""},
      {"GET /openapi.json", "/openapi.json", ""},
      {"GET /health", "/health", ""},
      {"GET /livez", "/livez", ""},
      {"GET /readyz", "/readyz", ""},
      {"GET /clock", "/clock", ""},
      {"PUT /clock", "/clock", R"({"mode": "manual"})"},
      {"GET /agenda", "/agenda", ""},
      {"POST /clock/advance", "/clock/advance", R"({"by": "P1M"})"},
      {"POST /settle", "/settle", ""},
      {"GET /payments", "/payments", ""},
      {"GET /schedules", "/schedules", ""},
      {"GET /customers", "/customers", ""},
      {"GET /vbanks", "/vbanks", ""},
      {"GET /certifications", "/certifications", ""},
      {"GET /product-orders", "/product-orders", ""},
      {"GET /escrows", "/escrows", ""},
      {"GET /quick-members", "/quick-members", ""},
      {"GET /quick-preparations", "/quick-preparations", ""},
      {"GET /autopay-keys", "/autopay-keys", ""},
      {"GET /benepia-accounts", "/benepia-accounts", ""},
      {"GET /partner-sales", "/partner-sales", ""},
      {"GET /webhooks", "/webhooks", ""},
      {"POST /webhooks/{id}/replay", "/webhooks/1/replay", ""},
      {"GET /webhooks/settings", "/webhooks/settings", ""},
      {"PUT /webhooks/settings", "/webhooks/settings", R"({"retries": 1})"},
      {"GET /windows/settings", "/windows/settings", ""},
      {"PUT /windows/settings", "/windows/settings", R"({"decide": "approve"})"},
      {"GET /requests", "/requests", ""},
      {"GET /journal", "/journal", ""},
      {"GET /timeline", "/timeline", ""},
      {"GET /clock/file", "/clock/file", ""},
      {"PUT /clock/file", "/clock/file", "{}"},
      {"GET /receipts", "/receipts", ""},
      {"GET /cvs", "/cvs", ""},
      {"POST /actions/cancel", "/actions/cancel", R"({"merchant_uid": "o-1"})"},
      {"POST /actions/deposit", "/actions/deposit", R"({"merchant_uid": "v-1"})"},
      {"POST /actions/expire-card", "/actions/expire-card", kCustomerBody},
      {"POST /actions/delete-card", "/actions/delete-card", kCustomerBody},
      {"POST /actions/escrow", "/actions/escrow",
       R"({"merchant_uid": "e-1", "decision": "confirm"})"},
      {"POST /verify", "/verify", R"({"expect": [{"payments": {}}]})"},
      {"POST /wait", "/wait", R"({"expect": [{"payments": {}}]})"},
      {"POST /faults", "/faults",
       R"({"when": {"operation": "charge"}, "then": {"decline": "lost_card"}})"},
      {"GET /faults", "/faults", ""},
      {"DELETE /faults/{id}", "/faults/1", ""},
      {"DELETE /faults", "/faults", ""},
      {"POST /checkouts", "/checkouts",
       R"({"params": {"pay_method": "card", "merchant_uid": "w-1", "name": "n", "amount": 1000}})"},
      {"GET /channels", "/channels", ""},
      {"PUT /channels/{channel_key}", "/channels/mine", R"({"pg": "kcp"})"},
      {"DELETE /channels/{channel_key}", "/channels/mine", ""},
      {"GET /magic-values", "/magic-values", ""},
      {"GET /scenario", "/scenario", ""},
      {"GET /scenario/schema", "/scenario/schema", ""},
      {"POST /snapshot", "/snapshot", ""},
      {"PUT /scenario", "/scenario", "{}"},
      {"PUT /snapshot", "/snapshot", "{}"},
      {"POST /sandboxes", "/sandboxes", R"({"imp_key": "other"})"},
      {"GET /sandboxes", "/sandboxes", ""},
      {"DELETE /sandboxes/{imp_key}", "/sandboxes/other", ""},
      {"DELETE /requests", "/requests", ""},
      {"POST /reset", "/reset", "{}"},
  };
  return kCalls;
}

/// Routes whose calls need more than one call before them, or reply with something else.
const std::set<std::string> kTestedElsewhere{
    "POST /clock/advance/cancel", "POST /actions/change-product-order", "POST /actions/pingback",
    "POST /actions/review-product"};

/// A key and a preparation of a quick pay, points, and a sale of a partner.
void FillPoints(TestApi& api) {
  testing::RunWindow(
      api,
      testing::WindowParams(
          "kcp_quick", "q-2",
          {{"customer_uid", "auto-1"},
           {"bypass", {{"kcpQuick", {{"actionType", "RegisterAutoPay"}, {"memberID", "m1"}}}}}}));
  api.headers = {{"Accept", "application/json"}};
  api.Post("/kcpquick/prepare/p-1",
           {{"btid", "b-1"}, {"cust_ip", "203.0.113.7"}, {"code_verifier", "v"}});
  api.headers.clear();
  api.Post("/benepia/payment", {{"benepia_user", "kim"},
                                {"benepia_password", "p"},
                                {"channel_key", "channel-key-kcp"},
                                {"merchant_uid", "b-1"},
                                {"name", "n"},
                                {"amount", 1'000}});
  const std::string sold = testing::PayInWindow(api, testing::WindowParams("html5_inicis", "p-2"));
  const Json sale{
      {"business_registration_number", "1234567890"}, {"company_name", "a"}, {"amount", 1'000}};
  api.Post("/partners/receipts/" + sold, {{"data", Json::array({sale})}});
}

void FillSandbox(TestApi& api) {
  api.Post("/subscribe/customers/kim", testing::CardBody());
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"));
  api.Post("/vbanks", {{"merchant_uid", "v-1"},
                       {"amount", 10'000},
                       {"vbank_code", "004"},
                       {"vbank_due", ToUnixSeconds(testing::Start() + testing::kDay * 100)},
                       {"vbank_holder", "Kim"},
                       {"channel_key", "channel-key-nice"},
                       {"buyer_name", "Kim"},
                       {"buyer_email", "kim@example.com"}});
  api.Post("/receipts/external/cash-1", {{"channel_key", "channel-key-nice"},
                                         {"name", "cash"},
                                         {"amount", 1'000},
                                         {"identifier", "01011112222"}});
  api.Post("/cvs",
           {{"channel_key", "channel-key-galaxia"}, {"merchant_uid", "c-1"}, {"amount", 1'000}});
  api.Post("/certifications/otp/request", {{"name", "Kim"},
                                           {"phone", "01011112222"},
                                           {"birth", "911111"},
                                           {"gender_digit", 1},
                                           {"carrier", "SKT"},
                                           {"channel_key", "channel-key-danal"}});
  api.Control("POST", "/checkouts",
              R"({"params": {"pg": "naverco", "merchant_uid": "n-1", "amount": 1000}})");
  const std::string escrow =
      testing::PayInWindow(api, testing::WindowParams("kcp", "e-1", {{"escrow", true}}));
  api.Post("/escrows/logis/" + escrow,
           {{"sender", {{"name", "Kim"}}},
            {"receiver", {{"name", "Lee"}}},
            {"logis", {{"company", "CJGLS"}, {"invoice", "1"}, {"sent_at", 1'706'659'200}}}});
  testing::RunWindow(
      api, testing::WindowParams(
               "kcp_quick", "q-1",
               {{"bypass", {{"kcpQuick", {{"actionType", "UserRegister"}, {"memberID", "m1"}}}}}}));
  FillPoints(api);
  api.Post(
      "/subscribe/payments/schedule",
      testing::ScheduleBody("kim", {testing::EntryBody("s-1", testing::Start() + testing::kDay)}));
}

/// The schema of a reply: an object whose only member is named after its call.
Json MakeReplySchema(const Json& document) {
  Json replies = Json::object();
  for (const auto& [path, operations] : document["paths"].items()) {
    for (const auto& [method, operation] : operations.items()) {
      const Json& content = operation["responses"]["200"]["content"];
      if (content.contains("application/json"))
        replies[method + " " + path] = content["application/json"]["schema"];
    }
  }
  replies["refused"] = {{"$ref", "#/components/schemas/Error"}};
  return {{"type", "object"},
          {"properties", std::move(replies)},
          {"additionalProperties", false},
          {"components", document["components"]}};
}

std::string ToLowerMethod(std::string route) {
  for (char& c : route) {
    if (c == ' ') break;
    c = static_cast<char>(c - 'A' + 'a');
  }
  return route;
}

TEST_CASE("openapi: the document describes every route, and nothing else", "[control][openapi]") {
  const Json document = control::MakeOpenApi();
  std::size_t operations = 0;
  for (const auto& [path, methods] : document["paths"].items())
    operations += methods.size();
  CHECK(operations == ControlRoutes().size());
  std::set<std::string> ids;
  for (const ControlRoute& route : ControlRoutes()) {
    INFO(FormatCallName(route));
    const Json& call = DescribeCall(route);
    REQUIRE(call.is_object());
    CHECK(call.contains("summary"));
    CHECK(call.contains("reply") != call.contains("content"));
    const std::string method = ToLowerMethod(std::string(Name(route.method)));
    ids.insert(document["paths"][std::string(route.path)][method]["operationId"]);
  }
  CHECK(ids.size() == ControlRoutes().size());
  CHECK(control::CountDescribedCalls() == ControlRoutes().size());
}

TEST_CASE("openapi: the replies of every call match the document", "[control][openapi][slow]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  FillSandbox(api);
  api.Control("POST", "/settle");
  const Json document = api.Control("GET", "/openapi.json").json;
  testing::Documents replies = Json::object();
  std::set<std::string> tested = kTestedElsewhere;
  for (const Call& call : AllCalls()) {
    const std::string method = call.route.substr(0, call.route.find(' '));
    const TestReply reply = api.Control(method, call.path, call.body);
    INFO(call.route << " " << reply.text.substr(0, 500));
    CHECK(reply.status == 200);
    replies[call.route] = {{ToLowerMethod(call.route), reply.json}};
    tested.insert(call.route);
  }
  for (const ControlRoute& route : ControlRoutes()) {
    INFO(FormatCallName(route));
    CHECK(tested.contains(FormatCallName(route)) == DescribeCall(route).contains("reply"));
  }
  const TestReply not_verified =
      api.Control("POST", "/verify", R"({"expect": [{"payment": "none", "status": "paid"}]})");
  replies["not verified"] = {{"refused", not_verified.json}};
  replies["unknown"] = {{"refused", api.Control("GET", "/nowhere").json}};
  for (const std::string& verdict :
       testing::GetSchemaVerdicts(MakeReplySchema(document).dump(), replies))
    CHECK_THAT(verdict, Catch::EndsWith(": ok"));
}

TEST_CASE("openapi: the document's schemas refuse a reply that differs",
          "[control][openapi][slow]") {
  TestApi api;
  const Json document = api.Control("GET", "/openapi.json").json;
  Json clock = api.Control("GET", "/clock").json;
  clock["mode"] = "asleep";
  Json without_now = api.Control("GET", "/clock").json;
  without_now.erase("now");
  Json with_zone = api.Control("GET", "/clock").json;
  with_zone["zone"] = "Seoul";
  const testing::Documents wrong_replies{{"mode", {{"get /clock", clock}}},
                                         {"less", {{"get /clock", without_now}}},
                                         {"more", {{"get /clock", with_zone}}}};
  for (const std::string& verdict :
       testing::GetSchemaVerdicts(MakeReplySchema(document).dump(), wrong_replies)) {
    CAPTURE(verdict);
    CHECK_FALSE(verdict.ends_with(": ok"));
  }
}

TEST_CASE("openapi: the documented parameters of each call are those that it takes",
          "[control][openapi]") {
  TestApi api;
  for (const ControlRoute& route : ControlRoutes()) {
    const Json query = DescribeCall(route).value("query", Json::object());
    for (const auto& [name, parameter] : query.items()) {
      INFO(FormatCallName(route) << " " << name);
      const std::string path(route.path.substr(0, route.path.find('{')));
      // Not by Control(), since some of the replies are not JSON.
      const api::Reply reply = api.handler.Handle(
          {std::string(Name(route.method)),
           "/_emulator" + path + (path.ends_with('/') ? "x" : "") + "?" + name + "=",
           {},
           ""});
      // The body of a timeline may contain such a refusal.
      CHECK((reply.status == 200 || reply.body.find("unknown parameter") == std::string::npos));
    }
    if (query.empty()) continue;
    INFO(FormatCallName(route));
    const std::string path(route.path.substr(0, route.path.find('{')));
    const TestReply refused = api.Control(std::string(Name(route.method)),
                                          path + (path.ends_with('/') ? "x" : "") + "?nonsense=1");
    CHECK(ControlSummary(refused).find("nonsense: unknown parameter") != std::string::npos);
  }
}

TEST_CASE("index: programs get the calls, and browsers a page with them", "[control][index]") {
  TestApi api;
  const Json index = api.Control("GET", "/").json;
  CHECK(index["name"] == "portone-emulator");
  CHECK(index["sandboxes"] == Json::array({"imp_apikey"}));
  CHECK(index["documents"]["openapi"] == "/_emulator/openapi.json");
  CHECK(index["calls"].size() == ControlRoutes().size());
  const api::Reply page = api.handler.Handle(
      {"GET", "/_emulator", {{"Accept", "text/html,application/xhtml+xml"}}, ""});
  CHECK(page.status == 200);
  CHECK(page.content_type == "text/html; charset=utf-8");
  CHECK_THAT(page.body, Catch::StartsWith("<!doctype html>"));
  CHECK_THAT(page.body, Catch::Contains("<a href=\"/_emulator/payments\">"));
  CHECK_THAT(page.body, Catch::Contains("/_emulator/sandboxes/{imp_key}"));
}

TEST_CASE("index: every link of the page can be opened", "[control][index]") {
  TestApi api;
  const auto make_file = [] { return std::string("certificate"); };
  api.context.authority_certificate = {make_file, make_file, make_file};
  const api::Request request{"GET", "/_emulator", {{"Accept", "text/html"}}, ""};
  const std::string page = api.handler.Handle(request).body;
  CHECK_THAT(page, Catch::Contains("<td>/_emulator/receipts/*</td>"));
  CHECK_THAT(page, Catch::Contains("<td>/_emulator/sandboxes/{imp_key}</td>"));
  constexpr std::string_view kLink = "<a href=\"";
  std::size_t links = 0;
  for (std::size_t at = 0; (at = page.find(kLink, at)) != std::string::npos; ++links) {
    at += kLink.size();
    const std::string path = page.substr(at, page.find('"', at) - at);
    INFO(path);
    CHECK(path.find_first_of("{*") == std::string::npos);
    CHECK(api.handler.Handle({"GET", path, {}, ""}).status < 400);
  }
  CHECK(links > 20);
}

TEST_CASE("index: every document that it names exists", "[control][index]") {
  TestApi api;
  const Json index = api.Control("GET", "").json;
  for (const auto& [name, path] : index["documents"].items()) {
    INFO(name);
    CHECK(api.handler.Handle({"GET", path.get<std::string>(), {}, ""}).status == 200);
  }
}

}  // namespace
}  // namespace portone
