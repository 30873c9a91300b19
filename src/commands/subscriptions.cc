// SPDX-License-Identifier: MIT
#include "commands/subscriptions.h"

#include <utility>

#include "commands/billing_keys.h"
#include "commands/charging.h"
#include "commands/key_store.h"
#include "domain/errors.h"
#include "gateways/registry.h"

namespace portone::commands {

namespace {

/// Whether the request's test-code header names an error that rejects the card itself.
// FIDELITY: test-code
bool RefusesCard(const Tx& tx, const ChargeAttempt& attempt) {
  if (tx.test_code.empty() || !attempt.decline_error) return false;
  const auto card_outcome =
      gateways::Get(attempt.channel.pg).FindCardOutcome(attempt.decline_error->code);
  return card_outcome && IsRefusedAtIssue(*card_outcome);
}

/// Sends the webhook of a charge by API, if it is paid and its gateway has confirmed it.
Payment NotifyIfPaid(Tx& tx, const Payment& payment) {
  const bool paid =
      payment.status == PaymentStatus::kPaid && !tx.ledger.pending.HasCharge(payment.imp_uid);
  return paid ? SendPaymentWebhook(tx, payment) : payment;
}

}  // namespace

Result<Payment> Apply(Tx& tx, const ChargeOnce& command) {
  PORTONE_RETURN_IF_ERROR(CheckMerchantUid(tx.view(), command.order.merchant_uid));
  WarnAboutLongMerchantUid(tx, command.order.merchant_uid);
  const CustomerUid* customer_uid = command.customer_uid ? &*command.customer_uid : nullptr;
  PORTONE_TRY(const AcceptedCard accepted,
              PresentCard(tx, command.channel,
                          {Operation::kOnetime, command.card, command.order, customer_uid,
                           errors::CardRefused}));
  GatewayRequest request =
      MakeGatewayRequest(tx, Operation::kOnetime, accepted.channel, command.order);
  request.customer_uid = customer_uid;
  request.card = &command.card;
  PORTONE_RETURN_IF_ERROR(CheckCharge(request));

  ChargeAttempt attempt{accepted.channel,
                        command.order,
                        accepted.card,
                        command.customer_uid,
                        command.customer_uid ? CustomerUidUsage::kPayment : CustomerUidUsage::kNone,
                        command.user_agent};
  const GatewayRules& rules = gateways::Get(accepted.channel.pg);
  attempt.deferred_result = rules.deferred_result(request);
  // FIDELITY: onetime
  attempt.time_since_start = std::chrono::seconds{rules.onetime_charge_seconds};
  // FIDELITY: key-only-when-paid
  if (customer_uid != nullptr) {
    attempt.key = MakeKey(tx, *customer_uid, accepted, command.order.buyer);
  }
  PORTONE_RETURN_IF_ERROR(ApplyFaultToAttempt(tx, attempt));
  if (RefusesCard(tx, attempt)) return errors::CardRefused(*attempt.decline_error);
  return NotifyIfPaid(tx, Charge(tx, std::move(attempt)));
}

Result<Payment> Apply(Tx& tx, const ChargeKey& command) {
  const BillingKey* key = tx.ledger.keys.Find(command.customer_uid);
  if (key == nullptr) return errors::BuyerUnregistered();
  if (command.parameter_error) return *command.parameter_error;
  PORTONE_RETURN_IF_ERROR(CheckMerchantUid(tx.view(), command.order.merchant_uid));
  WarnAboutLongMerchantUid(tx, command.order.merchant_uid);
  const StoredCard* stored = FindStoredCard(*key, command.channel_key);
  if (stored == nullptr) return errors::ModuleNotFound();
  const Channel channel = GetKeyChannel(tx.world, *stored);
  GatewayRequest request = MakeGatewayRequest(tx, Operation::kAgain, channel, command.order);
  request.customer_uid = &command.customer_uid;
  request.key = key;
  PORTONE_RETURN_IF_ERROR(CheckKeyCharge(request));

  Order order = command.order;
  order.buyer = MergeBuyers(order.buyer, key->customer);
  ChargeAttempt attempt{
      channel,           order, stored->card, command.customer_uid, CustomerUidUsage::kPayment,
      command.user_agent};
  attempt.pays_with = stored->pays_with.value_or(FundingSource::kCard);
  attempt.emb_pg_provider = stored->emb_pg_provider;
  attempt.deferred_result = gateways::Get(channel.pg).deferred_result(request);
  PORTONE_RETURN_IF_ERROR(ApplyFaultToAttempt(tx, attempt));
  return NotifyIfPaid(tx, Charge(tx, std::move(attempt)));
}

}  // namespace portone::commands
