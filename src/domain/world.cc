// SPDX-License-Identifier: MIT
#include "domain/world.h"

#include <algorithm>
#include <utility>

#include "base/invariant.h"
#include "domain/calendar.h"

namespace portone {
namespace {

template <class Map, class Key>
auto* FindIn(Map& map, const Key& key) {
  const auto found = map.find(key);
  return found == map.end() ? nullptr : &found->second;
}

std::string DescribePayment(const Payment& payment) {
  std::string text = payment.imp_uid.text + " " + payment.order.merchant_uid.text + " " +
                     payment.pg.text + " " + FormatAmount(payment.order.amount) + " " +
                     std::string(StatusText(payment.status)) + " at " +
                     FormatIso(payment.started_at);
  if (payment.pg_tid) text += " tid " + *payment.pg_tid;
  if (payment.fail_reason) text += " (" + *payment.fail_reason + ")";
  for (const Cancellation& cancellation : payment.cancellations) {
    text +=
        " -" + FormatAmount(cancellation.amount) + " at " + FormatIso(cancellation.cancelled_at);
  }
  return text;
}

std::string DescribeSchedule(const Schedule& schedule) {
  std::string text = std::to_string(schedule.id) + " " + schedule.order.merchant_uid.text + " " +
                     schedule.customer_uid.text + " " + FormatAmount(schedule.order.amount) +
                     " due " + FormatIso(schedule.schedule_at) + " " +
                     std::string(StatusText(schedule.status));
  if (schedule.imp_uid) text += " as " + schedule.imp_uid->text;
  return text;
}

std::string DescribeDelivery(const Delivery& delivery) {
  return std::to_string(delivery.id) + " " + delivery.notice.imp_uid.text + " " +
         std::string(StatusText(delivery.notice.status)) + " to " + delivery.url + " " +
         std::string(StateText(delivery.state)) + " after " +
         std::to_string(delivery.attempts.size());
}

void AppendSorted(std::string& text, const char* title, std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  text += title;
  text += '\n';
  for (const std::string& line : lines)
    text += "  " + line + "\n";
}

}  // namespace

Payment& World::Insert(Payment payment) {
  const ImpUid imp_uid = payment.imp_uid;
  attempts_[payment.order.merchant_uid].push_back(imp_uid);
  const auto [place, inserted] = payments_.emplace(imp_uid, std::move(payment));
  PORTONE_INVARIANT(inserted, "an imp_uid was minted twice");
  return place->second;
}

const Payment* World::FindPayment(const ImpUid& imp_uid) const {
  return FindIn(payments_, imp_uid);
}

Payment& World::GetPayment(const ImpUid& imp_uid) {
  Payment* payment = FindIn(payments_, imp_uid);
  PORTONE_INVARIANT(payment != nullptr, "a payment that was found has gone");
  return *payment;
}

const std::vector<ImpUid>& World::Attempts(const MerchantUid& merchant_uid) const {
  static const std::vector<ImpUid> kNone;
  const auto* found = FindIn(attempts_, merchant_uid);
  return found == nullptr ? kNone : *found;
}

void World::Store(BillingKey key) {
  keys_.insert_or_assign(key.customer_uid, std::move(key));
}

const BillingKey* World::FindKey(const CustomerUid& customer_uid) const {
  return FindIn(keys_, customer_uid);
}

void World::EraseKey(const CustomerUid& customer_uid) {
  keys_.erase(customer_uid);
}

Schedule& World::Insert(Schedule schedule) {
  schedule.id = schedules_.size() + 1;
  latest_schedule_[schedule.order.merchant_uid] = schedule.id;
  schedules_of_[schedule.customer_uid].push_back(schedule.id);
  return schedules_.emplace_back(std::move(schedule));
}

const Schedule& World::GetSchedule(ScheduleId id) const {
  PORTONE_INVARIANT(id >= 1 && id <= schedules_.size(), "a schedule id points nowhere");
  return schedules_[id - 1];
}

Schedule& World::GetSchedule(ScheduleId id) {
  return const_cast<Schedule&>(std::as_const(*this).GetSchedule(id));
}

const Schedule* World::FindSchedule(const MerchantUid& merchant_uid) const {
  const auto* id = FindIn(latest_schedule_, merchant_uid);
  return id == nullptr ? nullptr : &GetSchedule(*id);
}

const std::vector<ScheduleId>& World::SchedulesOf(const CustomerUid& customer_uid) const {
  static const std::vector<ScheduleId> kNone;
  const auto* found = FindIn(schedules_of_, customer_uid);
  return found == nullptr ? kNone : *found;
}

Delivery& World::Insert(Delivery delivery) {
  delivery.id = ++deliveries_made_;
  while (deliveries_.size() >= kDeliveriesKept &&
         deliveries_.front().state != DeliveryState::kPending) {
    deliveries_.pop_front();
  }
  return deliveries_.emplace_back(std::move(delivery));
}

Delivery* World::FindDelivery(DeliveryId id) {
  return const_cast<Delivery*>(std::as_const(*this).FindDelivery(id));
}

const Delivery* World::FindDelivery(DeliveryId id) const {
  if (deliveries_.empty() || id < deliveries_.front().id || id > deliveries_.back().id) {
    return nullptr;
  }
  return &deliveries_[id - deliveries_.front().id];
}

bool World::HasHistory() const {
  return !payments_.empty() || !keys_.empty() || !schedules_.empty();
}

std::string Describe(const World& world) {
  std::vector<std::string> payments;
  for (const auto& [imp_uid, payment] : world.payments_) {
    payments.push_back(DescribePayment(payment));
  }
  std::vector<std::string> keys;
  for (const auto& [customer_uid, key] : world.keys_) {
    keys.push_back(customer_uid.text + " " + key.pg.text + " " + key.card.number + " updated " +
                   FormatIso(key.updated));
  }
  std::vector<std::string> schedules;
  for (const Schedule& schedule : world.schedules_)
    schedules.push_back(DescribeSchedule(schedule));
  std::vector<std::string> deliveries;
  for (const Delivery& delivery : world.deliveries_) {
    deliveries.push_back(DescribeDelivery(delivery));
  }
  std::string text;
  AppendSorted(text, "payments", std::move(payments));
  AppendSorted(text, "billing keys", std::move(keys));
  AppendSorted(text, "schedules", std::move(schedules));
  AppendSorted(text, "deliveries", std::move(deliveries));
  if (!world.faults.empty()) AppendSorted(text, "faults", Describe(world.faults));
  return text;
}

}  // namespace portone
