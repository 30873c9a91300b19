// SPDX-License-Identifier: MIT
#include "commands/cancellations.h"

#include <string>
#include <vector>

#include "commands/automatic_receipts.h"
#include "commands/charging.h"
#include "commands/escrow.h"

namespace portone::commands {
namespace {

std::vector<std::string> ChooseRecipients(const World& world, const Payment& payment,
                                          NotifyPolicy notify) {
  if (notify == NotifyPolicy::kNobody) return {};
  return notify == NotifyPolicy::kAll ? ChooseWebhookUrls(world, payment) : payment.webhook_urls;
}

}  // namespace

const Payment& CompleteCancellation(Tx& tx, const ImpUid& imp_uid, PendingCancellation pending) {
  pending.cancellation.cancelled_at = tx.now;
  const Payment& payment = tx.ledger.payments.Update(imp_uid, [&](Payment& updated) {
    updated.cancellations.push_back(pending.cancellation);
    updated.status = PaymentStatus::kCancelled;
  });
  AdjustReceipt(tx, imp_uid);
  // FIDELITY: webhook-when
  tx.Notify(MakeWebhookEvent(payment, &pending.cancellation),
            ChooseRecipients(tx.world, payment, pending.notify));
  CancelEscrowIfFullyRefunded(tx, imp_uid);
  return payment;
}

}  // namespace portone::commands
