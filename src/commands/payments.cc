// SPDX-License-Identifier: MIT
#include "commands/payments.h"

#include <string>
#include <string_view>
#include <vector>

#include "base/invariant.h"
#include "commands/automatic_receipts.h"
#include "commands/cancellation_ids.h"
#include "commands/cancellations.h"
#include "commands/charging.h"
#include "commands/escrow.h"
#include "commands/fault_target.h"
#include "commands/faults.h"
#include "commands/product_order_changes.h"
#include "domain/cancellation.h"
#include "domain/errors.h"
#include "domain/gateway_checks.h"
#include "domain/gateway_rules.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// The payment to cancel. Of several payments of one order it is the newest with a balance left,
/// else the newest paid one, else the newest.
const Payment* FindCancelTarget(const PaymentTable& payments, const CancelPayment& command) {
  if (command.imp_uid) return payments.Find(*command.imp_uid);
  const Payment* best = nullptr;
  int best_rank = -1;
  for (const Payment* payment : payments.FindByMerchantUid(*command.merchant_uid)) {
    const bool paid = WasPaid(*payment);
    const int rank = paid ? (GetRemainingAmount(*payment).IsZero() ? 1 : 2) : 0;
    if (rank >= best_rank) {
      best = payment;
      best_rank = rank;
    }
  }
  return best;
}

/// Reads the request's amounts in the payment's currency. Without a payment they are read in won:
/// invalid amounts are reported before the missing payment.
Result<CancelRequest> ReadAmounts(const CancelPayment& command, const Payment* payment) {
  const Currency currency = payment != nullptr ? payment->order.amount.currency : Currency::kKrw;
  const CancelAmountTexts& sent = command.amounts;
  CancelRequest request{command.terms};
  PORTONE_TRY(request.amount, ReadAmount(sent.amount, currency));
  PORTONE_TRY(request.tax_free, ReadAmount(sent.tax_free, currency));
  PORTONE_TRY(request.vat_amount, ReadAmount(sent.vat_amount, currency));
  PORTONE_TRY(request.checksum, ReadAmount(sent.checksum, currency));
  if (command.in_console && request.amount && request.amount->IsZero()) {
    return errors::InvalidParameter("amount", texts::kNotPositive);
  }
  return request;
}

Result<Done> CheckCancellable(const Tx& tx, const Payment& payment) {
  const bool is_refused = tx.world.merchant.switches.cancel_key_issue == CancelKeyIssue::kRefuse;
  // FIDELITY: registration-records
  if (payment.without_charge && is_refused) return errors::KeyIssuanceNotCancellable();
  // FIDELITY: cancel-wait
  if (tx.ledger.pending.HasCancellation(payment.imp_uid)) return errors::CancelInProgress();
  return Done{};
}

/// The error with which the gateway refuses to cancel a payment by this test card, if any.
std::optional<GatewayError> FindCardRefusal(const GatewayRules& rules, const Payment& payment,
                                            Money amount) {
  if (!payment.card || !payment.card->cancel_refusal) return std::nullopt;
  const CancelRefusal refusal = *payment.card->cancel_refusal;
  const bool only_parts = refusal == CancelRefusal::kNoPartialCancelCheckCard ||
                          refusal == CancelRefusal::kNoPartialCancelEasyPay;
  if (only_parts && amount == payment.order.amount) return std::nullopt;
  return rules.DescribeCancelError(refusal).text.ToError();
}

/// A cancellation with its webhook recipients, ready to be executed now or later.
PendingCancellation MakeCancellation(const Tx& tx, const CancelRequest& request,
                                     const Payment& payment, Money amount, bool in_console) {
  const std::string cancellation_id =
      MakeCancellationId(tx.ids, payment.imp_uid, payment.cancellations.size() + 1);
  const RefundedTax tax = SplitRefundTax(payment, request, amount);
  PendingCancellation pending;
  pending.revision = tx.sequence;
  pending.cancellation = {
      cancellation_id,
      payment.pg_tid.value_or(""),
      amount,
      tax.tax_free,
      tax.vat_amount,
      tx.now,
      request.reason.value_or(
          std::string(in_console ? texts::kConsoleCancelReason : texts::kDefaultCancelReason))};
  if (in_console) {
    pending.notify = NotifyPolicy::kAll;
  } else if (request.enable_webhook) {
    pending.notify = NotifyPolicy::kOriginalRecipients;
  }
  return pending;
}

}  // namespace

