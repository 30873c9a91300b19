// SPDX-License-Identifier: MIT
// Replies of the V1 API before any operation runs, and the route table's match with the documented
// operations.
#include "api/service.h"

#include <fstream>
#include <set>
#include <string>

#include "support/injected_faults.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::Strings;
using testing::Summary;
using testing::TestApi;
using testing::TestReply;

/// The documented operations: every line of the list that is not a comment.
std::set<std::string> ReadDocumentedOperations() {
  std::ifstream file(std::string(PORTONE_SOURCE_DIR) + "/fixtures/reference/endpoints.txt");
  REQUIRE(file);
  std::set<std::string> operations;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    CAPTURE(line);
    CHECK(operations.insert(line).second);
  }
  return operations;
}

/// The path with every {parameter} replaced by a value.
std::string FillPath(std::string_view path) {
  std::string filled;
  bool inside = false;
  for (const char c : path) {
    if (c == '{') filled += 'x';
    inside = c == '{' || (inside && c != '}');
    if (!inside && c != '}') filled += c;
  }
  return filled;
}

TestReply SendWithToken(TestApi& api, std::string_view method, std::string_view target) {
  return api.Send(
      {std::string(method), std::string(target), {{"Authorization", api.GetToken()}}, ""});
}

/// Whether the default sandbox is still held after a call that was served while holding it.
bool IsHeldAfter(TestApi& api, std::string_view method, std::string_view target, const Json& body) {
  const api::Service service(api.registry);
  const api::Request request{
      std::string(method),
      std::string(target),
      {{"Authorization", api.GetToken()}, {"Content-Type", "application/json"}},
      body.dump()};
  const api::RoutedRequest routed = service.Route(request);
  REQUIRE(routed.sandbox != nullptr);
  engine::Engine::Hold hold = routed.sandbox->engine.TryEnter();
  REQUIRE(hold.owns_lock());
  CHECK(service.Serve(routed, &hold).reply.status != 500);
  return hold.owns_lock();
}

TEST_CASE("table: it serves exactly the documented operations", "[api][coverage]") {
  std::set<std::string> served;
  for (const api::Route& route : api::RouteTable()) {
    const std::string operation = std::string(Name(route.method)) + " " + std::string(route.path);
    CAPTURE(operation);
    CHECK(served.insert(operation).second);
    CHECK(route.handler != nullptr);
  }
  CHECK(served == ReadDocumentedOperations());
}

TEST_CASE("table: only getToken works without a token", "[api][coverage]") {
  Strings open;
  for (const api::Route& route : api::RouteTable()) {
    if (route.access == api::Access::kOpen) open.emplace_back(route.path);
  }
  CHECK(open == Strings{"/users/getToken"});
}

TEST_CASE("table: every operation is reached by its own path", "[api][coverage]") {
  TestApi api;
  for (const api::Route& route : api::RouteTable()) {
    const std::string method(Name(route.method));
    const std::string target = FillPath(route.path);
    CAPTURE(method, target);
    const TestReply reply = SendWithToken(api, method, target);
    CHECK(reply.status != 405);
    CHECK(reply.text.find("존재하지 않는 API입니다") == std::string::npos);
    const TestReply with_slash = SendWithToken(api, method, target + "/");
    CHECK(with_slash.status == reply.status);
  }
}

TEST_CASE("service: an unknown path is 404 with or without a token", "[api][service]") {
  TestApi api;
  const std::string target =
      GENERATE("/", "/nowhere", "/payments/a/b/c/d", "/subscribe", "/subscribe/payments/onetime/x",
               "/Payments/cancel", "//payments/cancel", "/_emulatorx", "/%20");
  CAPTURE(target);
  const std::string outcome = "404 -1 존재하지 않는 API입니다. (GET " + target + ")";
  CHECK(Summary(api.Send({"GET", target + "?x=1", {}, ""})) == outcome);
  CHECK(Summary(SendWithToken(api, "GET", target)) == outcome);
}

TEST_CASE("service: a wrong method on a known path is refused", "[api][service]") {
  TestApi api;
  const auto [method, target] = GENERATE(table<std::string, std::string>({
      {"GET", "/users/getToken"},
      {"PUT", "/payments/cancel"},
      {"PUT", "/payments/imp_1"},
      {"GET", "/subscribe/payments/onetime"},
      {"PATCH", "/subscribe/customers/kim"},
      {"OPTIONS", "/payments/cancel"},
      {"TRACE", "/payments"},
  }));
  CAPTURE(method, target);
  CHECK(Summary(api.Send({method, target, {}, ""})) ==
        "405 -1 지원되지 않는 HTTP method입니다. (" + method + " " + target + ")");
}

