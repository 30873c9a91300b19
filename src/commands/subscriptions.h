// SPDX-License-Identifier: MIT
// Charges without buyer interaction: with a card in the request, or with a stored billing key.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/card.h"
#include "domain/merchant.h"
#include "domain/order.h"
#include "domain/payment.h"
#include "domain/result.h"

namespace portone::commands {

/// Charges a card once. With a customer_uid the card is stored as a key, if the charge succeeds.
/// A declined charge is a success with a failed payment. Errors, in this order: MerchantUidUsed,
/// as PresentCard with CardRefused, as CheckOrder, FaultInjected.
// FIDELITY: onetime
struct ChargeOnce {
  static constexpr bool kAddsState = true;  ///< refused when memory is full
  Order order;
  ChannelChoice channel;
  CardInput card;
  std::optional<CustomerUid> customer_uid;
  std::optional<std::string> user_agent;
};
Result<Payment> Apply(Tx& tx, const ChargeOnce& command);

/// Charges a stored key; a super billing key on the given channel or, without one, on its first.
/// Errors, in this order: BuyerUnregistered, `parameter_error`, MerchantUidUsed, ModuleNotFound
/// (not a channel of the super billing key, or its gateway charges no keys by API), as CheckOrder,
/// ChargeRefused (the channel is not set up for it), FaultInjected.
// FIDELITY: again
struct ChargeKey {
  static constexpr bool kAddsState = true;  ///< refused when memory is full
  CustomerUid customer_uid;
  Order order;
  std::optional<ChannelKey> channel_key{};  ///< only for super billing keys
  std::optional<std::string> user_agent;
  /// The error of the other parameters, if they are malformed. The service looks up the
  /// customer before it validates them.
  std::optional<Error> parameter_error{};
};
Result<Payment> Apply(Tx& tx, const ChargeKey& command);

}  // namespace portone::commands
