// SPDX-License-Identifier: MIT
#include "domain/payment_index.h"

#include <deque>
#include <random>

#include "support/test_sandbox.h"

namespace portone {
namespace {

using std::chrono::seconds;

Payment MakePaid(Instant at) {
  Payment payment;
  payment.status = PaymentStatus::kPaid;
  payment.started_at = at;
  payment.paid_at = at;
  return payment;
}

/// Answers the index's queries by a full scan of the payments.
struct PlainList {
  std::vector<const Payment*> FindAll(const PaymentFilter& filter, SortDirection direction) const {
    std::vector<const Payment*> found;
    for (const Payment* payment : payments) {
      const Instant since = payment == nullptr ? Instant{} : GetStatusTime(*payment);
      if (payment != nullptr && filter.statuses.Has(payment->status) && since >= filter.from &&
          since <= filter.to)
        found.push_back(payment);
    }
    if (direction == SortDirection::kDescending) std::reverse(found.begin(), found.end());
    return found;
  }

  std::vector<const Payment*> payments;  // null: removed
};

PaymentFilter MakeRandomFilter(std::mt19937& generator, int span) {
  const auto below = [&generator](int n) {
    return static_cast<int>(generator() % static_cast<unsigned>(n));
  };
  const Instant from = testing::Start() + seconds{below(span)};
  const std::array sets{StatusSet::All(), StatusSet{PaymentStatus::kPaid},
                        StatusSet{PaymentStatus::kReady, PaymentStatus::kFailed},
                        StatusSet{PaymentStatus::kCancelled}, StatusSet{}};
  return {sets.at(static_cast<std::size_t>(below(5))), from, from + seconds{below(span)}};
}

TEST_CASE("payment index: counts and pages match a full scan after random changes",
          "[domain][payment]") {
  std::mt19937 generator(GENERATE(1U, 2U, 3U));
  const auto below = [&generator](int n) {
    return static_cast<int>(generator() % static_cast<unsigned>(n));
  };
  std::deque<Payment> payments;
  PaymentIndex index;
  PlainList plain;
  for (int step = 0; step < 3'000; ++step) {
    const Instant now = testing::Start() + seconds{step + below(200)};
    if (below(3) > 0 || payments.empty()) {
      payments.push_back(MakePaid(now));
      payments.back().status = static_cast<PaymentStatus>(below(4));
      CHECK(index.Append(payments.back()) == plain.payments.size());
      plain.payments.push_back(&payments.back());
    } else {
      const auto slot = static_cast<std::size_t>(below(static_cast<int>(payments.size())));
      if (plain.payments[slot] == nullptr) continue;
      if (below(4) == 0) {
        index.Remove(static_cast<PaymentIndex::Slot>(slot));
        plain.payments[slot] = nullptr;
      } else {
        payments[slot].status = PaymentStatus::kFailed;
        payments[slot].failed_at = now;
        index.Refresh(static_cast<PaymentIndex::Slot>(slot));
      }
    }
    if (step % 50 != 0) continue;
    const PaymentFilter filter = MakeRandomFilter(generator, 3'300);
    const SortDirection direction =
        below(2) == 0 ? SortDirection::kAscending : SortDirection::kDescending;
    std::vector<const Payment*> expected = plain.FindAll(filter, direction);
    CHECK(index.Count(filter) == expected.size());
    const auto skip = static_cast<std::size_t>(below(40));
    std::vector<const Payment*> page;
    const std::size_t remaining_skip = index.Collect(filter, direction, skip, 20, page);
    CHECK(remaining_skip == skip - std::min(skip, expected.size()));
    expected.erase(expected.begin(),
                   expected.begin() + static_cast<std::ptrdiff_t>(std::min(skip, expected.size())));
    expected.resize(std::min<std::size_t>(expected.size(), 20));
    CHECK(page == expected);
  }
  CHECK(payments.size() > 1'500);  // more than one level of summaries
}

TEST_CASE("payment index: an empty one has no payments", "[domain][payment]") {
  PaymentIndex index;
  std::vector<const Payment*> page;
  CHECK(index.Count({}) == 0);
  CHECK(index.Collect({}, SortDirection::kAscending, 3, 20, page) == 3);
  CHECK(page.empty());
}

}  // namespace
}  // namespace portone
