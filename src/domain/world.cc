// SPDX-License-Identifier: MIT
#include "domain/world.h"

#include <algorithm>
#include <utility>

#include "domain/calendar.h"

namespace portone {
namespace {

std::string DescribeDelivery(const EscrowDelivery& delivery) {
  std::string text = " by " + delivery.company + " " + delivery.invoice + " sent " +
                     FormatIso(delivery.sent_at) + " applied " + FormatIso(delivery.applied_at) +
                     " " + std::string(Name(delivery.status)) + " since " +
                     FormatIso(delivery.changed_at);
  if (delivery.denied_reason) text += " (" + *delivery.denied_reason + ")";
  for (const auto& [name, value] : delivery.shipping.All())
    text += " " + name + "=" + value;
  return text;
}

std::string DescribePayment(const Payment& payment) {
  std::string text = payment.imp_uid.text + " " + payment.order.merchant_uid.text + " " +
                     payment.pg.text + " " + FormatAmount(payment.order.amount) + " " +
                     std::string(Name(payment.status)) + " at " + FormatIso(payment.started_at);
  if (payment.without_charge) text += " for a key";
  if (payment.device != Device::kApi)
    text += " in a window on " + std::string(Name(payment.device));
  if (payment.customer_uid) text += " of " + payment.customer_uid->text;
  if (payment.purchase_confirmed) text += " confirmed";
  if (payment.points_granted) text += " with points";
  if (payment.shipment_stage != 0)
    text += " shipment stage " + std::to_string(payment.shipment_stage);
  if (payment.order_status != OrderStatus::kNone)
    text += " told " + std::string(Name(payment.order_status));
  if (payment.escrow_delivery) text += DescribeDelivery(*payment.escrow_delivery);
  for (const PartnerSale& sale : payment.partner_sales)
    text += " for " + sale.company_name + " " + FormatAmount(sale.amount);
  if (payment.pg_tid) text += " tid " + *payment.pg_tid;
  if (payment.vbank) {
    text += " account " + payment.vbank->number + " until " + FormatIso(payment.vbank->due);
  }
  if (payment.slip) {
    text += " slip " + payment.slip->barcode + " until " + FormatIso(payment.slip->expires_at);
    if (payment.slip->paid_by) text += " paid by " + std::string(Name(*payment.slip->paid_by));
  }
  if (payment.cash_receipt_issued) text += " with a cash receipt";
  for (const Deposit& deposit : payment.deposits)
    text += " +" + FormatAmount(deposit.amount) + " at " + FormatIso(deposit.deposited_at);
  if (payment.fail_reason) text += " (" + *payment.fail_reason + ")";
  for (const Cancellation& cancellation : payment.cancellations) {
    text +=
        " -" + FormatAmount(cancellation.amount) + " at " + FormatIso(cancellation.cancelled_at);
  }
  return text;
}

std::string DescribeSchedule(const Schedule& schedule) {
  std::string text = std::to_string(schedule.id) + " " + schedule.order.merchant_uid.text + " " +
                     schedule.customer_uid.text + " " + FormatAmount(schedule.order.amount) +
                     " due " + FormatIso(schedule.schedule_at) + " " +
                     std::string(Name(schedule.status));
  if (schedule.imp_uid) text += " as " + schedule.imp_uid->text;
  if (schedule.fail_reason) text += " (" + *schedule.fail_reason + ")";
  if (schedule.revision != 0) text += " revision " + std::to_string(schedule.revision);
  if (schedule.attempted) text += " attempted";
  if (schedule.recovery_done) text += " recovery done";
  return text;
}

std::string DescribeKey(const BillingKey& key) {
  std::string text = key.customer_uid.text + " " + key.pg.text + " " + key.card.number +
                     " updated " + FormatIso(key.updated);
  if (key.card.charge_outcome != CardOutcome::kApproved) {
    text += " charged as " + std::string(Name(key.card.charge_outcome));
  }
  if (!key.group) return text;
  text += " in " + key.group->channel_group_id.text;
  for (const StoredCard& other : key.group->other_cards)
    text += " and " + other.pg.text + " " + other.card.number;
  for (const FailedChannel& failed : key.group->failed_channels)
    text += " not " + failed.pg.text;
  return text;
}

std::string DescribeDelivery(const WebhookDelivery& delivery) {
  std::string text = std::to_string(delivery.id);
  VisitFieldTexts(delivery.event, [&](std::string_view, std::optional<std::string_view> value) {
    if (value) text += " " + std::string(*value);
  });
  return text + " to " + delivery.url + " " + std::string(Name(delivery.state)) + " after " +
         std::to_string(delivery.attempts.size()) +
         (delivery.fault ? " with fault " + std::to_string(*delivery.fault) : "");
}

std::string DescribeCertification(const Certification& certification) {
  std::string text = certification.imp_uid.text + " " + certification.merchant_uid.text + " " +
                     certification.pg.text + " " + std::string(Name(certification.status)) +
                     " requested " + FormatIso(certification.requested_at);
  if (certification.person) text += " of " + certification.person->name;
  if (certification.otp) {
    text += " by code " + certification.otp->code + " wrong " +
            std::to_string(certification.otp->failed_attempts);
  }
  if (certification.pg_tid) text += " tid " + *certification.pg_tid;
  if (certification.certified_at) text += " at " + FormatIso(*certification.certified_at);
  if (certification.fail_reason) text += " (" + *certification.fail_reason + ")";
  return text;
}

std::string DescribeProductOrder(const ProductOrder& order) {
  std::string text = order.id.text + " of " + order.imp_uid.text + " " + order.product_id + " " +
                     std::to_string(order.quantity) + " for " + FormatAmount(order.product_amount) +
                     "+" + FormatAmount(order.delivery_amount) + " " +
                     std::string(Name(order.state.status));
  if (order.state.claim_status) text += " " + std::string(Name(*order.state.claim_status));
  if (order.state.is_placed) text += " placed";
  if (order.state.is_withheld) text += " withheld";
  if (order.delivery.tracking_number) text += " parcel " + *order.delivery.tracking_number;
  if (order.claim.reason) text += " for " + *order.claim.reason;
  if (order.review)
    text += " review " + order.review->review_id + " " + std::to_string(order.review->score);
  return text;
}

std::string DescribeReceipt(const Receipt& receipt) {
  std::string text = receipt.merchant_uid.text + " " + receipt.pg.text + " " +
                     std::string(Name(receipt.origin)) + " " + std::string(Name(receipt.status)) +
                     " " + FormatAmount(receipt.amount) + " vat " + FormatAmount(receipt.vat) +
                     " for " + std::string(Name(receipt.type)) + " " + receipt.identifier + " at " +
                     FormatIso(receipt.applied_at);
  if (receipt.imp_uid) text += " of " + receipt.imp_uid->text;
  if (!receipt.receipt_tid.empty()) text += " tid " + receipt.receipt_tid;
  if (receipt.name) text += " called " + *receipt.name;
  if (receipt.buyer_name) text += " by " + *receipt.buyer_name;
  if (receipt.cancelled_at) text += " until " + FormatIso(*receipt.cancelled_at);
  return text;
}

void AppendSorted(std::string& text, const char* title, std::vector<std::string> lines) {
  std::sort(lines.begin(), lines.end());
  text += title;
  text += '\n';
  for (const std::string& line : lines)
    text += "  " + line + "\n";
}

/// The names reserved by keys, and the charges and cancellations awaiting a pingback.
std::vector<std::string> DescribePending(const Ledger& ledger) {
  std::vector<std::string> lines;
  for (const auto& [customer_uid, names] : ledger.keys.Reservations()) {
    for (const std::string& name : names)
      lines.push_back(name + " for " + customer_uid.text);
  }
  for (const auto& [imp_uid, charge] : ledger.pending.Charges()) {
    lines.push_back(imp_uid.text + (charge.approved ? " to be paid" : " to fail") +
                    (charge.key ? " with a key for " + charge.key->customer_uid.text : ""));
  }
  for (const auto& [imp_uid, pending] : ledger.pending.Cancellations())
    lines.push_back(imp_uid.text + " to give back " + FormatAmount(pending.cancellation.amount));
  return lines;
}

std::string DescribeAccount(const PointAccount& account) {
  std::string text = std::to_string(account.deposited_amount);
  for (const ImpUid& imp_uid : account.payments)
    text += " " + imp_uid.text;
  return text;
}

std::string DescribeMember(const QuickMember& member) {
  std::string text = member.member_id.text + " " + member.pg.text + " " + member.pg_id +
                     " inserted " + FormatIso(member.inserted) + " updated " +
                     FormatIso(member.updated);
  if (member.has_fido) text += " with fido";
  if (member.money) text += " with " + DescribeAccount(*member.money);
  if (member.pin_reset_at) text += " reset " + FormatIso(*member.pin_reset_at);
  return text;
}

std::string DescribePreparation(const QuickPreparation& preparation) {
  std::string text = preparation.merchant_uid.text + " " + preparation.btid + " from " +
                     preparation.cust_ip + " at " + FormatIso(preparation.prepared_at);
  if (preparation.is_authorized) text += " authorized";
  if (preparation.prepaid_amount) text += " for " + std::to_string(*preparation.prepaid_amount);
  if (preparation.vender_type) text += " by " + *preparation.vender_type;
  if (preparation.reward_id) text += " reward " + *preparation.reward_id;
  if (preparation.is_used) text += " used";
  return text;
}

void AppendQuickPay(std::string& text, const QuickPay& quick_pay) {
  std::vector<std::string> members;
  for (const auto& [member_key, member] : quick_pay.members)
    members.push_back(DescribeMember(member));
  if (!members.empty()) AppendSorted(text, "quick members", std::move(members));
  std::vector<std::string> preparations;
  for (const auto& [merchant_uid, preparation] : quick_pay.preparations)
    preparations.push_back(DescribePreparation(preparation));
  if (!preparations.empty()) AppendSorted(text, "quick preparations", std::move(preparations));
  std::vector<std::string> keys;
  for (const auto& [customer_uid, key] : quick_pay.autopay_keys)
    keys.push_back(customer_uid.text + " of " + key.member_id.text + " " + key.card.number +
                   " inserted " + FormatIso(key.inserted));
  if (!keys.empty()) AppendSorted(text, "autopay keys", std::move(keys));
}

std::string Describe(const Ledger& ledger) {
  std::vector<std::string> payments;
  for (const Payment& payment : ledger.payments.All())
    payments.push_back(DescribePayment(payment));
  std::vector<std::string> keys;
  for (const auto& [customer_uid, key] : ledger.keys.All())
    keys.push_back(DescribeKey(key));
  std::vector<std::string> schedules;
  for (const Schedule& schedule : ledger.schedules.All())
    schedules.push_back(DescribeSchedule(schedule));
  std::vector<std::string> prepared_amounts;
  for (const auto& [merchant_uid, prepared] : ledger.prepared_amounts.All())
    prepared_amounts.push_back(merchant_uid.text + " " + FormatAmount(prepared.amount));
  std::string text;
  AppendSorted(text, "payments", std::move(payments));
  AppendSorted(text, "billing keys", std::move(keys));
  AppendSorted(text, "schedules", std::move(schedules));
  if (!prepared_amounts.empty())
    AppendSorted(text, "prepared amounts", std::move(prepared_amounts));
  std::vector<std::string> certifications;
  for (const auto& [position, certification] : ledger.certifications.All())
    certifications.push_back(DescribeCertification(certification));
  if (!certifications.empty()) AppendSorted(text, "certifications", std::move(certifications));
  std::vector<std::string> product_orders;
  for (const auto& [position, order] : ledger.product_orders.All())
    product_orders.push_back(DescribeProductOrder(order));
  if (!product_orders.empty()) AppendSorted(text, "product orders", std::move(product_orders));
  AppendQuickPay(text, ledger.quick_pay);
  std::vector<std::string> accounts;
  for (const auto& [user, account] : ledger.benepia_accounts)
    accounts.push_back(user + " " + DescribeAccount(account.account));
  if (!accounts.empty()) AppendSorted(text, "benepia accounts", std::move(accounts));
  std::vector<std::string> receipts;
  for (const Receipt& receipt : ledger.receipts.All())
    receipts.push_back(DescribeReceipt(receipt));
  if (!receipts.empty()) AppendSorted(text, "cash receipts", std::move(receipts));
  std::vector<std::string> pending = DescribePending(ledger);
  if (!pending.empty()) AppendSorted(text, "reserved and pending", std::move(pending));
  return text;
}

}  // namespace

World::World() {
  ledgers_.try_emplace(TierCode{});
}

Ledger& World::GetLedger(TierCode tier) {
  return ledgers_[tier];
}

const Ledger& World::GetLedger(TierCode tier) const {
  static const Ledger kEmpty;
  const auto found = ledgers_.find(tier);
  return found == ledgers_.end() ? kEmpty : found->second;
}

bool World::HasHistory() const {
  return std::any_of(ledgers_.begin(), ledgers_.end(),
                     [](const auto& entry) { return entry.second.HasHistory(); });
}

std::string Describe(const World& world) {
  std::string text;
  for (const auto& [tier, ledger] : world.Ledgers()) {
    const bool is_empty = !ledger.HasHistory() && ledger.prepared_amounts.All().empty() &&
                          ledger.benepia_accounts.empty();
    if (!tier.empty() && is_empty) continue;
    if (!tier.empty()) text += "tier " + tier.text() + "\n";
    text += Describe(ledger);
  }
  std::vector<std::string> deliveries;
  for (const WebhookDelivery& delivery : world.deliveries.All())
    deliveries.push_back(DescribeDelivery(delivery));
  AppendSorted(text, "webhooks", std::move(deliveries));
  for (const WebhookDeliveryId id : world.held_webhooks)
    text += "held webhook " + std::to_string(id) + "\n";
  for (const Person& person : world.persons)
    text += "person " + person.name + " " + person.birthday + " " + person.phone + "\n";
  if (!world.faults.empty()) AppendSorted(text, "faults", Describe(world.faults));
  return text;
}

}  // namespace portone
