// SPDX-License-Identifier: MIT
#include "commands/billing_keys.h"

#include <utility>
#include <vector>

#include "commands/charging.h"
#include "commands/faults.h"
#include "commands/key_store.h"
#include "domain/errors.h"
#include "domain/gateway_checks.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// Errors: ModuleNotFound, when the gateway does not offer the operation by API (without a payment
/// window).
Result<Done> CheckSupported(const GatewayRules& rules, const CardSubmission& submission) {
  const RestRules& rest = rules.rest;
  if (submission.operation == Operation::kOnetime) {
    if (!rest.onetime) return errors::ModuleNotFound();
    const bool is_supported = submission.customer_uid == nullptr || rest.onetime_stores_key;
    return is_supported ? Result<Done>(Done{}) : errors::ModuleNotFound();
  }
  const bool can_issue = submission.operation == Operation::kRegisterSchedule
                             ? rest.schedule_stores_key
                             : rest.issue_key;
  return can_issue ? Result<Done>(Done{}) : errors::ModuleNotFound();
}

/// Presents a card to one channel.
Result<AcceptedCard> PresentCardAt(Tx& tx, const Channel& channel,
                                   const CardSubmission& submission) {
  const GatewayRules& rules = gateways::Get(channel.pg);
  PORTONE_RETURN_IF_ERROR(CheckSupported(rules, submission));
  const bool onetime = submission.operation == Operation::kOnetime;
  GatewayRequest request = MakeGatewayRequest(tx, onetime ? Operation::kOnetime : Operation::kIssue,
                                              channel, submission.order);
  request.customer_uid = submission.customer_uid;
  request.card = &submission.input;
  if (!onetime) {
    PORTONE_RETURN_IF_ERROR(CheckOrder(rules, request));
  }
  if (const auto error = rules.check_access(request)) return submission.make_error(*error);
  PresentedCard presented = InspectCard(channel, submission.input);
  if (presented.issue_outcome != CardOutcome::kApproved) {
    return submission.make_error(
        rules.FindCardError(presented.issue_outcome, submission.operation));
  }
  AcceptedCard accepted{channel, std::move(presented.card)};
  if (submission.customer_uid != nullptr) {
    accepted.reservations = rules.reservations(request);
    if (IsReserved(tx.ledger.keys, accepted.reservations, *submission.customer_uid)) {
      return submission.make_error(rules.already_reserved_error.ToError());
    }
  }
  return accepted;
}

/// Presents the card to one channel and applies the faults. Stores nothing.
Result<AcceptedCard> TryChannel(Tx& tx, const IssueKey& command, const Channel& channel) {
  Order order;
  order.buyer = command.customer;
  if (command.customer_id) order.extra.Put("customer_id", *command.customer_id);
  const CardSubmission submission{Operation::kIssue, command.card, order, &command.customer_uid,
                                  errors::KeyRefused};
  PORTONE_TRY(AcceptedCard accepted, PresentCardAt(tx, channel, submission));
  PORTONE_RETURN_IF_ERROR(
      ApplyKeyIssuanceFaults(tx, command.customer_uid, accepted, errors::KeyRefused));
  return accepted;
}

StoredCard MakeStoredCard(const Tx& tx, const CustomerUid& customer_uid,
                          const AcceptedCard& accepted) {
  const BillingKey* old = tx.ledger.keys.Find(customer_uid);
  const Channel& channel = accepted.channel;
  return {channel.channel_key,
          channel.pg,
          channel.pg_id,
          accepted.card,
          old == nullptr ? tx.now : old->inserted,
          tx.now,
          accepted.pays_with,
          accepted.emb_pg_provider};
}

FailedChannel MakeFailedChannel(const Channel& channel, const Error& error) {
  return {error.code == Errc::kModuleNotFound ? ChannelFailure::kInvalidRequest
                                              : ChannelFailure::kPgProvider,
          error.message, channel.pg, channel.pg_id};
}

