// SPDX-License-Identifier: MIT
#include "scenario/window_outcome.h"

#include <set>
#include <string>

#include "domain/fault.h"
#include "domain/outcome_titles.h"
#include "scenario/checkout.h"
#include "support/catch.h"

namespace portone::scenario {
namespace {

TEST_CASE("outcomes: each has a title in both languages, and no title is without one",
          "[scenario]") {
  std::set<std::string_view> names;
  for (const CheckoutKind kind : {CheckoutKind::kPayment, CheckoutKind::kCertification}) {
    for (const std::string_view name : ListOutcomeNames(kind))
      names.insert(name);
  }
  for (const std::string_view name : ListRefusalNames())
    names.insert(name);
  names.insert(Name(CardOutcome::kApproved));
  for (const std::string_view name : names) {
    INFO(name);
    CHECK_FALSE(GetOutcomeTitle(name).korean.empty());
    CHECK_FALSE(GetOutcomeTitle(name).english.empty());
  }
  CHECK(names.size() == OutcomeTitles().size());
}

}  // namespace
}  // namespace portone::scenario
