// SPDX-License-Identifier: MIT
#include "domain/switches.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <vector>

#include "support/catch.h"

namespace portone {
namespace {

TEST_CASE("switches: each defaults to its first value and can be set to every other", "[domain]") {
  for (const SwitchRow& row : AllSwitches()) {
    CAPTURE(row.name);
    CHECK(row.values.size() >= 2);
    CHECK(row.get(Switches{}) == 0);
    for (std::size_t value = 0; value < row.values.size(); ++value) {
      Switches switches;
      row.set(switches, value);
      CHECK(row.get(switches) == value);
      CHECK((switches == Switches{}) == (value == 0));
    }
  }
}

/// The name of a switch and the word for a value in scenarios, and the switches that they set.
struct Meaning {
  std::string_view name;
  std::string_view word;
  Switches switches;
};

const std::vector<Meaning>& Meanings() {
  static const std::vector<Meaning> kMeanings = {
      {"merchant_uid_reuse", "service", {.merchant_uid_reuse = MerchantUidReuse::kService}},
      {"merchant_uid_reuse", "strict", {.merchant_uid_reuse = MerchantUidReuse::kStrict}},
      {"unknown_customer", "refusal", {.unknown_customer = UnknownCustomer::kRefusal}},
      {"unknown_customer", "not_found", {.unknown_customer = UnknownCustomer::kNotFound}},
      {"include_sandbox", "always", {.include_sandbox = IncludeSandbox::kAlwaysFound}},
      {"include_sandbox", "strict", {.include_sandbox = IncludeSandbox::kStrict}},
      {"unknown_customer_payments",
       "empty",
       {.unknown_customer_payments = UnknownCustomerPayments::kEmpty}},
      {"unknown_customer_payments",
       "not_found",
       {.unknown_customer_payments = UnknownCustomerPayments::kNotFound}},
      {"profile", "current", {.profile = Profile::kCurrent}},
      {"profile", "2020", {.profile = Profile::k2020}},
      {"schedule_lists", "paged", {.schedule_lists = ScheduleListShape::kPaged}},
      {"schedule_lists", "array", {.schedule_lists = ScheduleListShape::kArray}},
      {"past_schedule", "refuse", {.past_schedule = PastSchedule::kRefuse}},
      {"past_schedule", "run", {.past_schedule = PastSchedule::kRun}},
      {"cancel_key_issue", "refuse", {.cancel_key_issue = CancelKeyIssue::kRefuse}},
      {"cancel_key_issue", "accept", {.cancel_key_issue = CancelKeyIssue::kAccept}},
      {"undocumented_requests", "accept", {.undocumented_requests = UndocumentedRequests::kAccept}},
      {"undocumented_requests", "refuse", {.undocumented_requests = UndocumentedRequests::kRefuse}},
      {"long_merchant_uid", "accept", {.long_merchant_uid = LongMerchantUid::kAccept}},
      {"long_merchant_uid", "refuse", {.long_merchant_uid = LongMerchantUid::kRefuse}},
      {"long_merchant_uid", "truncate", {.long_merchant_uid = LongMerchantUid::kTruncate}},
      {"receipt_links", "emulator", {.receipt_links = ReceiptLinks::kEmulator}},
      {"receipt_links", "gateway", {.receipt_links = ReceiptLinks::kGateway}},
      {"unapproved_order", "accept", {.unapproved_order = UnapprovedOrder::kAccept}},
      {"unapproved_order", "refuse", {.unapproved_order = UnapprovedOrder::kRefuse}},
  };
  return kMeanings;
}

TEST_CASE("switches: each word sets its own value, whatever was set before", "[domain]") {
  std::size_t words = 0;
  for (const SwitchRow& row : AllSwitches()) {
    for (std::size_t value = 0; value < row.values.size(); ++value) {
      CAPTURE(row.name, row.values[value]);
      const auto meaning =
          std::find_if(Meanings().begin(), Meanings().end(), [&](const Meaning& candidate) {
            return candidate.name == row.name && candidate.word == row.values[value];
          });
      REQUIRE(meaning != Meanings().end());
      for (std::size_t earlier = 0; earlier < row.values.size(); ++earlier) {
        Switches switches;
        row.set(switches, earlier);
        row.set(switches, value);
        CHECK(switches == meaning->switches);
      }
      ++words;
    }
  }
  CHECK(words == Meanings().size());
}

TEST_CASE("switches: no two have the same name", "[domain]") {
  std::set<std::string_view> names;
  for (const SwitchRow& row : AllSwitches())
    CHECK(names.insert(row.name).second);
}

}  // namespace
}  // namespace portone
