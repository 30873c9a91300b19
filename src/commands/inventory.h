// SPDX-License-Identifier: MIT
// Everything that is there, for whoever compares it with what a test expects.
#pragma once

#include <vector>

#include "commands/schedules.h"
#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/payment.h"
#include "domain/webhook_delivery.h"

namespace portone::commands {

struct Inventory {
  std::vector<Payment> payments;        ///< oldest first, ledger by ledger
  std::vector<ScheduleView> schedules;  ///< oldest first, ledger by ledger
  std::vector<Delivery> deliveries;     ///< oldest first: those that are kept
};

/// Copies what is asked for and nothing else. Never refused.
struct TakeInventory {
  bool payments = false;
  bool schedules = false;
  bool deliveries = false;
};
Result<Inventory> Answer(const View& view, const TakeInventory& query);

}  // namespace portone::commands
