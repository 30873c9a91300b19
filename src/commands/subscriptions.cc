// SPDX-License-Identifier: MIT
#include "commands/subscriptions.h"

#include "commands/billing_keys.h"
#include "commands/charging.h"

namespace portone::commands {

Result<Payment> Apply(Tx& tx, const ChargeOnce& command) {
  PORTONE_TRY([[maybe_unused]] const Done uid_free,
              CheckMerchantUid(tx.view(), command.order.merchant_uid));
  PORTONE_TRY(const AcceptedCard accepted,
              PresentCard(tx.world, command.channel, command.card, command.customer_uid.has_value(),
                          errors::CardRefused));
  PORTONE_TRY([[maybe_unused]] const Done chargeable, CheckCharge(accepted.channel, command.order));

  Attempt attempt{accepted.channel,
                  command.order,
                  accepted.card,
                  command.customer_uid,
                  command.customer_uid ? CustomerUidUsage::kPayment : CustomerUidUsage::kNone,
                  command.user_agent};
  PORTONE_TRY([[maybe_unused]] const Done unharmed, MeetFaults(tx, attempt));

  const Payment& payment = Charge(tx, attempt);
  if (payment.status != PaymentStatus::kPaid) return payment;
  // FIDELITY: key-only-when-paid
  if (command.customer_uid) {
    StoreKey(tx, *command.customer_uid, accepted, command.order.buyer);
  }
  return TellOf(tx, payment);
}

Result<Payment> Apply(Tx& tx, const ChargeKey& command) {
  const BillingKey* key = tx.ledger.keys.Find(command.customer_uid);
  if (key == nullptr) return errors::BuyerUnregistered();
  PORTONE_TRY([[maybe_unused]] const Done uid_free,
              CheckMerchantUid(tx.view(), command.order.merchant_uid));
  const StoredCard* stored = CardFor(*key, command.channel_key);
  if (stored == nullptr) return errors::UnknownChannel(*command.channel_key);
  const Channel channel = ChannelOfKey(tx.world, *stored);
  PORTONE_TRY([[maybe_unused]] const Done chargeable, CheckCharge(channel, command.order));

  Order order = command.order;
  order.buyer = Completed(order.buyer, key->customer);
  Attempt attempt{
      channel,           order, stored->card, command.customer_uid, CustomerUidUsage::kPayment,
      command.user_agent};
  PORTONE_TRY([[maybe_unused]] const Done unharmed, MeetFaults(tx, attempt));

  const Payment& payment = Charge(tx, attempt);
  return payment.status == PaymentStatus::kPaid ? TellOf(tx, payment) : payment;
}

}  // namespace portone::commands
