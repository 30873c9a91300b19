// SPDX-License-Identifier: MIT
// What `run` warns of when the merchant's clock is not the sandbox's: the remedy is that of a
// scenario, whose file can start the shop.
#include <string>
#include <string_view>

#include "runner/run_outcome.h"
#include "support/catch.h"
#include "support/temp_folder.h"

namespace portone::app {
namespace {

constexpr std::string_view kRemedy =
    R"(Let the scenario's "shop" start the merchant's program ("command") with "share_clock": )"
    R"(true, so that it has the sandbox's time)";

/// Runs a scenario from 2024 in which a charge of kim is scheduled for `schedule_at`, a year passes
/// and one charge is expected.
Outcome RunSchedule(const std::string& schedule_at, const std::string& code) {
  const testing::TempFolder files;
  files.Write("a.json", R"({
    "given": {"channels": [{"pg": "kcp"}], "billing_keys": [{"customer_uid": "kim"}]},
    "steps": [
      {"post": "/subscribe/payments/schedule", "body": {"customer_uid": "kim", "schedules": [
        {"merchant_uid": "o-1", "schedule_at": )" +
                            schedule_at + R"(, "amount": 1000}]},
       "reply": {"code": )" +
                            code + R"(}},
      {"advance": "P1Y"}],
    "expect": [{"payments": {"status": "paid"}, "count": 1}]})");
  RunOptions options;
  options.paths = {files.path()};
  return Run(options);
}

TEST_CASE("run: the warning of late schedules names share_clock of the file", "[runner][run]") {
  const Outcome outcome = RunSchedule("1703000000", "1");
  INFO(outcome.out << outcome.err);
  CHECK(outcome.status == ExitStatus::kFailed);
  CHECK(outcome.out.find("warning: 1 schedule (of kim) was refused because the time had passed: "
                         "the merchant's clock is behind. " +
                         std::string(kRemedy) + "\n") != std::string::npos);
}

TEST_CASE("run: a merchant whose clock is years ahead of the sandbox's gives a warning",
          "[runner][run]") {
  const Outcome outcome = RunSchedule("1796083200", "0");
  INFO(outcome.out << outcome.err);
  CHECK(outcome.status == ExitStatus::kFailed);
  CHECK(outcome.out.find("warning: 1 schedule (of kim) was made for a time 1065 days or more "
                         "ahead: unless that was meant, the merchant's clock is ahead of the "
                         "sandbox's by about as much. " +
                         std::string(kRemedy) + ", or start the sandbox's clock") !=
        std::string::npos);
}

}  // namespace
}  // namespace portone::app
