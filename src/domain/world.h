// SPDX-License-Identifier: MIT
// All that one sandbox knows. A value without behaviour beyond insert and find; not thread-safe
// (engine/ guards it).
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
#include "domain/webhook_log.h"

namespace portone {

class World {
 public:
  Merchant merchant;
  std::optional<AccessToken> token;
  std::uint64_t tokens_issued = 0;
  std::uint64_t generation = 0;  ///< how often the sandbox was reset: tells late answers apart
  FaultPlan faults;
  DeliveryLog deliveries;
  std::vector<DeliveryId> held_back;  ///< by a fault, until the next webhook

  /// The ledger of the merchant itself, or of a sub-merchant; made when there is none yet.
  Ledger& LedgerOf(TierCode tier);
  /// The same for readers: an empty one when there is none.
  const Ledger& LedgerOf(TierCode tier) const;
  /// Every ledger with its tier, the merchant's own first.
  const std::map<TierCode, Ledger>& Ledgers() const { return ledgers_; }

  /// Whether anything has been made here that bears a date.
  bool HasHistory() const;

 private:
  std::map<TierCode, Ledger> ledgers_{{TierCode{}, Ledger{}}};
};

/// The whole state as text, sorted and without anything secret: for tests that compare worlds.
std::string Describe(const World& world);

}  // namespace portone
