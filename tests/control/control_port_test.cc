// SPDX-License-Identifier: MIT
// --control-port: which calls each port answers.
#include <string>

#include "control/request_handler.h"
#include "support/catch.h"
#include "support/test_api.h"

namespace portone {
namespace {

using testing::TestApi;

TEST_CASE("control port: a main port without the control API has health and receipts",
          "[control]") {
  TestApi api;
  const auto send = [&api](control::PortScope scope, const std::string& target) {
    return api.handler
        .HandleForTransport({"GET", target, {{"Authorization", api.GetToken()}}, ""}, scope)
        .status;
  };
  CHECK(send(control::PortScope::kV1Only, "/_emulator/clock") == 404);
  CHECK(send(control::PortScope::kAll, "/_emulator/clock") == 200);
  CHECK(send(control::PortScope::kControlOnly, "/_emulator/clock") == 200);
  CHECK(send(control::PortScope::kV1Only, "/_emulator/health") == 200);
  CHECK(send(control::PortScope::kControlOnly, "/_emulator/health") == 200);
  CHECK(send(control::PortScope::kV1Only, "/banks") == 200);
  CHECK(send(control::PortScope::kControlOnly, "/banks") == 404);
  const auto attempt = api.handler.TryHandleForTransport({"GET", "/_emulator/clock", {}, ""},
                                                         control::PortScope::kV1Only);
  REQUIRE(attempt.reply.has_value());
  CHECK(attempt.reply->status == 404);
  CHECK(Json::parse(attempt.reply->body).at("error").at("code") == "unknown_path");
}

}  // namespace
}  // namespace portone