Result<Payment> Handle(const View& view, const FindPayment& query) {
  const Payment* payment = view.ledger.payments.Find(query.imp_uid);
  // Every channel here is a test channel.
  const bool hidden = view.world.merchant.switches.include_sandbox == IncludeSandbox::kStrict &&
                      !query.include_sandbox;
  if (payment == nullptr || hidden) return errors::PaymentNotFound();
  return *payment;
}

Result<Payment> Handle(const View& view, const FindPaymentOfAnyTier& query) {
  for (const auto& [tier, ledger] : view.world.Ledgers()) {
    if (const Payment* payment = ledger.payments.Find(query.imp_uid)) return *payment;
  }
  return errors::PaymentNotFound();
}

Result<Payment> Handle(const View& view, const FindPaymentByOrder& query) {
  const PaymentTable& payments = view.ledger.payments;
  std::vector<const Payment*> attempts = payments.FindByMerchantUid(query.merchant_uid);
  std::erase_if(attempts,
                [&](const Payment* attempt) { return !query.statuses.Has(attempt->status); });
  if (attempts.empty()) return errors::PaymentNotFound();
  payments.Sort(attempts, query.sort_order);
  return *attempts.front();
}

Result<Balance> Handle(const View& view, const FindBalance& query) {
  const Payment* payment = view.ledger.payments.Find(query.imp_uid);
  if (payment == nullptr || !WasPaid(*payment) ||
      !gateways::Get(payment->pg).optional_operations.balance) {
    return errors::BalanceUnavailable();
  }
  return ComputeBalance(*payment);
}

Result<Payment> Apply(Tx& tx, const CancelPayment& command) {
  PORTONE_INVARIANT(command.imp_uid || command.merchant_uid, "a cancellation names no payment");
  const Payment* found = FindCancelTarget(tx.ledger.payments, command);
  PORTONE_TRY(const CancelRequest request, ReadAmounts(command, found));
  if (found == nullptr) return errors::NothingToCancel();
  PORTONE_RETURN_IF_ERROR(CheckCancellable(tx, *found));
  const Channel channel =
      ResolveChannel(tx.world.merchant, {found->channel_key, found->pg, found->pg_id, {}});
  const GatewayRules& rules = gateways::Get(found->pg);
  PORTONE_TRY(const Money amount,
              DecideCancel(rules, {channel, *found, request, tx.now, &tx.side_effects.warnings}));
  if (!command.in_console) {
    if (const auto refusal = FindCardRefusal(rules, *found, amount)) {
      return MakeCancelRefusal(rules, *refusal);
    }
    PORTONE_TRY(const std::optional<GatewayError> decline_error,
                ApplyFault(tx, MakeFaultTarget(FaultOperation::kCancel, *found)));
    if (decline_error) return MakeCancelRefusal(rules, *decline_error);
  }

  PendingCancellation cancellation =
      MakeCancellation(tx, request, *found, amount, command.in_console);
  if (const auto delay = rules.cancel_delay(channel, *found)) {
    tx.ledger.pending.Add(found->imp_uid, std::move(cancellation));
    if (*delay != kNever) {
      tx.agenda.Put(tx.now + *delay, Pingback{found->imp_uid, Pingback::Operation::kCancellation,
                                              tx.sequence, tx.tier});
    }
    return *found;
  }
  return UpdateProductOrders(tx, CompleteCancellation(tx, found->imp_uid, std::move(cancellation)));
}

}  // namespace portone::commands
