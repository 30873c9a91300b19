// SPDX-License-Identifier: MIT
// The records of `given`. Each has one list of fields, used for reading (record_reader.h), writing
// (record_writer.h) and the schema (record_schema.h), so that these three cannot disagree. Keys
// have the names of the V1 API; field_descriptions.json describes each of them.
//
// An archive has: operator()(key, value[, default]); Required for mandatory keys; MaskedCardNumber
// for card numbers; Amount, RequiredAmount and Currency for money; Object, List and Inline for
// nested records; Timer for timers on the agenda.
#pragma once

#include <string>
#include <vector>

#include "base/member_count.h"
#include "domain/initial_state.h"
#include "domain/order.h"
#include "domain/payment.h"

namespace portone::snapshot {

/// A record and the sub-merchant whose ledger holds it. An empty tier is the merchant itself.
template <class Record>
struct TierRecord {
  TierCode tier;
  Record record;
};

/// The names that a customer's billing keys reserve at gateways, so that no other key may use them.
struct CustomerReservations {
  CustomerUid customer_uid;
  std::vector<std::string> reservations;
};

/// A certification that was deleted: its imp_uid is not used again.
struct DeletedCertification {
  ImpUid imp_uid;
};

/// A charge or a cancellation that the gateway has accepted but not yet confirmed.
struct PendingOperation {
  ImpUid imp_uid;
  std::optional<PendingCharge> charge;
  std::optional<PendingCancellation> cancellation;
};

template <class Archive, class Record>
void Fields(Archive& a, TierRecord<Record>& tier_record) {
  a("tier", tier_record.tier);
  Fields(a, tier_record.record);
}

PORTONE_MEMBERS(Buyer, 5);
/// `prefix`: "buyer_" or "customer_".
template <class Archive>
void Fields(Archive& a, Buyer& buyer, const std::string& prefix) {
  a(prefix + "name", buyer.name);
  a(prefix + "tel", buyer.tel);
  a(prefix + "email", buyer.email);
  a(prefix + "addr", buyer.addr);
  a(prefix + "postcode", buyer.postcode);
}

PORTONE_MEMBERS(Order, 11);
template <class Archive>
void Fields(Archive& a, Order& order) {
  a.Required("merchant_uid", order.merchant_uid);
  a.Currency(order.amount.currency, order.currency_requested);
  a.RequiredAmount("amount", order.amount);
  a.Amount("tax_free", order.tax_free);
  a.Amount("vat_amount", order.vat_amount);
  a("name", order.name);
  Fields(a, order.buyer, "buyer_");
  a("card_quota", order.card_quota);
  a("custom_data", order.custom_data);
  a("notice_url", order.notice_urls);
  a("extra", order.extra);
}

PORTONE_MEMBERS(Card, 7);
template <class Archive>
void Fields(Archive& a, Card& card) {
  a("card_code", card.code);
  a("card_name", card.name);
  a.MaskedCardNumber("card_number", card.number);
  a("card_type", card.type);
  a("charge_outcome", card.charge_outcome);
  a("card_publisher_code", card.publisher_code);
  a("cancel_refusal", card.cancel_refusal);
}

PORTONE_MEMBERS(StoredCard, 8);
template <class Archive>
void Fields(Archive& a, StoredCard& stored) {
  a("channel_key", stored.channel_key);
  a("pg", stored.pg);
  a("pg_id", stored.pg_id);
  Fields(a, stored.card);
  a("inserted", stored.inserted);
  a("updated", stored.updated);
  a("pays_with", stored.pays_with);
  a("emb_pg_provider", stored.emb_pg_provider);
}

PORTONE_MEMBERS(FailedChannel, 4);
template <class Archive>
void Fields(Archive& a, FailedChannel& failed) {
  a("type", failed.type, ChannelFailure::kPgProvider);
  a("message", failed.message);
  a("pg", failed.pg);
  a("pg_id", failed.pg_id);
}

PORTONE_MEMBERS(KeyGroup, 3);
template <class Archive>
void Fields(Archive& a, KeyGroup& group) {
  a.Required("channel_group_id", group.channel_group_id);
  a.List("other_cards", group.other_cards);
  a.List("failed_channels", group.failed_channels);
}

PORTONE_MEMBERS(BillingKey, 5);  // its base class counts as one
template <class Archive>
void Fields(Archive& a, BillingKey& key) {
  a.Required("customer_uid", key.customer_uid);
  Fields(a, static_cast<StoredCard&>(key));
  Fields(a, key.customer, "customer_");
  a("customer_id", key.customer_id);
  a.Object("group", key.group);
}

PORTONE_MEMBERS(CustomerReservations, 2);
template <class Archive>
void Fields(Archive& a, CustomerReservations& reservations) {
  a.Required("customer_uid", reservations.customer_uid);
  a("names", reservations.reservations);
}

PORTONE_MEMBERS(VirtualAccount, 8);
template <class Archive>
void Fields(Archive& a, VirtualAccount& account) {
  a("vbank_code", account.bank_code, std::string("004"));
  a("vbank_name", account.bank_name);
  a("vbank_num", account.number);
  a("vbank_holder", account.holder);
  a("vbank_date", account.due);
  a("vbank_issued_at", account.issued_at);
  a("fixed_unlimited_vbank", account.fixed_unlimited);
  a("vbank_revision", account.revision);
}

PORTONE_MEMBERS(Cancellation, 7);
template <class Archive>
void Fields(Archive& a, Cancellation& cancellation) {
  a("cancellation_id", cancellation.cancellation_id);
  a("pg_tid", cancellation.pg_tid);
  a.RequiredAmount("amount", cancellation.amount);
  a.Amount("tax_free", cancellation.tax_free);
  a.Amount("vat_amount", cancellation.vat_amount);
  a("cancelled_at", cancellation.cancelled_at);
  a("reason", cancellation.reason);
}

PORTONE_MEMBERS(Deposit, 4);
template <class Archive>
void Fields(Archive& a, Deposit& deposit) {
  a("pg_tid", deposit.pg_tid);
  a.RequiredAmount("amount", deposit.amount);
  a("depositor_name", deposit.depositor_name);
  a("deposited_at", deposit.deposited_at);
}

PORTONE_MEMBERS(EscrowDelivery, 8);
template <class Archive>
void Fields(Archive& a, EscrowDelivery& delivery) {
  a.Required("company", delivery.company);
  a.Required("invoice", delivery.invoice);
  a("sent_at", delivery.sent_at);
  a("applied_at", delivery.applied_at);
  a("status", delivery.status);
  a("changed_at", delivery.changed_at);
  a("denied_reason", delivery.denied_reason);
  a("shipping", delivery.shipping);
}

PORTONE_MEMBERS(PartnerSale, 5);
template <class Archive>
void Fields(Archive& a, PartnerSale& sale) {
  a.Required("business_registration_number", sale.business_registration_number);
  a.Required("company_name", sale.company_name);
  a.RequiredAmount("amount", sale.amount);
  a.Amount("tax_free", sale.tax_free);
  a.Amount("vat_amount", sale.vat_amount);
}

/// The method of a payment that names none.
inline PayMethod GetUsualMethod(const Payment& payment) {
  if (payment.slip) return PayMethod::kCvs;
  return payment.vbank ? PayMethod::kVbank : PayMethod::kCard;
}

PORTONE_MEMBERS(StoreSlip, 4);
template <class Archive>
void Fields(Archive& a, StoreSlip& slip) {
  a("barcode", slip.barcode);
  a("barcode_expires_at", slip.expires_at);
  a("confirm_url", slip.confirm_url);
  a("paid_by", slip.paid_by);
}

PORTONE_MEMBERS(Payment, 35);
template <class Archive>
void Fields(Archive& a, Payment& payment) {
  a("imp_uid", payment.imp_uid);
  a("sequence", payment.sequence);
  Fields(a, payment.order);
  a("status", payment.status, PaymentStatus::kPaid);
  a("channel_key", payment.channel_key);
  a("pg", payment.pg);
  a("pg_id", payment.pg_id);
  a("pg_tid", payment.pg_tid);
  a("apply_num", payment.apply_num);
  a.Inline(payment.card);
  a.Inline(payment.vbank);
  a.Inline(payment.slip);
  a("pay_method", payment.pay_method, GetUsualMethod(payment));
  a("channel", payment.device);
  a("customer_uid", payment.customer_uid);
  a("customer_uid_usage", payment.customer_uid_usage);
  a("bank_code", payment.bank_code);
  a("emb_pg_provider", payment.emb_pg_provider);
  a("escrow", payment.escrow);
  a("purchase_confirmed", payment.purchase_confirmed);
  a("points_granted", payment.points_granted);
  a("shipment_stage", payment.shipment_stage);
  a("order_status", payment.order_status);
  a.Object("escrow_delivery", payment.escrow_delivery);
  a("without_charge", payment.without_charge);
  a("user_agent", payment.user_agent);
  a("started_at", payment.started_at);
  a("paid_at", payment.paid_at);
  a("failed_at", payment.failed_at);
  a("fail_reason", payment.fail_reason);
  a.List("cancel_history", payment.cancellations);
  a.List("deposit_history", payment.deposits);
  a.List("partner_sales", payment.partner_sales);
  a("cash_receipt_issued", payment.cash_receipt_issued);
  a("webhook_urls", payment.webhook_urls);
}

PORTONE_MEMBERS(Schedule, 16);  // `id` is its place in the list
template <class Archive>
void Fields(Archive& a, Schedule& schedule) {
  a.Required("customer_uid", schedule.customer_uid);
  a("customer_id", schedule.customer_id);
  Fields(a, schedule.order);
  a.Required("schedule_at", schedule.schedule_at);
  a("schedule_status", schedule.status);
  a("channel_key", schedule.channel_key);
  a("pg", schedule.pg);
  a("pg_id", schedule.pg_id);
  a("executed_at", schedule.executed_at);
  a("revoked_at", schedule.revoked_at);
  a("imp_uid", schedule.imp_uid);
  a("fail_reason", schedule.fail_reason);
  a("revision", schedule.revision);
  a("attempted", schedule.attempted);
  a("recovery_done", schedule.recovery_done);
}

/// What describes a person, besides their name, which only some records must have.
template <class Archive>
void PersonDetailFields(Archive& a, Person& person) {
  a("birthday", person.birthday);
  a("gender", person.gender);
  a("foreigner", person.is_foreigner);
  a("phone", person.phone);
  a("carrier", person.carrier);
  a("unique_key", person.unique_key);
  a("unique_in_site", person.unique_in_site);
}

PORTONE_MEMBERS(Person, 8);
template <class Archive>
void Fields(Archive& a, Person& person) {
  a("name", person.name);
  PersonDetailFields(a, person);
}

/// A person of the sandbox: one who has a name.
struct NamedPerson {
  Person person;
};

template <class Archive>
void Fields(Archive& a, NamedPerson& named) {
  a.Required("name", named.person.name);
  PersonDetailFields(a, named.person);
}

PORTONE_MEMBERS(OneTimeCode, 3);
template <class Archive>
void Fields(Archive& a, OneTimeCode& otp) {
  a("method", otp.method);
  a("code", otp.code);
  a("failed_attempts", otp.failed_attempts);
}

PORTONE_MEMBERS(Certification, 15);
template <class Archive>
void Fields(Archive& a, Certification& certification) {
  a("imp_uid", certification.imp_uid);
  a("sequence", certification.sequence);
  a.Required("merchant_uid", certification.merchant_uid);
  a("channel_key", certification.channel_key);
  a("pg", certification.pg);
  a("pg_id", certification.pg_id);
  a("status", certification.status, CertificationStatus::kCertified);
  a.Inline(certification.person);
  a("pg_tid", certification.pg_tid);
  a("origin", certification.origin);
  a.Object("otp", certification.otp);
  a("requested_at", certification.requested_at);
  a("certified_at", certification.certified_at);
  a("fail_reason", certification.fail_reason);
  a("phone_hidden", certification.hides_phone);
}

PORTONE_MEMBERS(Receipt, 20);
template <class Archive>
void Fields(Archive& a, Receipt& receipt) {
  a("imp_uid", receipt.imp_uid);
  a("sequence", receipt.sequence);
  a.Required("merchant_uid", receipt.merchant_uid);
  a("channel_key", receipt.channel_key);
  a("pg", receipt.pg);
  a("pg_id", receipt.pg_id);
  a("origin", receipt.origin);
  a("status", receipt.status, ReceiptStatus::kIssued);
  a("type", receipt.type);
  a("identifier", receipt.identifier);
  a("identifier_type", receipt.identifier_type);
  a.Amount("amount", receipt.amount);
  a.Amount("tax_free", receipt.tax_free);
  a.Amount("vat", receipt.vat);
  a("name", receipt.name);
  a("buyer_name", receipt.buyer_name);
  a("receipt_tid", receipt.receipt_tid);
  a("apply_num", receipt.apply_num);
  a("applied_at", receipt.applied_at);
  a("cancelled_at", receipt.cancelled_at);
}

PORTONE_MEMBERS(PreparedAmount, 3);
template <class Archive>
void Fields(Archive& a, PreparedAmount& prepared) {
  a.Required("merchant_uid", prepared.merchant_uid);
  bool currency_requested = !prepared.accepts_any_currency;
  a.Currency(prepared.amount.currency, currency_requested);
  prepared.accepts_any_currency = !currency_requested;
  a.RequiredAmount("amount", prepared.amount);
}

}  // namespace portone::snapshot
