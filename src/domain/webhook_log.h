// SPDX-License-Identifier: MIT
// The webhook deliveries of one sandbox: a bounded memory of what was told and what became of it.
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "domain/ids.h"
#include "domain/webhook_delivery.h"

namespace portone {

class DeliveryLog {
 public:
  /// Gives it its id and stores it.
  Delivery& Insert(Delivery delivery);

  /// Takes over what another log has kept. REQUIRES: this one is new, and their ids grow by one.
  void Restore(std::vector<Delivery> kept);

  /// Null when there is none, or when it is so old that it was dropped.
  Delivery* Find(DeliveryId id);
  const Delivery* Find(DeliveryId id) const;
  /// What is kept, oldest first: at most the newest kKept, and what follows one that is still to be
  /// sent.
  const std::deque<Delivery>& All() const { return deliveries_; }

  static constexpr std::size_t kKept = 10'000;

 private:
  std::deque<Delivery> deliveries_;
  DeliveryId made_ = 0;
};

}  // namespace portone
