// SPDX-License-Identifier: MIT
// Points that a buyer has from an employer: looking them up, and paying with them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/merchant.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone::commands {

/// The points of a buyer whom the sandbox does not know.
inline constexpr std::int64_t kDefaultPoints = 100'000;

/// The points that a buyer has left. A command, because a fault may decline it. Errors, in this
/// order: ModuleNotFound or NoChannel, OperationUnsupported, GatewayFailed (a fault).
// FIDELITY: benepia
struct LookUpPoints {
  std::string user;
  ChannelChoice channel;
};
Result<std::int64_t> Apply(Tx& tx, const LookUpPoints& command);

/// Pays with points; sends the webhook. Errors, in this order: MerchantUidUsed, then as
/// LookUpPoints without a fault, CurrencyUnsupported, GatewayFailed (too few points; a fault of a
/// charge), FaultInjected.
// FIDELITY: benepia
struct PayWithPoints {
  static constexpr bool kAddsState = true;  ///< refused when memory is full
  std::string user;
  Order order;
  ChannelChoice channel;
  std::optional<std::string> user_agent{};
};
Result<Payment> Apply(Tx& tx, const PayWithPoints& command);

}  // namespace portone::commands
