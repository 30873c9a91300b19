// SPDX-License-Identifier: MIT
// Reporting the shipment stage of a payment's goods to the gateway.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_names.h"
#include "commands/transaction.h"
#include "domain/ids.h"
#include "domain/parameters.h"
#include "domain/result.h"

namespace portone::commands {

enum class ShipmentStage : std::uint8_t { kNone, kPlaced, kShipped, kDelivering, kDelivered };

}  // namespace portone::commands

namespace portone {

template <>
struct EnumNames<commands::ShipmentStage> {
  static constexpr bool kFirstIsUnnamed = true;
  static constexpr std::array<std::string_view, 5> kNames{"", "order_placed", "order_shipped",
                                                          "delivering", "delivered"};
};

}  // namespace portone

namespace portone::commands {

/// The gateway's refusal, with its own error text.
struct ShipmentRefusal {
  GatewayError error;
  std::vector<std::string> missing_parameters;  ///< names of the missing parameters
};

/// The gateway's response to RegisterShipment: accepted, unless `refusal` is set.
struct ShipmentResult {
  std::optional<ShipmentRefusal> refusal;
};

/// Stores the stage in the payment, replacing any earlier one. Errors, in this order:
/// PaymentNotFound (also when the two ids belong to different payments), WrongGateway; and by the
/// gateway: a payment it has not charged, physical goods without carrier and address.
// FIDELITY: paymentwall-delivery
struct RegisterShipment {
  ImpUid imp_uid;
  MerchantUid merchant_uid;
  ShipmentStage stage = ShipmentStage::kPlaced;
  bool is_physical = false;  ///< the goods are physical
  Parameters parameters{};   ///< "carrier_type", "shipping_address_city", ...
};
Result<ShipmentResult> Apply(Tx& tx, const RegisterShipment& command);

}  // namespace portone::commands
