// SPDX-License-Identifier: MIT
#include "domain/webhook_log.h"

#include <iterator>
#include <utility>

namespace portone {

WebhookDelivery& WebhookLog::Insert(WebhookDelivery delivery) {
  delivery.id = ++last_id_;
  while (deliveries_.size() >= kMaxDeliveries &&
         deliveries_.front().state != WebhookDeliveryState::kPending) {
    deliveries_.pop_front();
  }
  return deliveries_.emplace_back(std::move(delivery));
}

void WebhookLog::Restore(std::vector<WebhookDelivery> deliveries) {
  if (deliveries.empty()) return;
  last_id_ = deliveries.back().id;
  deliveries_.assign(std::make_move_iterator(deliveries.begin()),
                     std::make_move_iterator(deliveries.end()));
}

WebhookDelivery* WebhookLog::Find(WebhookDeliveryId id) {
  return const_cast<WebhookDelivery*>(std::as_const(*this).Find(id));
}

const WebhookDelivery* WebhookLog::Find(WebhookDeliveryId id) const {
  if (deliveries_.empty() || id < deliveries_.front().id || id > deliveries_.back().id) {
    return nullptr;
  }
  return &deliveries_[id - deliveries_.front().id];
}

}  // namespace portone
