// SPDX-License-Identifier: MIT
// Telling a gateway how far the goods of a payment have come.
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

/// Why the gateway does not take it, in its own words.
struct DeliveryRefusal {
  GatewayFault fault;
  std::vector<std::string> notices;  ///< the parameters that are missing
};

/// What became of a registration: taken, unless it is refused.
struct DeliveryAnswer {
  std::optional<DeliveryRefusal> refused;
};

/// Remembers the stage in the payment, whichever stood there before. Refused, in this order:
/// PaymentNotFound (also when the two ids are of different payments), WrongGateway; and by the
/// gateway: a payment that it has not charged, goods that are shipped without carrier and address.
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
