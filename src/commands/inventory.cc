// SPDX-License-Identifier: MIT
#include "commands/inventory.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace portone::commands {
namespace {

/// Sorts pointers, so that each payment is copied once and never moved.
std::vector<Payment> InOrder(const World& world) {
  std::vector<std::pair<std::uint64_t, const Payment*>> order;
  order.reserve(world.Payments().size());
  for (const auto& [imp_uid, payment] : world.Payments())
    order.emplace_back(payment.sequence, &payment);
  std::sort(order.begin(), order.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Payment> payments;
  payments.reserve(order.size());
  for (const auto& [sequence, payment] : order)
    payments.push_back(*payment);
  return payments;
}

}  // namespace

Result<Inventory> Answer(const View& view, const TakeInventory& query) {
  const World& world = view.world;
  Inventory inventory;
  if (query.payments) inventory.payments = InOrder(world);
  if (query.schedules) {
    inventory.schedules.reserve(world.Schedules().size());
    for (const Schedule& schedule : world.Schedules()) {
      ScheduleView& seen = inventory.schedules.emplace_back(ScheduleView{schedule, std::nullopt});
      if (schedule.imp_uid) seen.payment_status = world.FindPayment(*schedule.imp_uid)->status;
    }
  }
  if (query.deliveries) {
    inventory.deliveries.assign(world.Deliveries().begin(), world.Deliveries().end());
  }
  return inventory;
}

}  // namespace portone::commands
