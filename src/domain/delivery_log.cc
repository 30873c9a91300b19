// SPDX-License-Identifier: MIT
#include "domain/delivery_log.h"

#include <utility>

namespace portone {

Delivery& DeliveryLog::Insert(Delivery delivery) {
  delivery.id = ++made_;
  while (deliveries_.size() >= kKept && deliveries_.front().state != DeliveryState::kPending) {
    deliveries_.pop_front();
  }
  return deliveries_.emplace_back(std::move(delivery));
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
