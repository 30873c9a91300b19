// SPDX-License-Identifier: MIT
// The reports for machines as whole files: of a scenario that passes, one that fails in several
// ways, and one that is skipped. When a scenario ran and for how long are the only values of a
// report that differ from run to run; they are set here, so nothing is masked.
#include <chrono>
#include <string>
#include <vector>

#include "domain/calendar.h"
#include "runner/report_formats.h"
#include "support/catch.h"
#include "support/golden_file.h"
#include "support/run_scenario.h"

namespace portone::runner {
namespace {

using std::chrono::milliseconds;

constexpr const char* kRenewal = R"({
  "about": "A month later kim's subscription is charged.",
  "tags": ["kcp", "monthly"],
  "clock": {"start": "2024-01-31T09:00:00+09:00"},
  "steps": [
    {"post": "/subscribe/customers/kim", "note": "kim subscribes",
     "body": {"card_number": "1234-1234-1234-1234", "expiry": "2030-12", "birth": "820213",
              "pwd_2digit": "00", "pg": "kcp"}},
    {"post": "/subscribe/payments/schedule",
     "body": {"customer_uid": "kim", "schedules": [
       {"merchant_uid": "order-1", "schedule_at": "${now+P1M}", "amount": 9900}]}},
    {"advance": "P1M"}
  ],
  "expect": [
    {"payments": {"merchant_uid": "order-1", "status": "paid", "amount": 9900}, "count": 1},
    {"webhooks": {"merchant_uid": "order-1", "last_status": 200}, "count": 1}
  ]
})";

/// Its `about` has characters that XML escapes.
constexpr const char* kRefund = R"({
  "about": "The shop's \"refund\" of R&D <half>.",
  "clock": {"start": "2024-01-31T09:00:00+09:00"},
  "given": {"payments": [{"merchant_uid": "order-1", "amount": 10000}]},
  "steps": [
    {"get": "/payments/prepare/order-9"},
    {"post": "/payments/prepare", "body": {"merchant_uid": "order-2", "amount": 1000},
     "reply": {"response": {"merchant_uid": "order-2", "amount": "1,000"}}},
    {"action": "cancel", "body": {"merchant_uid": "order-1", "amount": 4000}}
  ],
  "expect": [
    {"payments": {"merchant_uid": "order-1", "status": "paid", "cancel_amount": 5000}, "count": 1},
    {"payments": {"merchant_uid": "order-1", "status": "paid", "cancel_amount": 4000}, "count": 1},
    {"webhooks": {"merchant_uid": "order-1", "status": "cancelled"}, "count": 2},
    {"schedules": {"customer_uid": "kim"}}
  ]
})";

constexpr const char* kTransfer = R"({
  "about": "An order is paid by transfer.",
  "skip": "waits for the contract of <2027>",
  "steps": [{"get": "/payments/imp_0"}]
})";

/// Runs the document as if it had been read from `file` and had begun and taken as is said here.
Report RunAt(const char* began, milliseconds took, const std::string& file, const char* document) {
  const scenario::LoadResult loaded = scenario::LoadText(document, file);
  INFO((loaded.ok() ? "" : loaded.error().message));
  REQUIRE(loaded.ok());
  std::ostringstream progress;
  Report report = app::RunScenario({.keep_going = true}, file, loaded.value(), progress);
  report.started_at = ParseIso(began).value();
  report.took = took;
  return report;
}

std::vector<Report> RunAll() {
  return {
      RunAt("2024-03-01T10:00:00.250+09:00", milliseconds{1'234}, "shop/renewal.json", kRenewal),
      RunAt("2024-03-01T10:00:01.484+09:00", milliseconds{56}, "shop/refund.json", kRefund),
      RunAt("2024-03-01T10:00:01.540+09:00", milliseconds{0}, "shop/transfer.json", kTransfer)};
}

TEST_CASE("reports: the JUnit report is as recorded", "[golden][runner]") {
  CHECK(testing::CompareWithGolden("reports/junit.xml", ToJUnitXml(RunAll())) == "");
}

TEST_CASE("reports: the JSON report is as recorded", "[golden][runner]") {
  CHECK(testing::CompareWithGolden("reports/report.json", ToReportJson(RunAll())) == "");
}

}  // namespace
}  // namespace portone::runner
