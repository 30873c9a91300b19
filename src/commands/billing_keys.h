// SPDX-License-Identifier: MIT
// Billing keys: issuing, reading and deleting the card stored for a customer_uid.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/billing_key.h"
#include "domain/card.h"
#include "domain/gateway_rules.h"
#include "domain/merchant.h"
#include "domain/order.h"
#include "domain/pending_table.h"
#include "domain/result.h"

namespace portone::commands {

/// Issues a key without charging the card; replaces the customer's existing key. Errors, in this
/// order: ModuleNotFound or NoChannel, ParameterRequired, KeyRefused, FaultInjected.
/// With a channel group, every channel of the group is tried and the result is a super billing key.
/// Errors: UnknownChannelGroup, FaultInjected and, when no channel accepts the card, the first
/// channel's refusal.
// FIDELITY: issue-key
struct IssueKey {
  static constexpr bool kAddsState = true;  ///< refused when memory is full
  CustomerUid customer_uid;
  ChannelChoice channel;
  CardInput card;
  Buyer customer;
  std::optional<std::string> customer_id;
};
Result<BillingKey> Apply(Tx& tx, const IssueKey& command);

/// Errors: CustomerNotFound, or CustomerNotFoundAs404 by switch.
// FIDELITY: unknown-customer
struct FindKey {
  CustomerUid customer_uid;
};
Result<BillingKey> Handle(const View& view, const FindKey& query);

/// Deletes the key and returns it. Its schedules stay and fail when they come due. Errors, in this
/// order: as FindKey, MissingParameter, KeyDeletionRefused.
// FIDELITY: delete-key
struct DeleteKey {
  CustomerUid customer_uid;
  Parameters parameters{};  ///< "reason", "extra.requester"
};
Result<BillingKey> Apply(Tx& tx, const DeleteKey& command);

/// Sets the outcome of all later charges of the customer's key, on every channel. Simulates events
/// outside the merchant's control, such as a card that expires. kRevoked also releases what the key
/// holds at its gateway. Errors: CustomerNotFound.
// FIDELITY: card-actions
struct SetCardOutcome {
  CustomerUid customer_uid;
  CardOutcome charge_outcome = CardOutcome::kExpired;
};
Result<BillingKey> Apply(Tx& tx, const SetCardOutcome& command);

/// A card accepted by a channel.
struct AcceptedCard {
  Channel channel;
  Card card;
  KeyReservation reservations{};  ///< made by its key; set if the card is to be stored
  FundingSource pays_with = FundingSource::kCard;
  std::optional<std::string> emb_pg_provider{};  ///< the wallet in the window
};

/// A card presented with a request.
struct CardSubmission {
  Operation operation = Operation::kIssue;  ///< kIssue, kOnetime, kRegisterSchedule (issue a key)
  const CardInput& input;
  const Order& order;
  const CustomerUid* customer_uid = nullptr;           ///< null: the card is not stored
  Error (*make_error)(const GatewayError&) = nullptr;  ///< wraps the gateway's text in a sentence
};

/// Presents a card to the chosen channel, or to the channels of the chosen group until one accepts
/// it. Errors, in this order: ModuleNotFound, NoChannel or UnknownChannelGroup,
/// ParameterRequired, the submission's error. A group returns the refusal of its first channel.
Result<AcceptedCard> PresentCard(Tx& tx, const ChannelChoice& choice,
                                 const CardSubmission& submission);

/// Applies the sandbox's faults to the issuing of a key, as the last check before it is stored.
/// Errors: `make_error` with the gateway's error when a fault declines the card, FaultInjected.
Result<Done> ApplyKeyIssuanceFaults(Tx& tx, const CustomerUid& customer_uid,
                                    const AcceptedCard& accepted,
                                    Error (*make_error)(const GatewayError&));

/// Makes a key of the customer from an accepted card, issued now.
NewKey MakeKey(const Tx& tx, const CustomerUid& customer_uid, const AcceptedCard& accepted,
               const Buyer& customer, std::optional<std::string> customer_id = {});

}  // namespace portone::commands
