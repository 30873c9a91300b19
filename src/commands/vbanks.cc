// SPDX-License-Identifier: MIT
#include "commands/vbanks.h"

#include <utility>
#include <vector>

#include "base/invariant.h"
#include "commands/charging.h"
#include "commands/product_order_changes.h"
#include "domain/bank_codes.h"
#include "domain/errors.h"
#include "domain/number_pattern.h"
#include "domain/payment_fields.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// The gateway's number of the next deposit into an unlimited account.
std::string MintDepositTid(const Tx& tx, const Payment& payment) {
  return FormatPgTid(gateways::Get(payment.pg), payment, tx.now,
                     tx.ids.MakeNumber("deposit", payment.imp_uid.text, payment.deposits.size()));
}

Payment MakePayment(const Tx& tx, const IssueVbank& command, const Channel& channel,
                    VirtualAccount account) {
  Payment payment;
  payment.imp_uid = MintImpUid(tx, command.request.order.merchant_uid);
  payment.sequence = tx.sequence;
  payment.order = command.request.order;
  payment.pay_method = PayMethod::kVbank;
  payment.channel_key = channel.channel_key;
  payment.pg = channel.pg;
  payment.pg_id = channel.pg_id;
  payment.pg_tid = MintPgTid(tx, payment);
  payment.user_agent = command.user_agent;
  payment.started_at = tx.now;
  if (account.number.empty()) {
    account.number = MakeAccountNumber(tx, payment, account.bank_code);
  }
  payment.vbank = std::move(account);
  return payment;
}

const Payment& CloseAccount(Tx& tx, const ImpUid& imp_uid, std::string_view reason) {
  return UpdateProductOrders(tx, tx.ledger.payments.Update(imp_uid, [&](Payment& payment) {
    payment.status = PaymentStatus::kFailed;
    payment.failed_at = tx.now;
    payment.fail_reason = reason;
  }));
}

/// The payment that a deposit applies to; null if there is none.
const Payment* FindDepositTarget(const PaymentTable& payments, const DepositToVbank& command) {
  if (command.imp_uid) return payments.Find(*command.imp_uid);
  const std::vector<const Payment*>& attempts = payments.FindByMerchantUid(*command.merchant_uid);
  for (auto attempt = attempts.rbegin(); attempt != attempts.rend(); ++attempt) {
    if (DecideDeposit(**attempt, Money{1, (*attempt)->order.amount.currency}).ok() ||
        DecideDeposit(**attempt, std::nullopt).ok()) {
      return *attempt;
    }
  }
  return attempts.empty() ? nullptr : attempts.back();
}

std::string ChooseDepositorName(const DepositToVbank& command, const Payment& payment) {
  if (command.depositor_name) return *command.depositor_name;
  return payment.order.buyer.name.value_or(payment.vbank->holder.value_or(""));
}

}  // namespace

std::string MakeAccountNumber(const Tx& tx, const Payment& payment, std::string_view bank_code) {
  PatternValues values;
  values.number = tx.ids.MakeNumber("vbank_num", payment.imp_uid.text, 0);
  return FormatPattern(FindAccountFormat(gateways::Get(payment.pg), bank_code).number, values);
}

void PlanVbankExpiry(Tx& tx, const Payment& payment) {
  tx.agenda.Put(payment.vbank->due, ExpireVbank{payment.imp_uid, payment.vbank->revision, tx.tier});
}

Result<Payment> Apply(Tx& tx, const IssueVbank& command) {
  PORTONE_RETURN_IF_ERROR(CheckMerchantUid(tx.view(), command.request.order.merchant_uid));
  WarnAboutLongMerchantUid(tx, command.request.order.merchant_uid);
  PORTONE_TRY(const Channel channel, ChooseChannel(tx.world.merchant, command.channel));
  PORTONE_TRY(VirtualAccount account,
              DecideVbank(command.request, gateways::Get(channel.pg), channel, tx.now));
  const Payment& payment =
      tx.ledger.payments.Insert(MakePayment(tx, command, channel, std::move(account)));
  PlanVbankExpiry(tx, payment);
  return SendPaymentWebhook(tx, payment);
}

