// SPDX-License-Identifier: MIT
#include "commands/initial_state_defaults.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "commands/cancellation_ids.h"
#include "commands/certifications.h"
#include "commands/charging.h"
#include "commands/entry_channel.h"
#include "commands/initial_card.h"
#include "commands/receipts.h"
#include "commands/store_slips.h"
#include "commands/vbanks.h"
#include "domain/bank_codes.h"
#include "domain/cancel_request.h"
#include "domain/decide_payment_means.h"
#include "domain/payment_fields.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

constexpr Instant kUnset{};

void FillTimeDefault(Instant& time, Instant value) {
  if (time == kUnset) time = value;
}

template <class Entry>
void FillChannelDefaults(const Merchant& merchant, Entry& entry) {
  if (HasCompleteChannel(entry)) return;
  const auto channel = ChooseChannel(merchant, MakeChannelChoice(entry));
  PORTONE_INVARIANT(channel.ok(), "the initial state names an unknown channel");
  entry.channel_key = channel.value().channel_key;
  entry.pg = channel.value().pg;
  if (entry.pg_id.empty()) entry.pg_id = channel.value().pg_id;
}

/// A charge uses the channel of the customer's key.
template <class Entry>
void CopyChannel(const StoredCard& from, Entry& entry) {
  entry.channel_key = from.channel_key;
  entry.pg = from.pg;
  entry.pg_id = from.pg_id;
}

/// Whether an entry specifies nothing about its card.
bool IsBlank(const Card& card) {
  return card.code.empty() && card.name.empty() && card.number.empty();
}

/// A key that names neither a card nor what it pays with pays with its gateway's default.
void FillPaymentMeans(StoredCard& stored) {
  const GatewayRules& rules = gateways::Get(stored.pg);
  if (!stored.pays_with) {
    stored.pays_with =
        IsBlank(stored.card) ? rules.payment_means.default_source : FundingSource::kCard;
  }
  if (GetKeyPaymentMeans(rules, *stored.pays_with).has_card_fields)
    FillCard({stored.channel_key, stored.pg, stored.pg_id, {}}, stored.card);
}

void FillDefaults(const Tx& tx, VirtualAccount& account, const Payment& payment) {
  const StandardCode* bank = FindBankInAnyFormat(account.bank_code);
  PORTONE_INVARIANT(bank != nullptr, "the initial state names an unknown bank");
  account.bank_code = bank->code;
  if (account.bank_name.empty()) account.bank_name = GetBankName(gateways::Get(payment.pg), *bank);
  if (account.number.empty()) account.number = MakeAccountNumber(tx, payment, account.bank_code);
  FillTimeDefault(account.issued_at, payment.started_at);
}

void FillCancellations(const Tx& tx, Payment& payment) {
  const Order& order = payment.order;
  if (payment.cancellations.empty()) {
    Cancellation full;
    full.amount = order.amount;
    full.tax_free = order.tax_free;
    full.vat_amount = order.vat_amount;
    payment.cancellations.push_back(full);
  }
  for (std::size_t i = 0; i < payment.cancellations.size(); ++i) {
    Cancellation& cancellation = payment.cancellations[i];
    if (cancellation.cancellation_id.empty()) {
      cancellation.cancellation_id = MakeCancellationId(tx.ids, payment.imp_uid, i + 1);
    }
    if (cancellation.pg_tid.empty()) cancellation.pg_tid = payment.pg_tid.value_or("");
    if (cancellation.reason.empty()) cancellation.reason = texts::kDefaultCancelReason;
    FillTimeDefault(cancellation.cancelled_at,
                    i == 0 ? *payment.paid_at : payment.cancellations[i - 1].cancelled_at);
  }
}

/// REQUIRES: the payment has a delivery and was paid.
void FillDelivery(Payment& payment) {
  EscrowDelivery& delivery = *payment.escrow_delivery;
  payment.escrow = true;
  delivery.company = NormalizeDeliveryCompany(delivery.company);
  FillTimeDefault(delivery.sent_at, *payment.paid_at);
  FillTimeDefault(delivery.applied_at, delivery.sent_at);
  FillTimeDefault(delivery.changed_at, delivery.applied_at);
  if (IsConfirmed(delivery.status)) payment.purchase_confirmed = true;
}

void FillOutcome(const Tx& tx, Payment& payment) {
  if (payment.status == PaymentStatus::kFailed && !payment.failed_at) {
    payment.failed_at = payment.started_at;
  }
  if (!WasPaid(payment)) return;
  if (!payment.paid_at) payment.paid_at = payment.started_at;
  const GatewayRules& rules = gateways::Get(payment.pg);
  const std::string& imp_uid = payment.imp_uid.text;
  if (!payment.pg_tid) {
    payment.pg_tid =
        FormatPgTid(rules, payment, *payment.paid_at, tx.ids.MakeNumber("pg_tid", imp_uid, 0));
  }
  if (!payment.apply_num) {
    payment.apply_num =
        ChooseApprovalNumber(rules, payment, tx.ids.MakeDigits("apply_num", imp_uid, 0, 8));
  }
  if (payment.status == PaymentStatus::kCancelled) FillCancellations(tx, payment);
  if (payment.escrow_delivery) FillDelivery(payment);
}

