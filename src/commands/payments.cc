// SPDX-License-Identifier: MIT
#include "commands/payments.h"

#include <string>
#include <vector>

#include "base/invariant.h"
#include "commands/charging.h"
#include "commands/faults.h"
#include "domain/gateway_rules.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// Among several payments of one order: the newest with something left, else the newest paid one,
/// else the newest.
const Payment* FindToCancel(const PaymentTable& payments, const CancelPayment& command) {
  if (command.imp_uid) return payments.Find(*command.imp_uid);
  const Payment* best = nullptr;
  int best_rank = -1;
  for (const Payment* payment : payments.Attempts(*command.merchant_uid)) {
    const bool paid = BlocksMerchantUid(*payment);
    const int rank = paid ? (Remaining(*payment).IsZero() ? 1 : 2) : 0;
    if (rank >= best_rank) {
      best = payment;
      best_rank = rank;
    }
  }
  return best;
}

}  // namespace

Result<Payment> Answer(const View& view, const FindPayment& query) {
  const Payment* payment = view.ledger.payments.Find(query.imp_uid);
  // Every channel here is a test channel.
  const bool hidden = view.world.merchant.switches.include_sandbox == IncludeSandbox::kStrict &&
                      !query.include_sandbox;
  if (payment == nullptr || hidden) return errors::PaymentNotFound();
  return *payment;
}

Result<Payment> Answer(const View& view, const FindPaymentOfAnyTier& query) {
  for (const auto& [tier, ledger] : view.world.Ledgers()) {
    if (const Payment* payment = ledger.payments.Find(query.imp_uid)) return *payment;
  }
  return errors::PaymentNotFound();
}

Result<Payment> Answer(const View& view, const FindPaymentByOrder& query) {
  const PaymentTable& payments = view.ledger.payments;
  std::vector<const Payment*> attempts = payments.Attempts(query.merchant_uid);
  std::erase_if(attempts, [&](const Payment* one) { return !query.statuses.Has(one->status); });
  if (attempts.empty()) return errors::PaymentNotFound();
  payments.Sort(attempts, query.order);
  return *attempts.front();
}

Result<Balance> Answer(const View& view, const FindBalance& query) {
  const Payment* payment = view.ledger.payments.Find(query.imp_uid);
  if (payment == nullptr || !BlocksMerchantUid(*payment) ||
      !gateways::Of(payment->pg).tells_balance) {
    return errors::BalanceUnavailable();
  }
  return BalanceOf(*payment);
}

Result<Payment> Apply(Tx& tx, const CancelPayment& command) {
  PORTONE_INVARIANT(command.imp_uid || command.merchant_uid, "a cancellation names no payment");
  const Payment* found = FindToCancel(tx.ledger.payments, command);
  if (found == nullptr) return errors::CancelNotFound();
  const Channel channel =
      ChannelNamed(tx.world.merchant, {found->channel_key, found->pg, found->pg_id, {}});
  PORTONE_TRY(const Money amount,
              DecideCancel(*found, command.request, gateways::Of(found->pg), channel));
  if (!command.in_console) {
    PORTONE_TRY(const std::optional<GatewayFault> declined,
                MeetFault(tx, SiteOf(FaultOperation::kCancel, *found)));
    if (declined) return errors::CancelRefused(*declined);
  }

  // FIDELITY: cancellation-id
  const std::string cancellation_id =
      found->imp_uid.text + "-" + std::to_string(found->cancellations.size() + 1);
  const Payment& payment = tx.ledger.payments.Update(found->imp_uid, [&](Payment& changing) {
    const RefundedTax tax = TaxOf(changing, command.request, amount);
    changing.cancellations.push_back(
        {cancellation_id, changing.pg_tid.value_or(""), amount, tax.tax_free, tax.vat_amount,
         tx.now, command.request.reason.value_or(std::string(kDefaultCancelReason))});
    changing.status = PaymentStatus::kCancelled;
  });
  // FIDELITY: webhook-when
  if (command.in_console || command.request.enable_webhook) {
    tx.Notify({payment.imp_uid, payment.order.merchant_uid, payment.status, cancellation_id},
              command.in_console ? UrlsFor(tx.world, payment) : payment.webhook_urls);
  }
  return payment;
}

}  // namespace portone::commands
