// SPDX-License-Identifier: MIT
// A stored card of a customer, under the merchant's own name for it. The gateway's key itself is
// never modelled: nobody may see it, and nothing depends on it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "domain/card.h"
#include "domain/ids.h"
#include "domain/order.h"

namespace portone {

/// A card as one channel keeps it.
struct StoredCard {
  ChannelKey channel_key;
  PgCode pg;
  std::string pg_id;
  Card card;
  Instant inserted;  ///< of the first issue under its customer_uid
  Instant updated;   ///< of the latest
};

/// Why a channel of a group keeps no card.
enum class ChannelFailure : std::uint8_t {
  kInvalidRequest,  ///< the channel's gateway issues no keys by REST
  kPgProvider,      ///< the gateway refused the card
};

/// A channel of a group that keeps no card.
struct FailedChannel {
  ChannelFailure type = ChannelFailure::kPgProvider;
  std::string message;  ///< what a refused issue at this channel alone says
  PgCode pg;
  std::string pg_id;
};

/// What a super billing key has besides the card of its first channel.
struct GroupIssue {
  ChannelGroupId channel_group_id;
  std::vector<StoredCard> others;  ///< of the other channels that succeeded, in the group's order
  std::vector<FailedChannel> failed;
};

/// An ordinary key is a card at one channel; a super billing key is one at the first channel of a
/// group that took it, with more of them.
struct BillingKey : StoredCard {
  CustomerUid customer_uid;
  Buyer customer;                          ///< customer_name, customer_tel, ...
  std::optional<std::string> customer_id;  ///< whatever the merchant sent
  std::optional<GroupIssue> group;         ///< absent: an ordinary key
};

/// The card that a charge means: of a super billing key the one at the channel that is named, or
/// null when it has none there; else the first. An ordinary key has one, whatever is named.
inline const StoredCard* CardFor(const BillingKey& key,
                                 const std::optional<ChannelKey>& channel_key) {
  if (!key.group || !channel_key || *channel_key == key.channel_key) return &key;
  for (const StoredCard& other : key.group->others) {
    if (other.channel_key == *channel_key) return &other;
  }
  return nullptr;
}

}  // namespace portone