void FillCertificationChannel(const Merchant& merchant, Certification& certification) {
  const bool names_channel =
      !certification.channel_key.text.empty() || !certification.pg.text.empty();
  if (names_channel) return FillChannelDefaults(merchant, certification);
  const auto channel = ChooseCertificationChannel(
      merchant, {}, certification.otp ? &CertificationRules::otp : &CertificationRules::window, "");
  PORTONE_INVARIANT(channel.ok(), "the initial state has a certification without a channel");
  certification.channel_key = channel.value().channel_key;
  certification.pg = channel.value().pg;
  certification.pg_id = channel.value().pg_id;
}

/// Fills who a receipt is for, its amount and its numbers.
void FillReceipt(const Tx& tx, const Payment* payment, Receipt& receipt) {
  HideIdentifier(receipt);
  if (receipt.status == ReceiptStatus::kRequested) return;
  const Money amount =
      receipt.amount.IsZero() && payment != nullptr ? GetRemainingAmount(*payment) : receipt.amount;
  const bool has_vat = !receipt.vat.IsZero();
  const auto set = SetReceiptAmount(
      receipt, amount, {receipt.tax_free, has_vat ? std::optional(receipt.vat) : std::nullopt});
  PORTONE_INVARIANT(set.ok(), "the initial state has a receipt whose taxes exceed its amount");
  const std::string receipt_tid = receipt.receipt_tid;
  const std::string apply_num = receipt.apply_num;
  SetReceiptNumbers(tx, receipt, tx.ledger.receipts.CountLike(receipt));
  if (!receipt_tid.empty()) receipt.receipt_tid = receipt_tid;
  if (!apply_num.empty()) receipt.apply_num = apply_num;
  if (receipt.status == ReceiptStatus::kCancelled && !receipt.cancelled_at)
    receipt.cancelled_at = receipt.applied_at;
}

/// Who certifies themselves where nobody is named.
Person GetFirstPerson(const World& world) {
  return world.persons.empty() ? MakeDefaultPerson() : world.persons.front();
}

/// What a payment by card or out of a wallet is paid with: its own card, the customer's key, or its
/// gateway's default.
void FillPaymentMeans(const BillingKey* key, Payment& payment) {
  if (payment.card)
    return FillCard({payment.channel_key, payment.pg, payment.pg_id, {}}, *payment.card);
  if (payment.pay_method != PayMethod::kCard) return;
  const GatewayRules& rules = gateways::Get(payment.pg);
  if (key != nullptr && payment.channel_key == key->channel_key) {
    SetPaymentMeans(rules, GetKeyPaymentMeans(rules, key->pays_with.value_or(FundingSource::kCard)),
                    key->card, payment);
    payment.emb_pg_provider = key->emb_pg_provider;
  } else if (rules.payment_means.default_source != FundingSource::kCard) {
    payment.pay_method = GetKeyPaymentMeans(rules, rules.payment_means.default_source).method;
  }
}

}  // namespace

void FillDefaults(const Tx& tx, StoredCard& stored) {
  FillChannelDefaults(tx.world.merchant, stored);
  if (stored.updated != kUnset) return;
  FillTimeDefault(stored.inserted, tx.now);
  stored.updated = stored.inserted;
  FillPaymentMeans(stored);
}

void FillDefaults(const Tx& tx, Payment& payment) {
  const BillingKey* key =
      payment.customer_uid ? tx.ledger.keys.Find(*payment.customer_uid) : nullptr;
  const bool has_channel = !payment.channel_key.text.empty() || !payment.pg.text.empty();
  if (key != nullptr && !has_channel) CopyChannel(*key, payment);
  FillChannelDefaults(tx.world.merchant, payment);
  FillTimeDefault(payment.started_at, payment.paid_at.value_or(payment.failed_at.value_or(tx.now)));
  if (payment.sequence != 0) return;  // a complete record
  FillPaymentMeans(key, payment);
  if (key != nullptr && payment.customer_uid_usage == CustomerUidUsage::kNone) {
    payment.customer_uid_usage = CustomerUidUsage::kPayment;
  }
  if (payment.vbank) FillDefaults(tx, *payment.vbank, payment);
  if (payment.slip && payment.slip->barcode.empty())
    payment.slip->barcode = MakeBarcode(tx, payment.imp_uid);
  FillOutcome(tx, payment);
}

