// SPDX-License-Identifier: MIT
#include "commands/store_slips.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/invariant.h"
#include "commands/channel_choice.h"
#include "commands/charging.h"
#include "commands/fault_target.h"
#include "commands/faults.h"
#include "domain/errors.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

constexpr const char* kBarcodeInUseCode = "EM64";

/// Whether somebody else may still pay with this barcode.
bool IsInUse(const World& world, const std::string& barcode) {
  for (const auto& [tier, ledger] : world.Ledgers()) {
    const auto& payments = ledger.payments.All();
    const bool is_used = std::any_of(payments.begin(), payments.end(), [&](const Payment& payment) {
      return payment.slip && payment.slip->barcode == barcode &&
             payment.status == PaymentStatus::kReady;
    });
    if (is_used) return true;
  }
  return false;
}

Payment MakePayment(const Tx& tx, const IssueStoreSlip& command, const Channel& channel,
                    StoreSlip slip) {
  Payment payment;
  payment.imp_uid = MintImpUid(tx, command.request.order.merchant_uid);
  payment.sequence = tx.sequence;
  payment.order = command.request.order;
  payment.pay_method = PayMethod::kCvs;
  payment.channel_key = channel.channel_key;
  payment.pg = channel.pg;
  payment.pg_id = channel.pg_id;
  payment.pg_tid = MintPgTid(tx, payment);
  payment.user_agent = command.user_agent;
  payment.started_at = tx.now;
  if (slip.barcode.empty()) slip.barcode = MakeBarcode(tx, payment.imp_uid);
  payment.slip = std::move(slip);
  return payment;
}

bool IssuesSlips(const GatewayRules& rules) {
  return rules.convenience_stores.issues_slips;
}

/// Errors: StoreSlipRefused, FaultInjected.
Result<Done> CheckGateway(Tx& tx, const StoreSlipRequest& request, const Payment& payment) {
  if (request.barcode && IsInUse(tx.world, *request.barcode))
    return errors::StoreSlipRefused({kBarcodeInUseCode, std::string(texts::kBarcodeInUse)});
  PORTONE_TRY(const std::optional<GatewayError> declined,
              ApplyFault(tx, MakeFaultTarget(FaultOperation::kCharge, payment)));
  if (declined) return errors::StoreSlipRefused(*declined);
  return Done{};
}

const Payment& EndSlip(Tx& tx, const ImpUid& imp_uid, std::string_view reason) {
  return tx.ledger.payments.Update(imp_uid, [&](Payment& payment) {
    payment.status = PaymentStatus::kFailed;
    payment.failed_at = tx.now;
    payment.fail_reason = reason;
  });
}

}  // namespace

std::string MakeBarcode(const Tx& tx, const ImpUid& imp_uid) {
  constexpr int kDigits = 16;
  return tx.ids.MakeDigits("barcode", imp_uid.text, 0, kDigits);
}

void PlanSlipExpiry(Tx& tx, const Payment& payment) {
  tx.agenda.Put(payment.slip->expires_at, ExpireSlip{payment.imp_uid, tx.tier});
}

Result<Payment> Apply(Tx& tx, const IssueStoreSlip& command) {
  PORTONE_RETURN_IF_ERROR(CheckMerchantUid(tx.view(), command.request.order.merchant_uid));
  WarnAboutLongMerchantUid(tx, command.request.order.merchant_uid);
  // FIDELITY: cvs-issue
  PORTONE_TRY(const Channel channel,
              ChooseChannelFor(tx.world.merchant, command.channel, IssuesSlips));
  PORTONE_TRY(StoreSlip slip, DecideStoreSlip(command.request, gateways::Get(channel.pg), tx.now));
  Payment made = MakePayment(tx, command, channel, std::move(slip));
  PORTONE_RETURN_IF_ERROR(CheckGateway(tx, command.request, made));
  const Payment& payment = tx.ledger.payments.Insert(std::move(made));
  PlanSlipExpiry(tx, payment);
  return SendPaymentWebhook(tx, payment);
}

Result<Payment> Apply(Tx& tx, const RevokeStoreSlip& command) {
  const Payment* found = tx.ledger.payments.Find(command.imp_uid);
  if (found == nullptr) return errors::PaymentNotFound();
  PORTONE_RETURN_IF_ERROR(DecideStoreSlipRevocation(*found));
  return EndSlip(tx, command.imp_uid, texts::kStoreSlipRevoked);
}

Result<std::optional<Payment>> Handle(const View& view, const FindStoreSlip& query) {
  const PaymentTable& payments = view.ledger.payments;
  std::optional<Payment> best;
  if (query.imp_uid) {
    const Payment* found = payments.Find(*query.imp_uid);
    if (found != nullptr && found->slip) best = *found;
    return best;
  }
  if (!query.merchant_uid) return best;
  for (const Payment* attempt : payments.FindByMerchantUid(*query.merchant_uid)) {
    const bool is_better =
        !best || attempt->status == PaymentStatus::kReady || best->status != PaymentStatus::kReady;
    if (attempt->slip && is_better) best = *attempt;
  }
  return best;
}

Result<Payment> Apply(Tx& tx, const PayAtStore& command) {
  const Payment* found = tx.ledger.payments.Find(command.imp_uid);
  if (found == nullptr) return errors::PaymentNotFound();
  PORTONE_RETURN_IF_ERROR(DecideStorePayment(*found, command.amount));
  if (command.merchant_refusal) return errors::StorePaymentRefused(*command.merchant_refusal);
  PORTONE_RETURN_IF_ERROR(CheckOtherAttempts(tx.ledger.payments, *found));
  const Payment& payment = tx.ledger.payments.Update(command.imp_uid, [&](Payment& updated) {
    updated.slip->paid_by = command.pays_with;
    updated.status = PaymentStatus::kPaid;
    updated.paid_at = tx.now;
  });
  return SendPaymentWebhook(tx, payment);
}

const Payment& IssueWindowSlip(Tx& tx, const ImpUid& imp_uid) {
  const Payment& payment = tx.ledger.payments.Update(imp_uid, [&](Payment& updated) {
    const Result<StoreSlip> slip =
        DecideStoreSlip({.order = updated.order}, gateways::Get(updated.pg), tx.now);
    PORTONE_INVARIANT(slip.ok(), "a window issues a slip where the gateway has none");
    updated.slip = slip.value();
    updated.slip->barcode = MakeBarcode(tx, imp_uid);
    updated.pg_tid = MintPgTid(tx, updated);
  });
  PlanSlipExpiry(tx, payment);
  return payment;
}

bool IsPending(const Ledger& ledger, const ExpireSlip& timer) {
  const Payment* payment = ledger.payments.Find(timer.imp_uid);
  return payment != nullptr && payment->slip && payment->status == PaymentStatus::kReady;
}

FiredTimer Execute(Tx& tx, const ExpireSlip& timer) {
  const Payment& payment = EndSlip(tx, timer.imp_uid, texts::kStoreSlipExpired);
  return {tx.now,
          ExpireSlip::kName,
          payment.order.merchant_uid.text,
          payment.imp_uid.text,
          std::string(Name(payment.status)),
          DescribeOutcome(payment)};
}

}  // namespace portone::commands
