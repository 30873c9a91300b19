// SPDX-License-Identifier: MIT
#include "commands/inventory.h"

namespace portone::commands {
namespace {

void Append(const Ledger& ledger, const TakeInventory& query, Inventory& inventory) {
  if (query.include_payments) {
    const auto& payments = ledger.payments.All();
    inventory.payments.insert(inventory.payments.end(), payments.begin(), payments.end());
  }
  if (query.certifications) {
    for (const auto& [position, certification] : ledger.certifications.All())
      inventory.certifications.push_back(certification);
  }
  if (query.receipts) {
    const auto& receipts = ledger.receipts.All();
    inventory.receipts.insert(inventory.receipts.end(), receipts.begin(), receipts.end());
  }
  if (!query.include_schedules) return;
  inventory.schedules.reserve(inventory.schedules.size() + ledger.schedules.All().size());
  for (const Schedule& schedule : ledger.schedules.All())
    inventory.schedules.push_back(MakeScheduleView(ledger, schedule));
}

}  // namespace

Result<Inventory> Handle(const View& view, const TakeInventory& query) {
  const World& world = view.world;
  Inventory inventory;
  for (const auto& [tier, ledger] : world.Ledgers())
    Append(ledger, query, inventory);
  if (query.include_deliveries) {
    inventory.deliveries.assign(world.deliveries.All().begin(), world.deliveries.All().end());
  }
  return inventory;
}

}  // namespace portone::commands
