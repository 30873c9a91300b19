// SPDX-License-Identifier: MIT
#include "commands/deliveries.h"

namespace portone::commands {

Result<bool> Apply(Tx& tx, const RecordDelivery& command) {
  const bool succeeded = Succeeded(command.outcome);
  const bool current = command.generation == tx.world.generation;
  Delivery* delivery = current ? tx.world.FindDelivery(command.delivery) : nullptr;
  if (delivery != nullptr) {
    delivery->attempts.push_back({tx.now, command.outcome});
    delivery->state = succeeded ? DeliveryState::kDelivered : DeliveryState::kFailed;
  }
  return succeeded;
}

Result<std::vector<Delivery>> Answer(const View& view, const ListDeliveries& /*query*/) {
  const auto& deliveries = view.world.Deliveries();
  return std::vector<Delivery>(deliveries.begin(), deliveries.end());
}

}  // namespace portone::commands
