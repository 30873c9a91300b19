// SPDX-License-Identifier: MIT
#include "domain/webhook_log.h"

#include <iterator>
#include <utility>

namespace portone {

Delivery& DeliveryLog::Insert(Delivery delivery) {
  delivery.id = ++last_id_;
  while (deliveries_.size() >= kKept && deliveries_.front().state != DeliveryState::kPending) {
    deliveries_.pop_front();
  }
  return deliveries_.emplace_back(std::move(delivery));
}

void DeliveryLog::Restore(std::vector<Delivery> deliveries) {
  if (deliveries.empty()) return;
  last_id_ = deliveries.back().id;
  deliveries_.assign(std::make_move_iterator(deliveries.begin()),
                     std::make_move_iterator(deliveries.end()));
}

Delivery* DeliveryLog::Find(DeliveryId id) {
  return const_cast<Delivery*>(std::as_const(*this).Find(id));
}

const Delivery* DeliveryLog::Find(DeliveryId id) const {
  if (deliveries_.empty() || id < deliveries_.front().id || id > deliveries_.back().id) {
    return nullptr;
  }
  return &deliveries_[id - deliveries_.front().id];
}

}  // namespace portone
