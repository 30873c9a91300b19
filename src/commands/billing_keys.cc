// SPDX-License-Identifier: MIT
#include "commands/billing_keys.h"

#include <utility>

#include "commands/charging.h"
#include "commands/faults.h"
#include "domain/gateway_rules.h"
#include "gateways/registry.h"

namespace portone::commands {

Result<AcceptedCard> PresentCard(const World& world, const ChannelChoice& choice,
                                 const CardInput& input, bool for_key,
                                 Error (*refusal)(const GatewayFault&)) {
  PORTONE_TRY(Channel channel, ChooseChannel(world.merchant, choice));
  const GatewayRules& rules = gateways::Of(channel.pg);
  if (!rules.rest_issue) return errors::IssueUnsupported(rules.code);
  if (for_key) {
    if (const auto fault = rules.check_key_channel(channel)) return refusal(*fault);
  }
  PresentedCard presented = LookAtCard(channel, input);
  if (presented.at_issue != CardCase::kGood) return refusal(rules.CardFault(presented.at_issue));
  return AcceptedCard{std::move(channel), std::move(presented.card)};
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
                           const Buyer& customer) {
  const BillingKey* old = tx.ledger.keys.Find(customer_uid);
  const Instant inserted = old == nullptr ? tx.now : old->inserted;
  return tx.ledger.keys.Store({customer_uid, accepted.channel.channel_key, accepted.channel.pg,
                               accepted.channel.pg_id, accepted.card, customer, inserted, tx.now});
}

Channel ChannelOfKey(const World& world, const BillingKey& key) {
  return ChannelNamed(world.merchant, {key.channel_key, key.pg, key.pg_id, {}});
}

Result<BillingKey> Apply(Tx& tx, const IssueKey& command) {
  PORTONE_TRY(const AcceptedCard accepted,
              PresentCard(tx.world, command.channel, command.card, true, errors::KeyRefused));
  PORTONE_TRY([[maybe_unused]] const Done unharmed,
              MeetIssueFaults(tx, command.customer_uid, accepted, errors::KeyRefused));
  return StoreKey(tx, command.customer_uid, accepted, command.customer);
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
  return tx.ledger.keys.Store(std::move(key));
}

}  // namespace portone::commands
