// SPDX-License-Identifier: MIT
// Charges without the buyer: with a card in the request, or with a stored key.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/card.h"
#include "domain/error.h"
#include "domain/merchant.h"
#include "domain/order.h"
#include "domain/payment.h"

namespace portone::commands {

/// Charges a card once; with a customer_uid also keeps it, but only when the charge succeeds.
/// A declined charge is a success with a failed payment. Refused, in this order: MerchantUidUsed,
/// as PresentCard with CardRefused, as CheckOrder, FaultInjected.
// FIDELITY: onetime
struct ChargeOnce {
  Order order;
  ChannelChoice channel;
  CardInput card;
  std::optional<CustomerUid> customer_uid;
  std::optional<std::string> user_agent;
};
Result<Payment> Apply(Tx& tx, const ChargeOnce& command);

/// Charges a stored key: a super billing key at the channel that is named, or else at its first.
/// Refused, in this order: BuyerUnregistered, MerchantUidUsed, UnknownChannel (none of a super
/// billing key's), OperationUnsupported, as CheckOrder and ChargeRefused (the channel),
/// FaultInjected.
// FIDELITY: again
struct ChargeKey {
  CustomerUid customer_uid;
  Order order;
  std::optional<ChannelKey> channel_key{};  ///< an ordinary key has but one channel
  std::optional<std::string> user_agent;
};
Result<Payment> Apply(Tx& tx, const ChargeKey& command);

}  // namespace portone::commands
