// SPDX-License-Identifier: MIT
// Health, and what all control calls share: the error format and the selection of the sandbox.
#include "control/control.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "api/router.h"
#include "api/target.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::ControlSummary;
using testing::GetShape;
using testing::Strings;
using testing::TestApi;
using testing::TestReply;

/// The reply to a reset that names the sandbox in the header.
TestReply ResetWithHeader(TestApi& api, const std::string& imp_key) {
  return api.Send({"POST", "/_emulator/reset", {{"x-emulator-sandbox", imp_key}}, ""});
}

/// The key of the sandbox that a call selected.
std::string GetSandboxKey(const TestReply& reply) {
  REQUIRE(ControlSummary(reply) == "200");
  return reply.json["imp_key"].get<std::string>();
}

void UseSandbox(TestApi& api, const std::string& imp_key) {
  api.Use(imp_key, "secret");
  api.Get("/payments/imp_1");
}

/// The hint at the end of the refusal of an unknown key.
const std::string kHint =
    ": its shop has not called yet; POST /_emulator/sandboxes opens one, and so does a call that "
    "sets something, such as PUT /_emulator/webhooks/settings";

TEST_CASE("health: the reply has the status and the version", "[control]") {
  TestApi api;
  const TestReply reply = api.Control("GET", "/health");
  CHECK(reply.status == 200);
  CHECK(GetShape(reply.json) ==
        Strings{"status string", "version string", "sandboxes integer", "scenario null"});
  CHECK(reply.json["status"] == "ok");
  CHECK_THAT(reply.json["version"].get<std::string>(), Catch::Matches("[0-9]+\\.[0-9]+\\.[0-9]+"));
  CHECK(reply.json["sandboxes"] == 1);
}

TEST_CASE("health: the reply has the loaded scenario files and why newer content is not loaded",
          "[control]") {
  TestApi api;
  control::LoadStatus files;
  api.context.load_status = &files;
  const auto health = [&api] { return api.Control("GET", "/health").json; };
  CHECK(health()["scenario"].is_null());
  files.SetLoaded({"a.json", "na\xefve.json"}, testing::Start());
  CHECK(health()["scenario"].dump() == R"({"files":["a.json","na?ve.json"],"loaded_at":")" +
                                           FormatIso(testing::Start()) +
                                           R"(","reloads":0,"error":null})");
  files.SetError("a.json:1:1: /: wrong");
  CHECK(health()["status"] == "ok");
  CHECK(health()["scenario"]["error"] == "a.json:1:1: /: wrong");
  files.ClearError();
  CHECK(health()["scenario"]["error"].is_null());
  CHECK(health()["scenario"]["reloads"] == 0);
  files.SetError("a.json:1:1: /: wrong");
  files.SetLoaded({"a.json"}, testing::Start());
  CHECK(health()["scenario"]["error"].is_null());
  CHECK(health()["scenario"]["reloads"] == 1);
}

TEST_CASE("control: calls need no token, and may have a trailing slash or the method HEAD",
          "[control]") {
  TestApi api;
  const TestReply reply = api.Control("GET", "/health");
  CHECK(api.Control("GET", "/health/").json == reply.json);
  CHECK(api.Control("GET", "/health?x=1").json == reply.json);
  CHECK(api.Control("HEAD", "/health").json == reply.json);
}

TEST_CASE("control: an unknown path gives an error in the format of the control API", "[control]") {
  TestApi api;
  const auto [path, reported_path] = GENERATE(table<std::string, std::string>({
      {"/nowhere", "/nowhere"},
      {"/nowhere/?x=1", "/nowhere"},
      {"/health/x", "/health/x; did you mean /_emulator/health?"},
  }));
  CAPTURE(path);
  CHECK(ControlSummary(api.Control("GET", path)) ==
        "404 unknown_path - the control API has no path /_emulator" + reported_path);
}

TEST_CASE("control: a wrong method is refused by name", "[control]") {
  TestApi api;
  CHECK(ControlSummary(api.Control("POST", "/health")) ==
        "405 method_not_allowed - POST is not allowed for /_emulator/health");
  CHECK(ControlSummary(api.Control("GET", "/clock/advance/")) ==
        "405 method_not_allowed - GET is not allowed for /_emulator/clock/advance");
  CHECK(ControlSummary(api.Control("DELETE", "/reset")) ==
        "405 method_not_allowed - DELETE is not allowed for /_emulator/reset");
}

TEST_CASE("control: a literal segment takes precedence in any order of the rows", "[control]") {
  const auto handle = [](control::ControlCall& /*call*/) {
    return control::ControlResult<api::Reply>(api::Reply{});
  };
  const auto routes = control::ControlRoutes();
  std::vector<control::ControlRoute> rows(routes.begin(), routes.end());
  rows.push_back({Method::kPut, "/scenario/{name}", handle});
  rows.push_back({Method::kGet, "/scenario/{name}", handle});
  rows.push_back({Method::kGet, "/{topic}/schema", handle});
  const bool reversed = GENERATE(false, true);
  CAPTURE(reversed);
  if (reversed) std::reverse(rows.begin(), rows.end());
  const api::Router router(rows);
  const auto found = [&](std::string_view method, std::vector<std::string> segments) {
    const api::RouteMatch match = router.Find(method, segments);
    return match.row ? std::string(rows.at(*match.row).path) : "none";
  };
  CHECK(found("GET", {"scenario", "schema"}) == "/scenario/schema");
  CHECK(found("PUT", {"scenario", "schema"}) == "/scenario/{name}");
  CHECK(found("GET", {"scenario", "mine"}) == "/scenario/{name}");
  CHECK(found("GET", {"faults", "schema"}) == "/{topic}/schema");
}

