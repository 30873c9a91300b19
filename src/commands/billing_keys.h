// SPDX-License-Identifier: MIT
// Billing keys: issuing, reading and deleting the card stored for a customer_uid.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/billing_key.h"
#include "domain/card.h"
#include "domain/error.h"
#include "domain/gateway_rules.h"
#include "domain/merchant.h"
#include "domain/order.h"
#include "domain/pending.h"

namespace portone::commands {

/// Issues a key without charging; replaces the customer's old one. Refused, in this order:
/// UnknownChannel or NoChannel, IssueUnsupported, MissingParameter, KeyRefused, FaultInjected. With
/// a channel group every channel of it is asked and the key is a super billing key; refused:
/// UnknownChannelGroup, FaultInjected, and when no channel takes the card what the first one said.
// FIDELITY: issue-key
struct IssueKey {
  CustomerUid customer_uid;
  ChannelChoice channel;
  CardInput card;
  Buyer customer;
  std::optional<std::string> customer_id;
};
Result<BillingKey> Apply(Tx& tx, const IssueKey& command);

/// Refused: CustomerNotFound, or CustomerNotFoundStrict by switch.
// FIDELITY: unknown-customer
struct FindKey {
  CustomerUid customer_uid;
};
Result<BillingKey> Answer(const View& view, const FindKey& query);

/// Deletes the key and returns what it was. Schedules stay, and fail when due. Refused, in this
/// order: as FindKey, MissingParameter and CancelRefused (the gateway).
// FIDELITY: delete-key
struct DeleteKey {
  CustomerUid customer_uid;
  Parameters said{};  ///< "reason", "extra.requester"
};
Result<BillingKey> Apply(Tx& tx, const DeleteKey& command);

/// From now on every charge of the customer's key, over whichever channel, meets this case: what
/// happens to a card outside the merchant's code. A deleted one occupies nothing at its gateway any
/// more. Refused: CustomerNotFound.
// FIDELITY: card-actions
struct SpoilCard {
  CustomerUid customer_uid;
  CardCase when_charged = CardCase::kExpired;
};
Result<BillingKey> Apply(Tx& tx, const SpoilCard& command);

/// A card that a channel has accepted.
struct AcceptedCard {
  Channel channel;
  Card card;
  Claims claims{};  ///< of its key, if it is to be stored
};

/// A card as it comes with a request.
struct Presentation {
  Occasion occasion = Occasion::kIssue;  ///< kIssue, kOnetime, or kSchedule: for a key to schedule
  const CardInput& input;
  const Order& order;
  const CustomerUid* customer_uid = nullptr;        ///< absent: the card is not to be stored
  Error (*refusal)(const GatewayFault&) = nullptr;  ///< wraps the gateway's text in a sentence
};

/// Presents a card to the chosen channel, or to those of the chosen group until one takes it.
/// Refused, in this order: UnknownChannel, NoChannel or UnknownChannelGroup, IssueUnsupported or
/// OperationUnsupported, MissingParameter, the presentation's refusal; by a group as by its first
/// channel.
Result<AcceptedCard> PresentCard(Tx& tx, const ChannelChoice& choice,
                                 const Presentation& presentation);

/// Whether somebody's key has what a new one of this customer would claim.
bool IsClaimed(const BillingKeyTable& keys, const Claims& claims, const CustomerUid& customer_uid);

/// Shows an issue to the sandbox's faults, the last thing before the key is stored. Refused:
/// `refusal` around the text of a decline, FaultInjected.
Result<Done> MeetIssueFaults(Tx& tx, const CustomerUid& customer_uid, const AcceptedCard& accepted,
                             Error (*refusal)(const GatewayFault&));

/// An accepted card as a key of the customer, issued now.
NewKey KeyOf(const Tx& tx, const CustomerUid& customer_uid, const AcceptedCard& accepted,
             const Buyer& customer, std::optional<std::string> customer_id = {});

/// Stores a key, keeping the day of the customer's first issue.
const BillingKey& StoreKey(Tx& tx, const NewKey& key);

/// The channel of a stored card, which is that of a key's first; as it was at issue when the
/// merchant has removed it since.
Channel ChannelOfKey(const World& world, const StoredCard& card);

}  // namespace portone::commands
