// SPDX-License-Identifier: MIT
// Filling a new sandbox with what it starts with, and taking the same out of one again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/initial_state.h"

namespace portone::commands {

/// What of a channel an entry names; it may leave out all of it.
template <class Entry>
ChannelChoice ChoiceOf(const Entry& entry) {
  ChannelChoice choice;
  if (!entry.channel_key.text.empty()) choice.channel_key = entry.channel_key;
  if (!entry.pg.text.empty()) choice.pg = entry.pg.text;
  return choice;
}

/// Whether all of a channel is told: it may then be one that was removed since.
template <class Entry>
bool NamesChannel(const Entry& entry) {
  return !entry.channel_key.text.empty() && !entry.pg.text.empty() && !entry.pg_id.empty();
}

/// The agenda, or an empty one.
inline const std::vector<Planned>& AgendaOf(const Beginning& beginning) {
  static const std::vector<Planned> kNone;
  return beginning.agenda ? *beginning.agenda : kNone;
}

/// Puts what is given into an empty world. What an entry leaves out is filled in: ids as if it had
/// been made here, times with now, a channel with the customer's, or the merchant's default one or
/// the first of its gateway, a card with a good one, what goes with a status, and what a schedule
/// became. Of what is whole nothing is guessed but ids, channel and start. Returns the greatest
/// sequence of anything given. REQUIRES: WhyNot has nothing against it.
std::uint64_t Begin(Tx& tx, const Beginning& beginning);

/// What keeps a beginning from being one, in one sentence; nothing when it can be used. Looked at
/// in this order, ledger by ledger: the tier; keys (given twice, a channel that there is not);
/// payments (an imp_uid or a paid order twice, channel, bank, cancellations); schedules (two
/// pending of one order, no key, no payment of one that was executed); what waits; prepared
/// amounts; then deliveries and the agenda.
std::optional<std::string> WhyNot(const Merchant& merchant, const Beginning& beginning);

/// What is here now. Begin puts the same into another world; webhooks that are under way are sent
/// again there.
Beginning Kept(const View& view, const Outbox& outbox);

}  // namespace portone::commands
