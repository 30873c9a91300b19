// SPDX-License-Identifier: MIT
// The webhook deliveries of one sandbox: a bounded log of deliveries and their outcomes.
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "domain/ids.h"
#include "domain/webhook_delivery.h"

namespace portone {

class DeliveryLog {
 public:
  /// Assigns an id and stores the delivery.
  Delivery& Insert(Delivery delivery);

  /// Restores the deliveries of another log. REQUIRES: this log is empty, and the ids are
  /// consecutive.
  void Restore(std::vector<Delivery> deliveries);

  /// Null when there is none, or when it was discarded as too old.
  Delivery* Find(DeliveryId id);
  const Delivery* Find(DeliveryId id) const;
  /// The kept deliveries, oldest first: the newest kKept, or more when an older one is still
  /// pending (nothing after a pending delivery is discarded).
  const std::deque<Delivery>& All() const { return deliveries_; }

  static constexpr std::size_t kKept = 10'000;

 private:
  std::deque<Delivery> deliveries_;
  DeliveryId last_id_ = 0;
};

}  // namespace portone
