// SPDX-License-Identifier: MIT
// GET /metrics, /livez and /readyz, at the root and below the prefix.
#include <sstream>
#include <string>

#include "support/contract_guard.h"
#include "support/pattern.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::Pattern;
using testing::TestApi;

/// Fetches a path that may be outside the prefix, without the checks for V1 replies.
api::Reply Fetch(TestApi& api, const std::string& path) {
  return api.handler.Handle({"GET", path, {}, ""});
}

std::string ReadMetrics(TestApi& api) {
  return Fetch(api, "/metrics").body;
}

/// The value of the metric `name`, with its labels; "" when there is none.
std::string FindValue(const std::string& metrics, const std::string& name) {
  std::istringstream lines(metrics);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(name + " ")) return line.substr(name.size() + 1);
  }
  return "";
}

std::string FindCount(const std::string& metrics, const std::string& operation,
                      const std::string& outcome) {
  return FindValue(metrics, "portone_requests_total{operation=\"" + operation + "\",outcome=\"" +
                                outcome + "\"}");
}

TEST_CASE("metrics: V1 calls are counted by operation and outcome", "[control][metrics]") {
  TestApi api;
  const std::string again = "POST /subscribe/payments/again";
  api.Post("/subscribe/customers/kim", testing::CardBody());
  api.Post("/subscribe/payments/again", testing::AgainBody("kim", "o-1"));
  api.Post("/subscribe/payments/again", testing::AgainBody("kim", "o-1"));
  api.Post("/subscribe/payments/again", testing::AgainBody("kim", "o-2"));
  api.PostText("/subscribe/payments/again", "{");
  api.Get("/payments/imp_0");
  api.Get("/nowhere");
  const std::string metrics = ReadMetrics(api);
  INFO(metrics);
  CHECK(FindCount(metrics, again, "succeeded") == "2");
  CHECK(FindCount(metrics, again, "refused") == "1");
  CHECK(FindCount(metrics, again, "client_error") == "1");
  CHECK(FindCount(metrics, again, "server_error").empty());
  CHECK(FindCount(metrics, "GET /payments/{imp_uid}", "client_error") == "1");
  CHECK(FindCount(metrics, "none", "client_error") == "1");
  CHECK(FindValue(metrics, "portone_request_duration_seconds_count{operation=\"" + again + "\"}") ==
        "4");
  CHECK(FindValue(metrics, "portone_request_duration_seconds_bucket{operation=\"" + again +
                               "\",le=\"+Inf\"}") == "4");
}

TEST_CASE("metrics: a reply that a fault has suppressed is an outcome of its own",
          "[control][metrics]") {
  TestApi api;
  api.GetToken();
  api.Control(
      "POST", "/faults",
      R"({"when": {"operation": "request", "path": "/payments/imp_0"}, "then": {"close": true}})");
  const testing::ReplacedReplies replaced({"503/-1"});  // the in-process reply for `close`
  api.Get("/payments/imp_0");
  CHECK(FindCount(ReadMetrics(api), "GET /payments/{imp_uid}", "no_reply") == "1");
}

TEST_CASE("metrics: webhooks, timers, sandboxes and memory are measured", "[control][metrics]") {
  TestApi api(testing::SetupWithWebhook("http://shop/hook"));
  const auto script = api.sender.RespondUsing([](const webhook::Post& post) {
    return testing::RespondWith(post.body.find("o-1") == std::string::npos ? 500 : 200);
  });
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-1"));
  api.Control("POST", "/settle");
  api.Post("/subscribe/payments/onetime", testing::OnetimeBody("o-2"));
  api.Control("POST", "/settle");
  api.Post("/subscribe/customers/kim", testing::CardBody());
  api.Post(
      "/subscribe/payments/schedule",
      testing::ScheduleBody("kim", {testing::EntryBody("s-1", testing::Start() + testing::kDay)}));
  api.Control("POST", "/sandboxes", R"({"imp_key": "other"})");
  const std::string metrics = ReadMetrics(api);
  INFO(metrics);
  CHECK(FindValue(metrics, "portone_webhook_attempts_total{outcome=\"succeeded\"}") == "1");
  CHECK(FindValue(metrics, "portone_webhook_attempts_total{outcome=\"failed\"}") == "1");
  CHECK(FindValue(metrics, "portone_agenda_timers") == "1");
  CHECK(FindValue(metrics, "portone_sandboxes") == "2");
  CHECK(std::stoll(FindValue(metrics, "process_resident_memory_bytes")) > 1'000'000);
}

TEST_CASE("metrics: every line is in the text format of Prometheus", "[control][metrics]") {
  TestApi api;
  api.Get("/payments/imp_0");
  static const Pattern kLine(
      R"re((# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="[^"\\]*",?)+\})? [0-9.e+-]+))re");
  std::istringstream lines(ReadMetrics(api));
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(kLine.Matches(line));
  }
  CHECK_THAT(Fetch(api, "/metrics").content_type, Catch::StartsWith("text/plain; version=0.0.4"));
}

TEST_CASE("probes: they reply at the root and below the prefix", "[control][metrics]") {
  TestApi api;
  const std::string path = GENERATE("/livez", "/readyz", "/_emulator/livez", "/_emulator/readyz");
  const api::Reply reply = Fetch(api, path);
  CHECK(reply.status == 200);
  CHECK(reply.body == R"({"status":"ok"})");
}

TEST_CASE("probes: an emulator that is being stopped is live, but not ready",
          "[control][metrics]") {
  TestApi api;
  api.dispatcher.Stop();
  CHECK(Fetch(api, "/livez").status == 200);
  CHECK(testing::ControlSummary(api.Control("GET", "/readyz")) ==
        "503 shutting_down - the emulator is being stopped");
}

TEST_CASE("probes: they need no token, and the metrics do", "[control][metrics]") {
  TestApi api;
  api.context.control_token = "t0ken";
  const auto status_of = [&api](const std::string& path, std::vector<HttpHeader> headers = {}) {
    return api.handler.HandleForTransport({"GET", path, std::move(headers), ""}).status;
  };
  CHECK(status_of("/livez") == 200);
  CHECK(status_of("/readyz/") == 404);
  CHECK(status_of("/_emulator/readyz/") == 200);
  CHECK(status_of("/metrics") == 401);
  CHECK(status_of("/metrics", {{"Authorization", "Bearer t0ken"}}) == 200);
}

TEST_CASE("probes: with a port for the control API they reply on both ports",
          "[control][metrics]") {
  TestApi api;
  const auto status_of = [&api](const std::string& path, control::PortScope scope) {
    return api.handler.HandleForTransport({"GET", path, {}, ""}, scope).status;
  };
  CHECK(status_of("/livez", control::PortScope::kV1Only) == 200);
  CHECK(status_of("/readyz", control::PortScope::kControlOnly) == 200);
  CHECK(status_of("/metrics", control::PortScope::kV1Only) == 404);
  CHECK(status_of("/metrics", control::PortScope::kControlOnly) == 200);
}

}  // namespace
}  // namespace portone
