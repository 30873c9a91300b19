// SPDX-License-Identifier: MIT
#include "commands/pingbacks.h"

#include <utility>

#include "base/invariant.h"
#include "commands/cancellations.h"
#include "commands/charging.h"
#include "commands/key_store.h"
#include "commands/product_order_changes.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::commands {
namespace {

/// Whether an approval can still make the payment paid: it must not have been cancelled.
bool CanBecomePaid(const Payment& payment) {
  return payment.status == PaymentStatus::kReady || payment.status == PaymentStatus::kFailed;
}

const Payment& ResolveCharge(Tx& tx, const ImpUid& imp_uid) {
  const std::optional<PendingCharge> pending = tx.ledger.pending.TakeCharge(imp_uid);
  PORTONE_INVARIANT(pending.has_value(), "no charge is waiting for this pingback");
  const Payment& payment = tx.ledger.payments.Update(imp_uid, [&](Payment& updated) {
    if (pending->approved && CanBecomePaid(updated)) {
      Approve(tx, updated);
    } else if (!pending->approved && updated.status == PaymentStatus::kReady) {
      Fail(tx, updated, std::string(texts::kNotApproved));
    }
  });
  if (!pending->approved) return payment;
  if (pending->key) StoreKey(tx, *pending->key);
  return payment.status == PaymentStatus::kPaid
             ? SendPaymentWebhook(tx, UpdateProductOrders(tx, payment))
             : payment;
}

const Payment& ResolveCancellation(Tx& tx, const ImpUid& imp_uid) {
  std::optional<PendingCancellation> pending = tx.ledger.pending.TakeCancellation(imp_uid);
  PORTONE_INVARIANT(pending.has_value(), "no cancellation is waiting for this pingback");
  return UpdateProductOrders(tx, CompleteCancellation(tx, imp_uid, *std::move(pending)));
}

/// The payment with a pending pingback that the command selects, or null.
const Payment* FindPending(const Ledger& ledger, const ReceivePingback& command) {
  const auto is_pending = [&ledger](const Payment* payment) {
    return payment != nullptr && (ledger.pending.HasCharge(payment->imp_uid) ||
                                  ledger.pending.HasCancellation(payment->imp_uid));
  };
  if (command.imp_uid) {
    const Payment* payment = ledger.payments.Find(*command.imp_uid);
    return is_pending(payment) ? payment : nullptr;
  }
  for (const Payment* payment : ledger.payments.FindByMerchantUid(*command.merchant_uid)) {
    if (is_pending(payment)) return payment;
  }
  return nullptr;
}

}  // namespace

bool IsPending(const Ledger& ledger, const Pingback& timer) {
  if (timer.operation == Pingback::Operation::kCharge) {
    const PendingCharge* charge = ledger.pending.FindCharge(timer.imp_uid);
    return charge != nullptr && charge->revision == timer.revision;
  }
  const PendingCancellation* cancellation = ledger.pending.FindCancellation(timer.imp_uid);
  return cancellation != nullptr && cancellation->revision == timer.revision;
}

FiredTimer Execute(Tx& tx, const Pingback& timer) {
  const Payment& payment = timer.operation == Pingback::Operation::kCharge
                               ? ResolveCharge(tx, timer.imp_uid)
                               : ResolveCancellation(tx, timer.imp_uid);
  return {tx.now,
          Pingback::kName,
          payment.order.merchant_uid.text,
          payment.imp_uid.text,
          std::string(Name(payment.status)),
          DescribeOutcome(payment)};
}

Result<Payment> Apply(Tx& tx, const ReceivePingback& command) {
  PORTONE_INVARIANT(command.imp_uid || command.merchant_uid,
                    "a pingback needs imp_uid or merchant_uid");
  const Payment* payment = FindPending(tx.ledger, command);
  if (payment == nullptr) return errors::PaymentNotFound();
  const ImpUid imp_uid = payment->imp_uid;
  return tx.ledger.pending.HasCharge(imp_uid) ? ResolveCharge(tx, imp_uid)
                                              : ResolveCancellation(tx, imp_uid);
}

}  // namespace portone::commands
