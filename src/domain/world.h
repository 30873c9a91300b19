// SPDX-License-Identifier: MIT
// The complete state of one sandbox. A value without behaviour beyond insert and find; not
// thread-safe (engine/ guards it).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/access_token.h"
#include "domain/fault_plan.h"
#include "domain/ids.h"
#include "domain/ledger.h"
#include "domain/merchant.h"
#include "domain/person.h"
#include "domain/webhook_log.h"

namespace portone {

class World {
 public:
  /// Empty, with the merchant's own ledger.
  World();

  Merchant merchant;
  std::optional<AccessToken> token;
  std::uint64_t tokens_issued = 0;
  std::uint64_t generation = 0;  ///< the number of resets: identifies responses from before one
  FaultPlan faults;
  WebhookLog deliveries;
  std::vector<WebhookDeliveryId> held_webhooks;  ///< delayed by a fault until the next webhook
  std::vector<Person> persons;  ///< who can certify themselves; by default the first

  /// The ledger of the merchant itself or of a sub-merchant; created if it does not exist.
  Ledger& GetLedger(TierCode tier);
  /// Read-only: an empty ledger if it does not exist.
  const Ledger& GetLedger(TierCode tier) const;
  /// All ledgers by tier, the merchant's own first.
  const std::map<TierCode, Ledger>& Ledgers() const { return ledgers_; }

  /// Whether any ledger has something with a date: payments, keys, schedules, certifications,
  /// cash receipts.
  bool HasHistory() const;

 private:
  std::map<TierCode, Ledger> ledgers_;  // an initializer here would be compiled with every file
};

/// The whole state as text, sorted and without secrets: for tests that compare worlds.
std::string Describe(const World& world);

}  // namespace portone
