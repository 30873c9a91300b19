// SPDX-License-Identifier: MIT
// The channel that an entry of an initial state (a payment, a key, a schedule) specifies.
#pragma once

#include "domain/merchant.h"

namespace portone::commands {

/// The channel that an entry specifies, in whole or in part; all parts are optional.
template <class Entry>
ChannelChoice MakeChannelChoice(const Entry& entry) {
  ChannelChoice choice;
  if (!entry.channel_key.text.empty()) choice.channel_key = entry.channel_key;
  if (!entry.pg.text.empty()) choice.pg = entry.pg.text;
  return choice;
}

/// Whether the entry specifies its channel completely. Such a channel may no longer exist.
template <class Entry>
bool HasCompleteChannel(const Entry& entry) {
  return !entry.channel_key.text.empty() && !entry.pg.text.empty() && !entry.pg_id.empty();
}

}  // namespace portone::commands