TEST_CASE("control: every row is found by its own path", "[control]") {
  const api::Router router(control::ControlRoutes());
  for (std::size_t row = 0; row < control::ControlRoutes().size(); ++row) {
    const control::ControlRoute& route = control::ControlRoutes()[row];
    CAPTURE(route.path);
    const auto target = api::SplitTarget(route.path);
    CHECK(router.Find(Name(route.method), target.value().segments).row == row);
  }
}

TEST_CASE("control: a path is decoded after it was matched", "[control]") {
  TestApi api;
  CHECK(ControlSummary(api.Control("DELETE", "/sandboxes/a%2Fb")) ==
        R"(404 unknown_sandbox imp_key no sandbox has the key "a/b")");
  CHECK(ControlSummary(api.Control("GET", "/%68ealth")) ==
        "404 unknown_path - the control API has no path /_emulator/%68ealth; did you mean "
        "/_emulator/health?");
  CHECK(ControlSummary(api.Control("POST", "/faults/%zz")) ==
        "404 unknown_path - the control API has no path /_emulator/faults/%zz");
}

TEST_CASE("control: a target that is not UTF-8 is refused with a reply in UTF-8", "[control]") {
  TestApi api;
  CHECK(ControlSummary(api.Control("GET", "/\xFF")) ==
        "400 malformed_request - the target is not UTF-8");
  CHECK(ControlSummary(api.Control("GET", "/clock?sandbox=%FF")) ==
        "400 malformed_request - the query cannot be decoded");
  CHECK(ControlSummary(ResetWithHeader(api, "\xFF")) ==
        R"-(404 unknown_sandbox sandbox no sandbox has the key "(not UTF-8)")-" + kHint);
}

TEST_CASE("selection: while no sandbox is in use, the default one is selected",
          "[control][selection]") {
  TestApi api;
  api.Control("POST", "/sandboxes", R"({"imp_key": "declared"})");
  CHECK(GetSandboxKey(api.Control("POST", "/reset")) == "imp_apikey");
}

TEST_CASE("selection: the only sandbox with API calls is selected", "[control][selection]") {
  TestApi api;
  UseSandbox(api, "mine");
  CHECK(GetSandboxKey(api.Control("POST", "/reset")) == "mine");
  CHECK(GetSandboxKey(api.Control("POST", "/reset")) == "mine");
}

TEST_CASE("selection: a refused getToken does not count as use", "[control][selection]") {
  TestApi api;
  api.Send({"POST", "/users/getToken", {}, "imp_key=imp_apikey&imp_secret=wrong"});
  UseSandbox(api, "mine");
  CHECK(GetSandboxKey(api.Control("POST", "/reset")) == "mine");
}

TEST_CASE("selection: when several sandboxes are in use, the call must name one",
          "[control][selection]") {
  TestApi api;
  UseSandbox(api, "b");
  UseSandbox(api, "a");
  const std::string path = GENERATE("/clock", "/webhooks", "/journal");
  CAPTURE(path);
  CHECK(ControlSummary(api.Control("GET", path)) ==
        "400 ambiguous_sandbox sandbox several sandboxes are in use; name one with the header "
        "X-Emulator-Sandbox: a, b");
}

TEST_CASE("selection: a header or the query names the sandbox, and the header wins",
          "[control][selection]") {
  TestApi api;
  UseSandbox(api, "a");
  UseSandbox(api, "b c");
  CHECK(GetSandboxKey(ResetWithHeader(api, "a")) == "a");
  CHECK(GetSandboxKey(api.Control("POST", "/reset?sandbox=b%20c")) == "b c");
  CHECK(GetSandboxKey(api.Control("POST", "/reset?sandbox=imp_apikey")) == "imp_apikey");
  CHECK(GetSandboxKey(api.Control("POST", "/reset?sandbox=imp_apiKey")) == "imp_apikey");
  CHECK(GetSandboxKey(api.Send(
            {"POST", "/_emulator/reset?sandbox=a", {{"X-Emulator-Sandbox", "b c"}}, ""})) == "b c");
}

TEST_CASE("selection: an unknown key is refused", "[control][selection]") {
  TestApi api;
  const std::string outcome =
      R"(404 unknown_sandbox sandbox no sandbox has the key "nobody")" + kHint;
  CHECK(ControlSummary(ResetWithHeader(api, "nobody")) == outcome);
  CHECK(ControlSummary(api.Control("GET", "/clock?sandbox=nobody")) == outcome);
  CHECK(ControlSummary(api.Control("GET", "/clock?sandbox[]=a")) ==
        "400 invalid_parameter sandbox sandbox: must be a single key");
}

TEST_CASE("control: an invalid escape in the path gives unknown_path", "[control]") {
  TestApi api;
  CHECK(ControlSummary(api.Control("DELETE", "/sandboxes/%ff")) ==
        "404 unknown_path - the control API has no path /_emulator/sandboxes/%ff");
  CHECK(ControlSummary(api.Control("DELETE", "/faults/%zz")) ==
        "404 unknown_path - the control API has no path /_emulator/faults/%zz");
}

TEST_CASE("control: every error code has its text", "[control]") {
  const Strings texts{
      "malformed_request",  "invalid_parameter", "ambiguous_sandbox", "unauthorized",
      "forbidden",          "unknown_path",      "unknown_sandbox",   "not_found",
      "method_not_allowed", "timeout",           "conflict",          "cancelled",
      "not_verified",       "advance_limit",     "clock_file",        "shop_unreachable",
      "too_many_sandboxes", "poisoned",          "shutting_down",     "memory_full"};
  const auto names = Names<control::ControlErrc>();
  CHECK(Strings(names.begin(), names.end()) == texts);
}

}  // namespace
}  // namespace portone
