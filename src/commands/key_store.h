// SPDX-License-Identifier: MIT
// Storing billing keys, and looking up the channel and the reservations of stored ones.
#pragma once

#include <string>

#include "commands/transaction.h"
#include "domain/billing_key.h"
#include "domain/billing_key_table.h"
#include "domain/channel.h"
#include "domain/pending_table.h"

namespace portone::commands {

/// The customer_id of a key whose merchant sends none: "customer-id-" and a UUID.
// FIDELITY: customer-object
std::string MakeCustomerId(const Tx& tx, const CustomerUid& customer_uid);

/// Stores a key. A key that replaces another keeps the time when the customer's first key was
/// issued.
const BillingKey& StoreKey(Tx& tx, const NewKey& key);

/// The channel of a stored card (for a key: of its first card). A channel that the merchant has
/// removed since is returned as it was at issue.
Channel GetKeyChannel(const World& world, const StoredCard& card);

/// Whether a stored key already holds any of the reservations that a new key of this customer would
/// make.
bool IsReserved(const BillingKeyTable& keys, const KeyReservation& reservations,
                const CustomerUid& customer_uid);

}  // namespace portone::commands
