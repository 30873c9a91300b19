// SPDX-License-Identifier: MIT
// All that one merchant's sandbox knows: entities and the indexes that find them. A value without
// behaviour beyond insert and find; not thread-safe (engine/ guards it).
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/access_token.h"
#include "domain/billing_key.h"
#include "domain/delivery.h"
#include "domain/fault_plan.h"
#include "domain/ids.h"
#include "domain/merchant.h"
#include "domain/payment.h"
#include "domain/schedule.h"

namespace portone {

class World {
 public:
  Merchant merchant;
  std::optional<AccessToken> token;
  std::uint64_t tokens_issued = 0;
  std::uint64_t generation = 0;  ///< how often the sandbox was reset: tells late answers apart
  FaultPlan faults;
  std::vector<DeliveryId> held_back;  ///< by a fault, until the next webhook

  // Payments.

  /// REQUIRES: no payment has this imp_uid.
  Payment& Insert(Payment payment);
  const Payment* FindPayment(const ImpUid& imp_uid) const;
  /// For the commands that change one. REQUIRES: it exists.
  Payment& GetPayment(const ImpUid& imp_uid);
  /// Every attempt under an order number, oldest first; empty when there is none.
  const std::vector<ImpUid>& Attempts(const MerchantUid& merchant_uid) const;

  // Billing keys.

  /// Stores or replaces the key of `key.customer_uid`.
  void Store(BillingKey key);
  const BillingKey* FindKey(const CustomerUid& customer_uid) const;
  void EraseKey(const CustomerUid& customer_uid);

  // Schedules.

  /// Gives it its id and stores it.
  Schedule& Insert(Schedule schedule);
  /// REQUIRES: it exists.
  const Schedule& GetSchedule(ScheduleId id) const;
  Schedule& GetSchedule(ScheduleId id);
  /// The latest schedule under an order number, or null.
  const Schedule* FindSchedule(const MerchantUid& merchant_uid) const;
  /// Every schedule ever made for a customer, oldest first.
  const std::vector<ScheduleId>& SchedulesOf(const CustomerUid& customer_uid) const;

  // Webhook deliveries.

  /// Gives it its id and stores it.
  Delivery& Insert(Delivery delivery);
  /// Null when there is none, or when it is so old that it was dropped.
  Delivery* FindDelivery(DeliveryId id);
  const Delivery* FindDelivery(DeliveryId id) const;
  /// Every payment, in no order.
  const std::unordered_map<ImpUid, Payment>& Payments() const { return payments_; }
  /// Every schedule ever made, oldest first.
  const std::deque<Schedule>& Schedules() const { return schedules_; }
  /// Whether anything has been made here that bears a date.
  bool HasHistory() const;
  /// The deliveries that are kept, oldest first: at most the newest kDeliveriesKept, and what
  /// follows one that is still to be sent.
  const std::deque<Delivery>& Deliveries() const { return deliveries_; }

  static constexpr std::size_t kDeliveriesKept = 10'000;

  /// The whole state as text, sorted and without anything secret: for tests that compare worlds.
  friend std::string Describe(const World& world);

 private:
  std::unordered_map<ImpUid, Payment> payments_;
  std::unordered_map<MerchantUid, std::vector<ImpUid>> attempts_;
  std::unordered_map<CustomerUid, BillingKey> keys_;
  std::deque<Schedule> schedules_;  // schedule id n is at n - 1
  std::unordered_map<MerchantUid, ScheduleId> latest_schedule_;
  std::unordered_map<CustomerUid, std::vector<ScheduleId>> schedules_of_;
  std::deque<Delivery> deliveries_;
  DeliveryId deliveries_made_ = 0;
};

std::string Describe(const World& world);

}  // namespace portone
