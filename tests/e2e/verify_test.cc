// SPDX-License-Identifier: MIT
// Verify and wait over real sockets, and scenario files with expectations.
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "portone/emulator.h"
#include "support/catch.h"
#include "support/merchant_client.h"
#include "support/merchant_server.h"
#include "support/program.h"
#include "support/temp_folder.h"

namespace portone::testing {
namespace {

constexpr const char* kFixedClock = "scenarios/kcp/monthly_subscription_fixed_clock.json";

TEST_CASE("verify: a wait on one connection is ended by a request on another", "[e2e]") {
  const MerchantServer server;
  const RunningEmulator running(
      {"--webhook-url", server.url(), "--scenario", SourcePath(kFixedClock)});
  MerchantClient merchant(running.port());
  merchant.Authorize();
  merchant.IssueKey("kim");
  REQUIRE(merchant.Schedule("kim", "order-1", "1706745600").At("/code") == "0");
  ReceivedReply wait_reply;
  std::thread waiting_thread([&merchant, &wait_reply] {
    wait_reply = merchant.Post("/_emulator/wait", R"({"timeout_ms": 600000, "expect": [
        {"webhooks": {"merchant_uid": "order-1", "state": "delivered"}, "count": 1}]})");
  });
  const ReceivedReply advanced = merchant.Advance("2d");
  waiting_thread.join();
  CHECK(advanced.status == 200);
  CHECK(wait_reply.status == 200);
  CHECK(wait_reply.At("/results/0/facts/0/last_status") == "200");

  const ReceivedReply verified = merchant.Post("/_emulator/verify", R"({"expect": [
      {"payment": "order-1", "status": "paid"},
      {"in_order": [{"request": {"operation": "/subscribe/payments/schedule"}},
                    {"payment": {"merchant_uid": "order-1"}}, {"webhook": {"status": "paid"}}]},
      {"payments": {"status": "failed"}, "none": true}]})");
  CHECK(verified.status == 200);
  CHECK(verified.At("/verified") == "true");
  const ReceivedReply failed =
      merchant.Post("/_emulator/verify", R"({"expect": [{"payments": 2}]})");
  CHECK(failed.status == 409);
  CHECK(failed.At("/error/message") == "expectation 1: expected exactly 2 payments, found 1");
}

TEST_CASE("verify: a wait does not delay the end of the program", "[e2e]") {
  RunningEmulator running;
  const MerchantClient merchant(running.port());
  std::string outcome;
  std::thread waiting_thread([&merchant, &outcome] {
    try {
      outcome =
          merchant.Post("/_emulator/wait", R"({"expect": [{"payments": 1}], "timeout_ms": 600000})")
              .At("/error/code");
    } catch (const std::exception&) {
      outcome = "shutting_down";  // it had not been connected yet
    }
  });
  const ProgramResult result = running.Stop();
  waiting_thread.join();
  CHECK(result.exit_code == 0);
  CHECK(outcome == "shutting_down");
}

TEST_CASE("verify: a scenario's steps and expectations are ignored, and the log says so", "[e2e]") {
  const TempFolder folder;
  const auto [text, ignored] = GENERATE(table<std::string, std::string>({
      {R"({"steps": [{"advance": "1d"}], "expect": [{"payments": 1}]})", "steps and expect"},
      {R"({"steps": [{"advance": "1d"}]})", "steps"},
      {R"({"steps": []})", ""},
      {R"({"expect": [{"payments": 1}]})", "expect"},
      {R"({"about": "neither"})", ""},
      {R"({"expect": []})", ""},
  }));
  const std::string path = folder.Write("scenario.json", text);
  std::mutex mutex;
  std::vector<std::string> lines;
  Options options;
  options.scenarios = {path};
  options.log = [&](LogLevel /*level*/, std::string_view line) {
    if (line.find(path) == std::string_view::npos) return;
    const std::lock_guard lock(mutex);
    lines.emplace_back(line);
  };
  { const Emulator emulator = Emulator::Start(options); }
  std::vector<std::string> expected{"loaded scenario " + path};
  if (!ignored.empty()) expected.push_back("scenario " + path + ": ignores " + ignored);
  CHECK(lines == expected);
}

}  // namespace
}  // namespace portone::testing