Result<Payment> Apply(Tx& tx, const ChangeVbank& command) {
  const Payment* found = tx.ledger.payments.Find(command.imp_uid);
  if (found == nullptr) return errors::PaymentNotFound();
  PORTONE_RETURN_IF_ERROR(
      DecideVbankChange(*found, command.change, gateways::Get(found->pg), tx.now));
  const bool is_due_changed = command.change.due && *command.change.due != found->vbank->due;
  const Payment& changed = tx.ledger.payments.Update(command.imp_uid, [&](Payment& payment) {
    if (command.change.amount) payment.order.amount = *command.change.amount;
    if (!is_due_changed) return;
    payment.vbank->due = *command.change.due;
    ++payment.vbank->revision;
  });
  if (is_due_changed) PlanVbankExpiry(tx, changed);
  return changed;
}

Result<Payment> Apply(Tx& tx, const RevokeVbank& command) {
  const Payment* found = tx.ledger.payments.Find(command.imp_uid);
  if (found == nullptr) return errors::PaymentNotFound();
  if (tx.ledger.pending.HasCharge(found->imp_uid)) return errors::NotVbank();
  PORTONE_RETURN_IF_ERROR(
      DecideVbankRevocation(*found, command.has_api_key, gateways::Get(found->pg)));
  return CloseAccount(tx, command.imp_uid, texts::kVbankRevoked);
}

Result<Payment> Apply(Tx& tx, const DepositToVbank& command) {
  PORTONE_INVARIANT(command.imp_uid || command.merchant_uid, "a deposit names no payment");
  const Payment* found = FindDepositTarget(tx.ledger.payments, command);
  if (found == nullptr) return errors::PaymentNotFound();
  if (tx.ledger.pending.HasCharge(found->imp_uid)) {
    return errors::DepositRefused("its gateway confirms the payment itself");
  }
  PORTONE_TRY(const Money amount, DecideDeposit(*found, command.amount));
  PORTONE_RETURN_IF_ERROR(CheckOtherAttempts(tx.ledger.payments, *found));
  const Payment& payment = tx.ledger.payments.Update(found->imp_uid, [&](Payment& updated) {
    if (updated.vbank->fixed_unlimited) {
      updated.deposits.push_back(
          {MintDepositTid(tx, updated), amount, ChooseDepositorName(command, updated), tx.now});
    }
    if (updated.status != PaymentStatus::kReady) return;
    updated.status = PaymentStatus::kPaid;
    updated.paid_at = tx.now;
  });
  return SendPaymentWebhook(tx, UpdateProductOrders(tx, payment));
}

const Payment& OpenAccount(Tx& tx, const ImpUid& imp_uid, const std::string& bank_code,
                           Instant due) {
  const StandardCode* bank = FindBankInAnyFormat(bank_code);
  PORTONE_INVARIANT(bank != nullptr, "the payment window chose an unknown bank");
  const Payment& payment = tx.ledger.payments.Update(imp_uid, [&](Payment& updated) {
    VirtualAccount account;
    account.bank_code = bank->code;
    const GatewayRules& rules = gateways::Get(updated.pg);
    account.bank_name = GetBankName(rules, *bank);
    account.number = MakeAccountNumber(tx, updated, bank->code);
    account.holder = updated.order.buyer.name;
    if (!rules.format.vbank.holder.empty()) account.holder = std::string(rules.format.vbank.holder);
    account.due = due;
    account.issued_at = tx.now;
    updated.vbank = std::move(account);
    updated.pg_tid = MintPgTid(tx, updated);
  });
  PlanVbankExpiry(tx, payment);
  return payment;
}

bool IsPending(const Ledger& ledger, const ExpireVbank& timer) {
  const Payment* payment = ledger.payments.Find(timer.imp_uid);
  return payment != nullptr && payment->vbank && payment->status == PaymentStatus::kReady &&
         payment->vbank->revision == timer.revision;
}

FiredTimer Execute(Tx& tx, const ExpireVbank& timer) {
  const Payment& payment = CloseAccount(tx, timer.imp_uid, texts::kVbankExpired);
  return {tx.now,
          ExpireVbank::kName,
          payment.order.merchant_uid.text,
          payment.imp_uid.text,
          std::string(Name(payment.status)),
          DescribeOutcome(payment)};
}

}  // namespace portone::commands