/// Tries every channel of the group before anything is stored.
// FIDELITY: super-billing-keys
Result<BillingKey> IssueAtGroup(Tx& tx, const IssueKey& command) {
  PORTONE_TRY(const std::vector<Channel> channels,
              ChooseChannels(tx.world.merchant, command.channel));
  std::vector<StoredCard> succeeded;
  KeyGroup group{*command.channel.channel_group_id, {}, {}};
  std::optional<Error> first_refusal;
  for (const Channel& channel : channels) {
    const Result<AcceptedCard> accepted = TryChannel(tx, command, channel);
    if (accepted.ok()) {
      succeeded.push_back(MakeStoredCard(tx, command.customer_uid, accepted.value()));
      continue;
    }
    if (accepted.error().code == Errc::kFaultInjected) return accepted.error();
    group.failed_channels.push_back(MakeFailedChannel(channel, accepted.error()));
    if (!first_refusal) first_refusal = accepted.error();
  }
  if (succeeded.empty()) return *first_refusal;
  group.other_cards.assign(succeeded.begin() + 1, succeeded.end());
  const std::string customer_id =
      command.customer_id.value_or(MakeCustomerId(tx, command.customer_uid));
  return tx.ledger.keys.Store(
      {succeeded.front(), command.customer_uid, command.customer, customer_id, std::move(group)});
}

}  // namespace

Result<AcceptedCard> PresentCard(Tx& tx, const ChannelChoice& choice,
                                 const CardSubmission& submission) {
  PORTONE_TRY(const std::vector<Channel> channels, ChooseChannels(tx.world.merchant, choice));
  Result<AcceptedCard> first = PresentCardAt(tx, channels.front(), submission);
  for (std::size_t i = 1; !first.ok() && i < channels.size(); ++i) {
    Result<AcceptedCard> next = PresentCardAt(tx, channels[i], submission);
    if (next.ok()) return next;
  }
  return first;
}

Result<Done> ApplyKeyIssuanceFaults(Tx& tx, const CustomerUid& customer_uid,
                                    const AcceptedCard& accepted,
                                    Error (*make_error)(const GatewayError&)) {
  FaultTarget target;
  target.operation = FaultOperation::kIssueBillingKey;
  target.pg = accepted.channel.pg.text;
  target.customer_uid = customer_uid.text;
  target.card = accepted.card.number;
  PORTONE_TRY(const std::optional<GatewayError> decline_error, ApplyFault(tx, target));
  if (decline_error) return make_error(*decline_error);
  return Done{};
}

NewKey MakeKey(const Tx& tx, const CustomerUid& customer_uid, const AcceptedCard& accepted,
               const Buyer& customer, std::optional<std::string> customer_id) {
  return {MakeStoredCard(tx, customer_uid, accepted), customer_uid, customer,
          std::move(customer_id), accepted.reservations};
}

Result<BillingKey> Apply(Tx& tx, const IssueKey& command) {
  if (command.channel.channel_group_id) return IssueAtGroup(tx, command);
  PORTONE_TRY(const Channel channel, ChooseChannel(tx.world.merchant, command.channel));
  PORTONE_TRY(const AcceptedCard accepted, TryChannel(tx, command, channel));
  return StoreKey(
      tx, MakeKey(tx, command.customer_uid, accepted, command.customer, command.customer_id));
}

Result<BillingKey> Handle(const View& view, const FindKey& query) {
  const BillingKey* key = view.ledger.keys.Find(query.customer_uid);
  if (key != nullptr) return *key;
  if (view.world.merchant.switches.unknown_customer == UnknownCustomer::kNotFound) {
    return errors::CustomerNotFoundAs404(query.customer_uid);
  }
  return errors::CustomerNotFound(query.customer_uid);
}

Result<BillingKey> Apply(Tx& tx, const DeleteKey& command) {
  PORTONE_TRY(BillingKey key, Handle(tx.view(), FindKey{command.customer_uid}));
  const Channel channel = GetKeyChannel(tx.world, key);
  const GatewayRules& rules = gateways::Get(channel.pg);
  Order order;
  order.extra = command.parameters;
  GatewayRequest request = MakeGatewayRequest(tx, Operation::kDelete, channel, order);
  request.customer_uid = &command.customer_uid;
  request.key = &key;
  PORTONE_RETURN_IF_ERROR(CheckOrder(rules, request));
  if (const auto error = rules.check_access(request)) return errors::KeyDeletionRefused(*error);
  tx.ledger.keys.Erase(command.customer_uid);
  return key;
}

Result<BillingKey> Apply(Tx& tx, const SetCardOutcome& command) {
  const BillingKey* found = tx.ledger.keys.Find(command.customer_uid);
  if (found == nullptr) return errors::CustomerNotFound(command.customer_uid);
  BillingKey key = *found;
  key.card.charge_outcome = command.charge_outcome;
  if (key.group) {
    for (StoredCard& other : key.group->other_cards)
      other.card.charge_outcome = command.charge_outcome;
  }
  if (command.charge_outcome == CardOutcome::kRevoked) tx.ledger.keys.Release(command.customer_uid);
  return tx.ledger.keys.Store(std::move(key));
}

}  // namespace portone::commands
