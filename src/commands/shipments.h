// SPDX-License-Identifier: MIT
// Reporting the shipment stage of a payment's goods to the gateway.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/ids.h"
#include "domain/parameters.h"

namespace portone::commands {

enum class DeliveryStage : std::uint8_t { kPlaced = 1, kShipped, kDelivering, kDelivered };

/// The gateway's refusal, with its own error text.
struct DeliveryRefusal {
  GatewayFault fault;
  std::vector<std::string> notices;  ///< names of the missing parameters
};

/// The gateway's response to a shipment report: accepted, unless `refused` is set.
struct DeliveryAnswer {
  std::optional<DeliveryRefusal> refused;
};

/// Stores the stage in the payment, replacing any earlier one. Refused, in this order:
/// PaymentNotFound (also when the two ids belong to different payments), WrongGateway; and by the
/// gateway: a payment it has not charged, physical goods without carrier and address.
// FIDELITY: paymentwall-delivery
struct RegisterDelivery {
  ImpUid imp_uid;
  MerchantUid merchant_uid;
  DeliveryStage stage = DeliveryStage::kPlaced;
  bool physical = false;
  Parameters said{};  ///< "carrier_type", "shipping_address_city", ...
};
Result<DeliveryAnswer> Apply(Tx& tx, const RegisterDelivery& command);

}  // namespace portone::commands
