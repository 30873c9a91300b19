// SPDX-License-Identifier: MIT
#include "domain/payment_index.h"

#include <algorithm>

#include "base/invariant.h"

namespace portone {

/// A page that is being collected.
struct PaymentOrder::Walk {
  const PaymentFilter& filter;
  Direction direction;
  std::size_t skip;
  std::size_t limit;
  std::vector<const Payment*>& out;

  bool done() const { return out.size() >= limit; }

  void Meet(const Payment* payment) {
    if (skip > 0) {
      --skip;
    } else {
      out.push_back(payment);
    }
  }
};

Instant StatusSince(const Payment& payment) {
  switch (payment.status) {
    case PaymentStatus::kReady:
      break;
    case PaymentStatus::kPaid:
      return payment.paid_at.value_or(payment.started_at);
    case PaymentStatus::kCancelled:
      return payment.cancellations.empty() ? payment.started_at
                                           : payment.cancellations.back().cancelled_at;
    case PaymentStatus::kFailed:
      return payment.failed_at.value_or(payment.started_at);
  }
  return payment.started_at;
}

void PaymentOrder::Tally::Add(const Tally& other) {
  count += other.count;
  first = std::min(first, other.first);
  last = std::max(last, other.last);
}

PaymentOrder::Place PaymentOrder::Append(const Payment& payment) {
  PORTONE_INVARIANT(slots_.size() < std::numeric_limits<Place>::max(), "too many payments");
  const auto place = static_cast<Place>(slots_.size());
  slots_.push_back({&payment, StatusSince(payment), payment.status});
  std::size_t index = place / kBucket;
  for (std::size_t level = 0; level < levels_.size(); ++level, index /= kFan) {
    if (index == levels_[level].size()) levels_[level].emplace_back();
    Count(slots_.back(), levels_[level][index]);
  }
  while (levels_.empty() || levels_.back().size() > kFan)
    AddLevel();
  return place;
}

void PaymentOrder::Refresh(Place place) {
  Slot& slot = slots_[place];
  slot.since = StatusSince(*slot.payment);
  slot.status = slot.payment->status;
  Resum(place);
}

void PaymentOrder::Vacate(Place place) {
  slots_[place].payment = nullptr;
  Resum(place);
}

std::size_t PaymentOrder::Count(const PaymentFilter& filter) const {
  std::size_t count = 0;
  if (levels_.empty()) return count;
  for (std::size_t i = 0; i < levels_.back().size(); ++i)
    count += CountIn(levels_.size() - 1, i, filter);
  return count;
}

std::size_t PaymentOrder::Take(const PaymentFilter& filter, Direction direction, std::size_t skip,
                               std::size_t limit, std::vector<const Payment*>& out) const {
  Walk walk{filter, direction, skip, limit, out};
  if (levels_.empty()) return skip;
  const std::size_t size = levels_.back().size();
  for (std::size_t i = 0; i < size && !walk.done(); ++i)
    WalkIn(levels_.size() - 1, direction == Direction::kForward ? i : size - 1 - i, walk);
  return walk.skip;
}

bool PaymentOrder::Fits(const Slot& slot, const PaymentFilter& filter) {
  return slot.payment != nullptr && filter.statuses.Has(slot.status) && slot.since >= filter.from &&
         slot.since <= filter.to;
}

/// How many of what is summed up fit; nothing when some may and some may not.
std::optional<std::size_t> PaymentOrder::CountWhole(const Summary& summary,
                                                    const PaymentFilter& filter) {
  std::size_t count = 0;
  for (std::size_t status = 0; status < summary.size(); ++status) {
    const Tally& tally = summary.at(status);
    if (tally.count == 0 || !filter.statuses.Has(static_cast<PaymentStatus>(status))) continue;
    if (tally.last < filter.from || tally.first > filter.to) continue;
    if (tally.first < filter.from || tally.last > filter.to) return std::nullopt;
    count += tally.count;
  }
  return count;
}

void PaymentOrder::Count(const Slot& slot, Summary& summary) {
  if (slot.payment == nullptr) return;
  summary.at(static_cast<std::size_t>(slot.status)).Add({1, slot.since, slot.since});
}

/// What one summary of a level sums up, counted anew.
PaymentOrder::Summary PaymentOrder::SumOf(std::size_t level, std::size_t index) const {
  Summary sum;
  const auto [begin, end] = Below(level, index);
  for (std::size_t i = begin; i < end; ++i) {
    if (level == 0) {
      Count(slots_[i], sum);
      continue;
    }
    for (std::size_t status = 0; status < sum.size(); ++status)
      sum.at(status).Add(levels_[level - 1][i].at(status));
  }
  return sum;
}

void PaymentOrder::Resum(Place place) {
  std::size_t index = place / kBucket;
  for (std::size_t level = 0; level < levels_.size(); ++level, index /= kFan)
    levels_[level][index] = SumOf(level, index);
}

/// Sums up the highest level in a new one; the buckets, when there is none.
void PaymentOrder::AddLevel() {
  const std::size_t below = levels_.empty() ? slots_.size() : levels_.back().size();
  const std::size_t width = levels_.empty() ? kBucket : kFan;
  const std::size_t level = levels_.size();
  std::vector<Summary> summaries;
  levels_.emplace_back();
  for (std::size_t i = 0; i * width < below; ++i)
    summaries.push_back(SumOf(level, i));
  levels_.back() = std::move(summaries);
}

/// The slots, or summaries of the level below, that one summary stands for.
std::pair<std::size_t, std::size_t> PaymentOrder::Below(std::size_t level,
                                                        std::size_t index) const {
  const std::size_t width = level == 0 ? kBucket : kFan;
  const std::size_t size = level == 0 ? slots_.size() : levels_[level - 1].size();
  return {index * width, std::min((index + 1) * width, size)};
}

std::size_t PaymentOrder::CountIn(std::size_t level, std::size_t index,
                                  const PaymentFilter& filter) const {
  if (const auto count = CountWhole(levels_[level][index], filter)) return *count;
  std::size_t count = 0;
  const auto [begin, end] = Below(level, index);
  for (std::size_t i = begin; i < end; ++i) {
    count += level > 0 ? CountIn(level - 1, i, filter) : (Fits(slots_[i], filter) ? 1U : 0U);
  }
  return count;
}

void PaymentOrder::WalkIn(std::size_t level, std::size_t index, Walk& walk) const {
  const auto whole = CountWhole(levels_[level][index], walk.filter);
  if (whole && *whole <= walk.skip) {
    walk.skip -= *whole;
    return;
  }
  const auto [begin, end] = Below(level, index);
  for (std::size_t i = 0; i < end - begin && !walk.done(); ++i) {
    const std::size_t at = walk.direction == Direction::kForward ? begin + i : end - 1 - i;
    if (level > 0) {
      WalkIn(level - 1, at, walk);
    } else if (Fits(slots_[at], walk.filter)) {
      walk.Meet(slots_[at].payment);
    }
  }
}

}  // namespace portone
