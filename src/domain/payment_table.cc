// SPDX-License-Identifier: MIT
#include "domain/payment_table.h"

#include <algorithm>

#include "base/invariant.h"

namespace portone {
namespace {

template <class Key>
const std::vector<const Payment*>& FindIn(
    const std::unordered_map<Key, std::vector<const Payment*>>& index, const Key& key) {
  static const std::vector<const Payment*> kNone;
  const auto found = index.find(key);
  return found == index.end() ? kNone : found->second;
}

/// The statuses of payments that have been paid, and of those that have not.
const StatusSet kPaidStatuses{PaymentStatus::kPaid, PaymentStatus::kCancelled};
const StatusSet kUnpaidStatuses{PaymentStatus::kReady, PaymentStatus::kFailed};

PaymentFilter RestrictTo(PaymentFilter filter, StatusSet statuses) {
  filter.statuses = filter.statuses & statuses;
  return filter;
}

Instant GetPaidAt(const Payment& payment) {
  return *payment.paid_at;
}

/// Sorts by a time and, at the same instant, by the position in `ties`; payments not in `ties` come
/// first. If `ties` lists every payment, it is the whole order and the times are ignored: a
/// payment's time may be earlier than that of payments added before it.
void SortByTime(std::vector<const Payment*>& payments, Instant (*time_of)(const Payment&),
                const std::vector<ImpUid>& ties) {
  std::unordered_map<ImpUid, std::size_t> rank;
  for (const ImpUid& imp_uid : ties)
    rank.emplace(imp_uid, rank.size() + 1);
  const auto rank_of = [&rank](const Payment* payment) {
    const auto found = rank.find(payment->imp_uid);
    return found == rank.end() ? 0 : found->second;
  };
  const bool has_all_ranks =
      std::all_of(payments.begin(), payments.end(),
                  [&](const Payment* payment) { return rank_of(payment) != 0; });
  std::stable_sort(payments.begin(), payments.end(), [&](const Payment* a, const Payment* b) {
    if (has_all_ranks) return rank_of(a) < rank_of(b);
    return std::pair(time_of(*a), rank_of(a)) < std::pair(time_of(*b), rank_of(b));
  });
}

}  // namespace

std::optional<SortOrder> ParseSortOrder(std::string_view text) {
  SortOrder sort_order;
  sort_order.direction =
      text.starts_with('-') ? SortDirection::kDescending : SortDirection::kAscending;
  if (sort_order.direction == SortDirection::kDescending) text.remove_prefix(1);
  const auto field = Parse<PaymentSortField>(text);
  if (!field) return std::nullopt;
  sort_order.field = *field;
  return sort_order;
}

PaymentTable::Entry& PaymentTable::Add(Payment&& payment) {
  Payment& stored = payments_.emplace_back(std::move(payment));
  const auto [entry, inserted] = by_imp_uid_.try_emplace(stored.imp_uid);
  if (!inserted) payments_.pop_back();
  PORTONE_INVARIANT(inserted, "imp_uid already in use");
  entry->second = {&stored,      started_.Append(stored), {},
                   std::nullopt, stored.status,           GetStatusTime(stored)};
  by_merchant_uid_[stored.order.merchant_uid].push_back(&stored);
  if (stored.customer_uid) by_customer_[*stored.customer_uid].push_back(&stored);
  return entry->second;
}

const Payment& PaymentTable::Insert(Payment payment) {
  Entry& entry = Add(std::move(payment));
  entry.updated = updated_.Append(*entry.payment);
  if (entry.payment->paid_at) entry.paid = paid_.Append(*entry.payment);
  return *entry.payment;
}

void PaymentTable::Restore(std::vector<Payment> payments, const PaymentTieBreaks& ties) {
  std::vector<const Payment*> sorted;
  for (Payment& payment : payments)
    sorted.push_back(Add(std::move(payment)).payment);
  SortByTime(sorted, GetStatusTime, ties.updated);
  for (const Payment* payment : sorted)
    Get(payment->imp_uid).updated = updated_.Append(*payment);
  std::erase_if(sorted, [](const Payment* payment) { return !payment->paid_at; });
  SortByTime(sorted, GetPaidAt, ties.paid);
  for (const Payment* payment : sorted)
    Get(payment->imp_uid).paid = paid_.Append(*payment);
}

PaymentTieBreaks PaymentTable::ComputeTieBreaks() const {
  std::vector<const Payment*> payments;
  for (const Payment& payment : payments_)
    payments.push_back(&payment);
  const auto find_ties = [&](PaymentSortField field, Instant (*time_of)(const Payment&)) {
    std::vector<const Payment*> sorted = payments;
    Sort(sorted, {field, SortDirection::kAscending});
    std::vector<const Payment*> default_order = payments;
    SortByTime(default_order, time_of, {});
    std::vector<ImpUid> imp_uids;
    for (const Payment* payment : sorted != default_order ? sorted : std::vector<const Payment*>())
      imp_uids.push_back(payment->imp_uid);
    return imp_uids;
  };
  PaymentTieBreaks ties;
  ties.updated = find_ties(PaymentSortField::kUpdated, GetStatusTime);
  std::erase_if(payments, [](const Payment* payment) { return !payment->paid_at; });
  ties.paid = find_ties(PaymentSortField::kPaid, GetPaidAt);
  return ties;
}

const Payment* PaymentTable::Find(const ImpUid& imp_uid) const {
  const auto found = by_imp_uid_.find(imp_uid);
  return found == by_imp_uid_.end() ? nullptr : found->second.payment;
}

const std::vector<const Payment*>& PaymentTable::FindByMerchantUid(
    const MerchantUid& merchant_uid) const {
  return FindIn(by_merchant_uid_, merchant_uid);
}

const std::vector<const Payment*>& PaymentTable::FindByCustomer(
    const CustomerUid& customer_uid) const {
  return FindIn(by_customer_, customer_uid);
}

std::vector<const Payment*> PaymentTable::List(const PaymentFilter& filter, SortOrder order,
                                               std::size_t skip, std::size_t limit) const {
  std::vector<const Payment*> list;
  if (order.field != PaymentSortField::kPaid) {
    const PaymentIndex& sorted = order.field == PaymentSortField::kStarted ? started_ : updated_;
    sorted.Collect(filter, order.direction, skip, limit, list);
    return list;
  }
  const auto take_paid = [&] {
    skip = paid_.Collect(RestrictTo(filter, kPaidStatuses), order.direction, skip, limit, list);
  };
  const auto take_unpaid = [&] {
    skip =
        started_.Collect(RestrictTo(filter, kUnpaidStatuses), order.direction, skip, limit, list);
  };
  if (order.direction == SortDirection::kAscending) {
    take_unpaid();
    take_paid();
  } else {
    take_paid();
    take_unpaid();
  }
  return list;
}

void PaymentTable::Sort(std::vector<const Payment*>& payments, SortOrder order) const {
  std::sort(payments.begin(), payments.end(), [&](const Payment* a, const Payment* b) {
    if (order.direction == SortDirection::kDescending) std::swap(a, b);
    return GetSortKey(*a, order.field) < GetSortKey(*b, order.field);
  });
}

PaymentTable::Entry& PaymentTable::Get(const ImpUid& imp_uid) {
  const auto found = by_imp_uid_.find(imp_uid);
  PORTONE_INVARIANT(found != by_imp_uid_.end(), "no payment has this imp_uid");
  return found->second;
}

/// Updates the indexes after a payment may have changed.
void PaymentTable::UpdateIndexes(Entry& entry) {
  const Payment& payment = *entry.payment;
  if (entry.status == payment.status && entry.status_time == GetStatusTime(payment)) return;
  entry.status = payment.status;
  entry.status_time = GetStatusTime(payment);
  updated_.Remove(entry.updated);
  entry.updated = updated_.Append(payment);
  started_.Refresh(entry.started);
  if (entry.paid) {
    paid_.Refresh(*entry.paid);
  } else if (payment.paid_at) {
    entry.paid = paid_.Append(payment);
  }
}

/// The value by which payments are sorted; payments whose time is unset come first.
std::pair<bool, PaymentIndex::Slot> PaymentTable::GetSortKey(const Payment& payment,
                                                             PaymentSortField field) const {
  const Entry& entry = by_imp_uid_.at(payment.imp_uid);
  switch (field) {
    case PaymentSortField::kStarted:
      break;
    case PaymentSortField::kPaid:
      return entry.paid ? std::pair(true, *entry.paid) : std::pair(false, entry.started);
    case PaymentSortField::kUpdated:
      return {true, entry.updated};
  }
  return {true, entry.started};
}

}  // namespace portone