void AssignImpUids(const Tx& tx, std::vector<Payment>& payments) {
  std::set<ImpUid> taken;
  for (const Payment& payment : payments)
    taken.insert(payment.imp_uid);
  for (Payment& payment : payments) {
    for (std::uint64_t attempt = 0; payment.imp_uid.text.empty(); ++attempt) {
      const ImpUid minted = MakeImpUid(tx, payment.order.merchant_uid, attempt, payment.device);
      if (taken.insert(minted).second) payment.imp_uid = minted;
    }
  }
}

void MarkScheduledPayments(const std::vector<Schedule>& schedules, std::vector<Payment>& payments) {
  std::map<MerchantUid, CustomerUid> executed;
  for (const Schedule& schedule : schedules) {
    if (schedule.status == ScheduleStatus::kExecuted) {
      executed.emplace(schedule.order.merchant_uid, schedule.customer_uid);
    }
  }
  for (Payment& payment : payments) {
    const auto found = executed.find(payment.order.merchant_uid);
    if (payment.sequence != 0 || found == executed.end()) continue;
    if (!payment.customer_uid) payment.customer_uid = found->second;
    if (payment.customer_uid_usage == CustomerUidUsage::kNone) {
      payment.customer_uid_usage = CustomerUidUsage::kScheduled;
    }
  }
}

void MarkPaymentsWithReceipts(const std::vector<Receipt>& receipts,
                              std::vector<Payment>& payments) {
  std::set<ImpUid> issued;
  for (const Receipt& receipt : receipts) {
    if (IsIssuedWithPayment(receipt)) issued.insert(*receipt.imp_uid);
  }
  for (Payment& payment : payments) {
    if (payment.sequence == 0 && issued.contains(payment.imp_uid))
      payment.cash_receipt_issued = true;
  }
}

void FillDefaults(const Tx& tx, Schedule& schedule) {
  const BillingKey* key = tx.ledger.keys.Find(schedule.customer_uid);
  if (key != nullptr && schedule.channel_key.text.empty()) CopyChannel(*key, schedule);
  if (!schedule.order.name) {
    schedule.order.name = MakeDefaultScheduleName(schedule.customer_uid, schedule.schedule_at);
  }
  if (schedule.status == ScheduleStatus::kRevoked && !schedule.revoked_at) {
    schedule.revoked_at = tx.now;
  }
  if (schedule.status != ScheduleStatus::kExecuted || schedule.imp_uid) return;
  const Payment& payment =
      *tx.ledger.payments.FindByMerchantUid(schedule.order.merchant_uid).back();
  schedule.imp_uid = payment.imp_uid;
  schedule.attempted = true;
  if (!schedule.executed_at) schedule.executed_at = payment.started_at;
  if (!schedule.fail_reason) schedule.fail_reason = payment.fail_reason;
}

void FillDefaults(const Tx& tx, Person& person) {
  const Person defaults = MakeDefaultPerson();
  if (person.birthday.empty()) person.birthday = defaults.birthday;
  person.phone = KeepDigits(person.phone);
  if (person.phone.empty()) person.phone = "010" + tx.ids.MakeDigits("phone", person.name, 0, 8);
}

void FillDefaults(const Tx& tx, Receipt& receipt) {
  const Payment* payment = receipt.imp_uid ? tx.ledger.payments.Find(*receipt.imp_uid) : nullptr;
  if (payment != nullptr && receipt.channel_key.text.empty() && receipt.pg.text.empty()) {
    receipt.channel_key = payment->channel_key;
    receipt.pg = payment->pg;
    receipt.pg_id = payment->pg_id;
  }
  FillChannelDefaults(tx.world.merchant, receipt);
  FillTimeDefault(receipt.applied_at, tx.now);
  if (receipt.sequence != 0) return;  // a complete record
  FillReceipt(tx, payment, receipt);
}

void FillDefaults(const Tx& tx, Certification& certification) {
  FillCertificationChannel(tx.world.merchant, certification);
  FillTimeDefault(certification.requested_at, certification.certified_at.value_or(tx.now));
  if (certification.imp_uid.text.empty()) {
    certification.imp_uid = MintCertificationUid(
        tx, certification.merchant_uid, certification.otp ? kRequestUidPrefix : kWindowUidPrefix);
  }
  if (certification.sequence != 0) return;  // a complete record
  if (certification.person && certification.person->name.empty())
    certification.person->name = GetFirstPerson(tx.world).name;
  const bool has_person = certification.otp || certification.is_certified();
  if (!certification.person && has_person) certification.person = GetFirstPerson(tx.world);
  if (certification.person) FillDefaults(tx, *certification.person);
  if (certification.otp && certification.otp->code.empty() &&
      certification.otp->method == VerificationMethod::kSms)
    certification.otp->code = MakeOtp(tx, certification.imp_uid);
  if (certification.is_certified()) FillCertificationResult(tx, certification);
}

}  // namespace portone::commands
