// SPDX-License-Identifier: MIT
// The webhook deliveries of one sandbox: a bounded log of deliveries and their outcomes.
#pragma once

#include <cstddef>
#include <deque>
#include <vector>

#include "domain/ids.h"
#include "domain/webhook_delivery.h"

namespace portone {

class WebhookLog {
 public:
  /// Assigns an id and stores the delivery.
  WebhookDelivery& Insert(WebhookDelivery delivery);

  /// Restores the deliveries of another log. REQUIRES: this log is empty, and the ids are
  /// consecutive.
  void Restore(std::vector<WebhookDelivery> deliveries);

  /// Null when there is none, or when it was discarded as too old.
  WebhookDelivery* Find(WebhookDeliveryId id);
  const WebhookDelivery* Find(WebhookDeliveryId id) const;
  /// The stored deliveries, oldest first: the newest kMaxDeliveries, or more when an older one is
  /// still pending (nothing after a pending delivery is discarded).
  const std::deque<WebhookDelivery>& All() const { return deliveries_; }

  static constexpr std::size_t kMaxDeliveries = 10'000;

 private:
  std::deque<WebhookDelivery> deliveries_;
  WebhookDeliveryId last_id_ = 0;
};

}  // namespace portone
