// SPDX-License-Identifier: MIT
// Checks the channel that a record of an initial state names.
#pragma once

#include <algorithm>
#include <optional>
#include <string>

#include "commands/entry_channel.h"
#include "domain/initial_state.h"
#include "domain/merchant.h"

namespace portone::commands {

/// Why a record cannot have its channel, as a one-line message that begins with `name`; nothing
/// when it can.
template <class Record>
std::optional<std::string> ValidateChannel(const Merchant& merchant, const Record& record,
                                           const std::string& name) {
  if (HasCompleteChannel(record)) return std::nullopt;
  const auto channel = ChooseChannel(merchant, MakeChannelChoice(record));
  if (!channel.ok() && !record.channel_key.text.empty())
    return name + ": no channel has the key " + record.channel_key.text;
  if (!channel.ok() && merchant.channels.empty()) return name + ": the merchant has no channel";
  if (channel.ok() && (record.pg.text.empty() || channel.value().pg == record.pg))
    return std::nullopt;
  return name + ": no matching channel for pg " + record.pg.text;
}

/// The member by which a record names its channel: "channel_key" or "pg"; "" when it names none.
template <class Record>
std::string GetChannelField(const Record& record) {
  if (!record.channel_key.text.empty()) return "channel_key";
  return record.pg.text.empty() ? "" : "pg";
}

/// The gateway of a record. REQUIRES: ValidateChannel returned nothing.
template <class Record>
PgCode GetGateway(const Merchant& merchant, const Record& record) {
  if (HasCompleteChannel(record)) return record.pg;
  return ChooseChannel(merchant, MakeChannelChoice(record)).value().pg;
}

/// The gateway of a payment: where it names no channel, that of its customer's key. REQUIRES:
/// ValidateChannel returned nothing for the payment and the keys.
inline PgCode GetGateway(const Merchant& merchant, const InitialLedger& ledger,
                         const Payment& payment) {
  if (!payment.customer_uid || !GetChannelField(payment).empty())
    return GetGateway(merchant, payment);
  const auto key = std::find_if(
      ledger.keys.begin(), ledger.keys.end(),
      [&](const BillingKey& candidate) { return candidate.customer_uid == *payment.customer_uid; });
  return key == ledger.keys.end() ? GetGateway(merchant, payment) : GetGateway(merchant, *key);
}

}  // namespace portone::commands
