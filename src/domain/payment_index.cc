// SPDX-License-Identifier: MIT
#include "domain/payment_index.h"

#include <algorithm>

#include "base/invariant.h"

namespace portone {

/// Collects one page.
struct PaymentIndex::Walk {
  const PaymentFilter& filter;
  SortDirection direction;
  std::size_t skip;
  std::size_t limit;
  std::vector<const Payment*>& out;

  bool IsDone() const { return out.size() >= limit; }

  void Add(const Payment* payment) {
    if (skip > 0) {
      --skip;
    } else {
      out.push_back(payment);
    }
  }
};

Instant GetStatusTime(const Payment& payment) {
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

void PaymentIndex::Tally::Add(const Tally& other) {
  count += other.count;
  first = std::min(first, other.first);
  last = std::max(last, other.last);
}

PaymentIndex::Slot PaymentIndex::Append(const Payment& payment) {
  PORTONE_INVARIANT(slots_.size() < std::numeric_limits<Slot>::max(), "too many payments");
  const auto slot = static_cast<Slot>(slots_.size());
  slots_.push_back({&payment, GetStatusTime(payment), payment.status});
  std::size_t index = slot / kBucketSize;
  for (std::size_t level = 0; level < levels_.size(); ++level, index /= kFanOut) {
    if (index == levels_[level].size()) levels_[level].emplace_back();
    Count(slots_.back(), levels_[level][index]);
  }
  while (levels_.empty() || levels_.back().size() > kFanOut)
    AddLevel();
  return slot;
}

void PaymentIndex::Refresh(Slot slot) {
  Entry& entry = slots_[slot];
  entry.status_time = GetStatusTime(*entry.payment);
  entry.status = entry.payment->status;
  UpdateSummaries(slot);
}

void PaymentIndex::Remove(Slot slot) {
  slots_[slot].payment = nullptr;
  UpdateSummaries(slot);
}

std::size_t PaymentIndex::Count(const PaymentFilter& filter) const {
  std::size_t count = 0;
  if (levels_.empty()) return count;
  for (std::size_t i = 0; i < levels_.back().size(); ++i)
    count += CountNode(levels_.size() - 1, i, filter);
  return count;
}

std::size_t PaymentIndex::Collect(const PaymentFilter& filter, SortDirection direction,
                                  std::size_t skip, std::size_t limit,
                                  std::vector<const Payment*>& out) const {
  Walk walk{filter, direction, skip, limit, out};
  if (levels_.empty()) return skip;
  const std::size_t size = levels_.back().size();
  for (std::size_t i = 0; i < size && !walk.IsDone(); ++i)
    VisitNode(levels_.size() - 1, direction == SortDirection::kAscending ? i : size - 1 - i, walk);
  return walk.skip;
}

bool PaymentIndex::Matches(const Entry& entry, const PaymentFilter& filter) {
  return entry.payment != nullptr && filter.statuses.Has(entry.status) &&
         entry.status_time >= filter.from && entry.status_time <= filter.to;
}

/// The number of summarized payments that match; nullopt when the summary alone cannot tell.
std::optional<std::size_t> PaymentIndex::CountIfUniform(const Summary& summary,
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

void PaymentIndex::Count(const Entry& entry, Summary& summary) {
  if (entry.payment == nullptr) return;
  summary.at(static_cast<std::size_t>(entry.status)).Add({1, entry.status_time, entry.status_time});
}

/// Recomputes one summary from its children.
PaymentIndex::Summary PaymentIndex::ComputeSummary(std::size_t level, std::size_t index) const {
  Summary sum;
  const auto [begin, end] = GetChildren(level, index);
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

void PaymentIndex::UpdateSummaries(Slot slot) {
  std::size_t index = slot / kBucketSize;
  for (std::size_t level = 0; level < levels_.size(); ++level, index /= kFanOut)
    levels_[level][index] = ComputeSummary(level, index);
}

/// Adds a level that summarizes the current top level, or the slots when there is no level yet.
void PaymentIndex::AddLevel() {
  const std::size_t below = levels_.empty() ? slots_.size() : levels_.back().size();
  const std::size_t width = levels_.empty() ? kBucketSize : kFanOut;
  const std::size_t level = levels_.size();
  std::vector<Summary> summaries;
  levels_.emplace_back();
  for (std::size_t i = 0; i * width < below; ++i)
    summaries.push_back(ComputeSummary(level, i));
  levels_.back() = std::move(summaries);
}

/// The range of children of one summary: summaries of the level below, or slots at level 0.
std::pair<std::size_t, std::size_t> PaymentIndex::GetChildren(std::size_t level,
                                                              std::size_t index) const {
  const std::size_t width = level == 0 ? kBucketSize : kFanOut;
  const std::size_t size = level == 0 ? slots_.size() : levels_[level - 1].size();
  return {index * width, std::min((index + 1) * width, size)};
}

std::size_t PaymentIndex::CountNode(std::size_t level, std::size_t index,
                                    const PaymentFilter& filter) const {
  if (const auto count = CountIfUniform(levels_[level][index], filter)) return *count;
  std::size_t count = 0;
  const auto [begin, end] = GetChildren(level, index);
  for (std::size_t i = begin; i < end; ++i) {
    count += level > 0 ? CountNode(level - 1, i, filter) : (Matches(slots_[i], filter) ? 1U : 0U);
  }
  return count;
}

void PaymentIndex::VisitNode(std::size_t level, std::size_t index, Walk& walk) const {
  const auto matching_count = CountIfUniform(levels_[level][index], walk.filter);
  if (matching_count && *matching_count <= walk.skip) {
    walk.skip -= *matching_count;
    return;
  }
  const auto [begin, end] = GetChildren(level, index);
  for (std::size_t i = 0; i < end - begin && !walk.IsDone(); ++i) {
    const std::size_t at = walk.direction == SortDirection::kAscending ? begin + i : end - 1 - i;
    if (level > 0) {
      VisitNode(level - 1, at, walk);
    } else if (Matches(slots_[at], walk.filter)) {
      walk.Add(slots_[at].payment);
    }
  }
}

}  // namespace portone
