// SPDX-License-Identifier: MIT
// A customer's stored card, identified by the merchant's customer_uid. The gateway's own key is not
// modelled: it is never exposed, and nothing depends on it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_names.h"
#include "base/instant.h"
#include "domain/card.h"
#include "domain/ids.h"
#include "domain/order.h"
#include "domain/payment_means.h"

namespace portone {

/// A card stored at one channel.
struct StoredCard {
  ChannelKey channel_key;
  PgCode pg;
  std::string pg_id;
  Card card;                                 ///< empty when the key pays with something else
  Instant inserted;                          ///< when a key was first issued for its customer_uid
  Instant updated;                           ///< when one was last issued
  std::optional<FundingSource> pays_with{};  ///< absent only in an incomplete initial state
  std::optional<std::string> emb_pg_provider{};  ///< the wallet in the window that issued the key
};

/// Why a channel of a group did not store the card.
enum class ChannelFailure : std::uint8_t {
  kInvalidRequest,  ///< the channel's gateway does not issue keys over REST
  kPgProvider,      ///< the gateway refused the card
};

template <>
struct EnumNames<ChannelFailure> {
  static constexpr std::array<std::string_view, 2> kNames{"INVALID_REQUEST", "PG_PROVIDER"};
};

/// A channel of a group that did not store the card.
struct FailedChannel {
  ChannelFailure type = ChannelFailure::kPgProvider;
  std::string message;  ///< the same as when the issue is refused at this channel alone
  PgCode pg;
  std::string pg_id;
};

/// The part of a super billing key beyond the card of its first channel.
struct KeyGroup {
  ChannelGroupId channel_group_id;
  /// The cards at the other channels that succeeded, in the order of the group.
  std::vector<StoredCard> other_cards;
  std::vector<FailedChannel> failed_channels;
};

/// An ordinary key is a card at one channel. A super billing key is a card at the first channel of
/// a group that accepted it, with `group` for the others.
struct BillingKey : StoredCard {
  CustomerUid customer_uid;
  Buyer customer;                          ///< customer_name, customer_tel, ...
  std::optional<std::string> customer_id;  ///< as sent by the merchant
  std::optional<KeyGroup> group;           ///< absent: an ordinary key
};

/// The card to charge. For a super billing key: the card at the requested channel, or null when it
/// has none there; without a channel, the first card. An ordinary key has a single card, and the
/// channel is ignored.
inline const StoredCard* FindStoredCard(const BillingKey& key,
                                        const std::optional<ChannelKey>& channel_key) {
  if (!key.group || !channel_key || *channel_key == key.channel_key) return &key;
  for (const StoredCard& other : key.group->other_cards) {
    if (other.channel_key == *channel_key) return &other;
  }
  return nullptr;
}

}  // namespace portone
