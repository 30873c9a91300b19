// SPDX-License-Identifier: MIT
#include "commands/key_store.h"

#include <optional>
#include <string>
#include <utility>

#include "domain/number_pattern.h"

namespace portone::commands {

std::string MakeCustomerId(const Tx& tx, const CustomerUid& customer_uid) {
  PatternValues values;
  values.number = tx.ids.MakeNumber("customer_id", tx.tier.text() + customer_uid.text, 0);
  return FormatPattern("customer-id-{uuid}", values);
}

const BillingKey& StoreKey(Tx& tx, const NewKey& key) {
  const BillingKey* old = tx.ledger.keys.Find(key.customer_uid);
  StoredCard card = key.card;
  card.inserted = old == nullptr ? tx.now : old->inserted;
  card.updated = tx.now;
  return tx.ledger.keys.Store(
      {std::move(card), key.customer_uid, key.customer,
       key.customer_id ? key.customer_id : MakeCustomerId(tx, key.customer_uid), std::nullopt},
      key.reservations.names);
}

Channel GetKeyChannel(const World& world, const StoredCard& card) {
  return ResolveChannel(world.merchant, {card.channel_key, card.pg, card.pg_id, {}});
}

bool IsReserved(const BillingKeyTable& keys, const KeyReservation& reservations,
                const CustomerUid& customer_uid) {
  for (const std::string& name : reservations.names) {
    const CustomerUid* owner = keys.FindReserver(name);
    if (owner != nullptr && !(reservations.replaces_own && *owner == customer_uid)) return true;
  }
  return false;
}

}  // namespace portone::commands
