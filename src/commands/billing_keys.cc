// SPDX-License-Identifier: MIT
#include "commands/billing_keys.h"

#include <utility>
#include <vector>

#include "commands/charging.h"
#include "commands/faults.h"
#include "domain/gateway_rules.h"
#include "gateways/registry.h"

namespace portone::commands {

namespace {

/// Presents a card to one channel.
Result<AcceptedCard> PresentCardAt(const Channel& channel, const CardInput& input, bool for_key,
                                   Error (*refusal)(const GatewayFault&)) {
  const GatewayRules& rules = gateways::Of(channel.pg);
  if (!rules.rest_issue) return errors::IssueUnsupported(rules.code);
  if (for_key) {
    if (const auto fault = rules.check_key_channel(channel)) return refusal(*fault);
  }
  PresentedCard presented = LookAtCard(channel, input);
  if (presented.at_issue != CardCase::kGood) return refusal(rules.CardFault(presented.at_issue));
  return AcceptedCard{channel, std::move(presented.card)};
}

/// All that an issue at one channel may be refused for.
Result<AcceptedCard> AskChannel(Tx& tx, const IssueKey& command, const Channel& channel) {
  PORTONE_TRY(AcceptedCard accepted,
              PresentCardAt(channel, command.card, true, errors::KeyRefused));
  PORTONE_TRY([[maybe_unused]] const Done unharmed,
              MeetIssueFaults(tx, command.customer_uid, accepted, errors::KeyRefused));
  return accepted;
}

StoredCard StoredBy(const Tx& tx, const CustomerUid& customer_uid, const AcceptedCard& accepted) {
  const BillingKey* old = tx.ledger.keys.Find(customer_uid);
  const Channel& channel = accepted.channel;
  return {channel.channel_key,
          channel.pg,
          channel.pg_id,
          accepted.card,
          old == nullptr ? tx.now : old->inserted,
          tx.now};
}

FailedChannel FailedAt(const Channel& channel, const Error& error) {
  return {error.code == Errc::kIssueUnsupported ? ChannelFailure::kInvalidRequest
                                                : ChannelFailure::kPgProvider,
          error.message, channel.pg, channel.pg_id};
}

/// Asks every channel of the group before anything is stored.
// FIDELITY: super-billing-keys
Result<BillingKey> IssueAtGroup(Tx& tx, const IssueKey& command) {
  PORTONE_TRY(const std::vector<Channel> channels,
              ChooseChannels(tx.world.merchant, command.channel));
  std::vector<StoredCard> succeeded;
  GroupIssue group{*command.channel.channel_group_id, {}, {}};
  std::optional<Error> first_refusal;
  for (const Channel& channel : channels) {
    const Result<AcceptedCard> accepted = AskChannel(tx, command, channel);
    if (accepted.ok()) {
      succeeded.push_back(StoredBy(tx, command.customer_uid, accepted.value()));
      continue;
    }
    if (accepted.error().code == Errc::kFaultInjected) return accepted.error();
    group.failed.push_back(FailedAt(channel, accepted.error()));
    if (!first_refusal) first_refusal = accepted.error();
  }
  if (succeeded.empty()) return *first_refusal;
  group.others.assign(succeeded.begin() + 1, succeeded.end());
  return tx.ledger.keys.Store({succeeded.front(), command.customer_uid, command.customer,
                               command.customer_id, std::move(group)});
}

}  // namespace

Result<AcceptedCard> PresentCard(const World& world, const ChannelChoice& choice,
                                 const CardInput& input, bool for_key,
                                 Error (*refusal)(const GatewayFault&)) {
  PORTONE_TRY(const std::vector<Channel> channels, ChooseChannels(world.merchant, choice));
  Result<AcceptedCard> first = PresentCardAt(channels.front(), input, for_key, refusal);
  for (std::size_t i = 1; !first.ok() && i < channels.size(); ++i) {
    Result<AcceptedCard> next = PresentCardAt(channels[i], input, for_key, refusal);
    if (next.ok()) return next;
  }
  return first;
}

Result<Done> MeetIssueFaults(Tx& tx, const CustomerUid& customer_uid, const AcceptedCard& accepted,
                             Error (*refusal)(const GatewayFault&)) {
  FaultSite site;
  site.operation = FaultOperation::kIssueBillingKey;
  site.pg = accepted.channel.pg.text;
  site.customer_uid = customer_uid.text;
  site.card = accepted.card.number;
  PORTONE_TRY(const std::optional<GatewayFault> declined, MeetFault(tx, site));
  if (declined) return refusal(*declined);
  return Done{};
}

const BillingKey& StoreKey(Tx& tx, const CustomerUid& customer_uid, const AcceptedCard& accepted,
                           const Buyer& customer, std::optional<std::string> customer_id) {
  return tx.ledger.keys.Store({StoredBy(tx, customer_uid, accepted), customer_uid, customer,
                               std::move(customer_id), std::nullopt});
}

Channel ChannelOfKey(const World& world, const StoredCard& card) {
  return ChannelNamed(world.merchant, {card.channel_key, card.pg, card.pg_id, {}});
}

Result<BillingKey> Apply(Tx& tx, const IssueKey& command) {
  if (command.channel.channel_group_id) return IssueAtGroup(tx, command);
  PORTONE_TRY(const Channel channel, ChooseChannel(tx.world.merchant, command.channel));
  PORTONE_TRY(const AcceptedCard accepted, AskChannel(tx, command, channel));
  return StoreKey(tx, command.customer_uid, accepted, command.customer, command.customer_id);
}

Result<BillingKey> Answer(const View& view, const FindKey& query) {
  const BillingKey* key = view.ledger.keys.Find(query.customer_uid);
  if (key != nullptr) return *key;
  if (view.world.merchant.switches.unknown_customer == UnknownCustomer::kNotFound) {
    return errors::CustomerNotFoundStrict(query.customer_uid);
  }
  return errors::CustomerNotFound(query.customer_uid);
}

Result<BillingKey> Apply(Tx& tx, const DeleteKey& command) {
  PORTONE_TRY(BillingKey key, Answer(tx.view(), FindKey{command.customer_uid}));
  tx.ledger.keys.Erase(command.customer_uid);
  return key;
}

Result<BillingKey> Apply(Tx& tx, const SpoilCard& command) {
  const BillingKey* found = tx.ledger.keys.Find(command.customer_uid);
  if (found == nullptr) return errors::CustomerNotFound(command.customer_uid);
  BillingKey key = *found;
  key.card.when_charged = command.when_charged;
  if (key.group) {
    for (StoredCard& other : key.group->others)
      other.card.when_charged = command.when_charged;
  }
  return tx.ledger.keys.Store(std::move(key));
}

}  // namespace portone::commands