TEST_CASE("service: a 405 reply lists the allowed methods", "[api][service]") {
  TestApi api;
  const auto [method, target, allowed] = GENERATE(table<std::string, std::string, std::string>({
      {"GET", "/users/getToken", "POST"},
      {"HEAD", "/users/getToken", "POST"},
      {"PUT", "/payments/cancel", "GET, HEAD, POST"},
      {"PATCH", "/subscribe/customers/kim", "GET, HEAD, POST, DELETE"},
      {"POST", "/cards", "GET, HEAD"},
  }));
  CAPTURE(method, target);
  const TestReply reply = api.Send({method, target, {}, ""});
  CHECK(reply.status == 405);
  CHECK(reply.Header("Allow") == allowed);
  CHECK(api.Send({method, "/nowhere", {}, ""}).Header("Allow").empty());
}

TEST_CASE("service: HEAD is handled as GET", "[api][service]") {
  TestApi api;
  CHECK(Summary(SendWithToken(api, "HEAD", "/payments/imp_1")) ==
        Summary(SendWithToken(api, "GET", "/payments/imp_1")));
  CHECK(api.Send({"HEAD", "/payments/imp_1", {}, ""}).status == 401);
  CHECK(api.Send({"HEAD", "/users/getToken", {}, ""}).status == 405);
}

TEST_CASE("service: a malformed target is refused before anything else", "[api][service]") {
  TestApi api;
  const auto [target, why] = GENERATE(table<std::string, std::string>({
      {"/payments/%zz", "잘못된 percent-encoding입니다"},
      {"/nowhere/%", "잘못된 percent-encoding입니다"},
      {"/payments/%FF", "UTF-8이 아닙니다"},
      {"/payments/\xFF", "UTF-8이 아닙니다"},
      {"payments", "경로는 /로 시작해야 합니다"},
  }));
  CHECK(Summary(api.Send({"GET", target, {}, ""})) ==
        "400 -1 요청 주소를 해석할 수 없습니다. (" + why + ")");
}

TEST_CASE("service: a malformed query is refused after the token check", "[api][service]") {
  TestApi api;
  CHECK(api.Send({"GET", "/payments/imp_1?a=%zz", {}, ""}).status == 401);
  CHECK(Summary(SendWithToken(api, "GET", "/payments/imp_1?a=%zz")) ==
        "400 -1 요청 주소를 해석할 수 없습니다. (a broken percent escape in a)");
  CHECK(Summary(SendWithToken(api, "GET", "/payments/imp_1?a=%FF")) ==
        "400 -1 요청 주소를 해석할 수 없습니다. (text that is not UTF-8 in a)");
}

TEST_CASE("token: is the last word of Authorization, or comes from the legacy header or query",
          "[api][token]") {
  const auto token = [](std::vector<HttpHeader> headers, std::string_view query) {
    return api::FindToken({"GET", "/", std::move(headers), ""}, query);
  };
  CHECK(token({{"Authorization", "Bearer  a\tb "}}, "_token=q") == "b");
  CHECK(token({{"Authorization", " "}, {"X-ImpTokenHeader", "h"}}, "_token=q") == "h");
  CHECK(token({}, "x=1&_token=q%20r") == "q r");
  CHECK(token({}, "_token[]=q") == "");
  CHECK(token({}, "_token=%zz") == "");
  CHECK(token({}, "my_token=q") == "");
  CHECK(token({}, "") == "");
}

TEST_CASE("service: a sandbox is free again before the reply is written", "[api]") {
  TestApi api;
  CHECK_FALSE(
      IsHeldAfter(api, "POST", "/subscribe/payments/onetime", testing::OnetimeBody("order-1")));
  CHECK_FALSE(IsHeldAfter(api, "GET", "/payments/find/order-1", Json::object()));
}

TEST_CASE("service: a sandbox is held until the counts of its faults are recorded", "[api]") {
  TestApi api;
  testing::AddFault(api, R"({"when": {"operation": "request"}, "then": {"delay": "1s"}})");
  CHECK(IsHeldAfter(api, "GET", "/payments/imp_1", Json::object()));
}

TEST_CASE("service: parameters are not read before the token is checked", "[api]") {
  TestApi api;
  const api::Service service(api.registry);
  const api::Request request{
      "POST", "/subscribe/payments/onetime", {{"Authorization", "unknown"}}, "{"};
  const api::RoutedRequest routed = service.Route(request);
  CHECK_FALSE(routed.data);
  CHECK(service.Serve(routed).reply.status == 401);
}

}  // namespace
}  // namespace portone
