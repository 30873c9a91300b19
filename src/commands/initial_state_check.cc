// SPDX-License-Identifier: MIT
// Validation of an initial state.
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "commands/initial_certifications.h"
#include "commands/initial_channel.h"
#include "commands/initial_product_orders.h"
#include "commands/initial_quick_pay.h"
#include "commands/initial_receipts.h"
#include "commands/initial_state.h"
#include "domain/bank_codes.h"
#include "domain/cancellation.h"
#include "domain/card_codes.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

std::optional<std::string> ValidateIssuer(const Card& card, const std::string& name) {
  if (card.code.empty() || FindCardCompany(card.code) != nullptr) return std::nullopt;
  return name + ": no card company has the code " + card.code;
}

std::string FormatName(const Payment& payment) {
  return "payment " + payment.order.merchant_uid.text;
}

/// Checks the channels of a key over several of them.
FoundProblem ValidateGroup(const Merchant& merchant, const InitialLedger& ledger,
                           const BillingKey& key, const std::string& name) {
  const std::vector<StoredCard>& others = key.group->other_cards;
  for (std::size_t i = 0; i < others.size(); ++i) {
    const std::string member = "group/other_cards/" + std::to_string(i) + "/";
    if (auto reason = ValidateChannel(merchant, others[i], name)) {
      return MakeProblem("billing_keys", ledger.keys, key, member + GetChannelField(others[i]),
                         *std::move(reason));
    }
  }
  return std::nullopt;
}

FoundProblem ValidateKeys(const Merchant& merchant, const InitialLedger& ledger) {
  std::set<CustomerUid> customers;
  for (const BillingKey& key : ledger.keys) {
    const std::string name = "billing key " + key.customer_uid.text;
    const auto refuse = [&](std::string member, std::string message) {
      return MakeProblem("billing_keys", ledger.keys, key, std::move(member), std::move(message));
    };
    if (!customers.insert(key.customer_uid).second)
      return refuse("customer_uid", name + " is given twice");
    if (auto reason = ValidateChannel(merchant, key, name))
      return refuse(GetChannelField(key), *std::move(reason));
    if (auto reason = ValidateIssuer(key.card, name))
      return refuse("card_code", *std::move(reason));
    if (!key.group) continue;
    if (FoundProblem problem = ValidateGroup(merchant, ledger, key, name)) return problem;
  }
  return std::nullopt;
}

/// Checks the virtual account, the slip and the cancellations of a payment.
std::optional<WrongMember> ValidateMeansAndCancellations(const Payment& payment) {
  const std::string name = FormatName(payment);
  if (payment.vbank && FindBankInAnyFormat(payment.vbank->bank_code) == nullptr)
    return WrongMember{"vbank_code", name + ": no bank has the code " + payment.vbank->bank_code};
  if (payment.vbank && payment.vbank->due == Instant{})
    return WrongMember{"vbank_date", name + ": vbank_date is missing"};
  if (payment.slip && payment.slip->expires_at == Instant{})
    return WrongMember{"barcode_expires_at", name + ": barcode_expires_at is missing"};
  if (payment.cancellations.empty()) return std::nullopt;
  if (payment.status != PaymentStatus::kCancelled)
    return WrongMember{"status", name + " has cancellations, so its status must be cancelled"};
  if (GetRemainingAmount(payment).minor < 0)
    return WrongMember{"cancel_history", name + ": more is cancelled than was paid"};
  return std::nullopt;
}

/// Checks the slip of a payment. REQUIRES: its channel is valid.
std::optional<WrongMember> ValidateSlip(const Merchant& merchant, const InitialLedger& ledger,
                                        const Payment& payment) {
  if (!payment.slip || payment.sequence != 0) return std::nullopt;
  const PgCode pg = GetGateway(merchant, ledger, payment);
  if (!gateways::Get(pg).convenience_stores.issues_slips)
    return WrongMember{"barcode_expires_at",
                       FormatName(payment) + ": " + pg.text + " issues no slips"};
  return std::nullopt;
}

/// Checks the delivery of an escrow payment. REQUIRES: its channel is valid.
std::optional<WrongMember> ValidateDelivery(const Merchant& merchant, const InitialLedger& ledger,
                                            const Payment& payment) {
  if (!payment.escrow_delivery) return std::nullopt;
  const std::string name = FormatName(payment);
  if (!WasPaid(payment))
    return WrongMember{"escrow_delivery", name + " has a delivery, so it must have been paid"};
  const PgCode pg = GetGateway(merchant, ledger, payment);
  if (gateways::Get(pg).escrow.deliveries) return std::nullopt;
  return WrongMember{"escrow_delivery", name + ": " + pg.text + " takes no deliveries"};
}

/// Checks the sales of partners, as POST /partners/receipts does. REQUIRES: the channel of the
/// payment is valid.
std::optional<WrongMember> ValidatePartnerSales(const Merchant& merchant,
                                                const InitialLedger& ledger,
                                                const Payment& payment) {
  if (payment.partner_sales.empty() || payment.sequence != 0) return std::nullopt;
  const std::string name = FormatName(payment);
  const PgCode pg = GetGateway(merchant, ledger, payment);
  if (!gateways::Get(pg).optional_operations.partner_receipts)
    return WrongMember{"partner_sales", name + ": " + pg.text + " takes no sales of partners"};
  if (!WasPaid(payment) || payment.without_charge)
    return WrongMember{"partner_sales", name + " has sales of partners, so it must have been paid"};
  std::int64_t sum = 0;
  for (const PartnerSale& sale : payment.partner_sales)
    sum += sale.amount.minor;
  if (sum <= payment.order.amount.minor) return std::nullopt;
  return WrongMember{"partner_sales", name + ": its partners' sales are more than its amount"};
}

/// Checks what PAYCO was told of an order. REQUIRES: the channel of the payment is valid.
std::optional<WrongMember> ValidateOrderStatus(const Merchant& merchant,
                                               const InitialLedger& ledger,
                                               const Payment& payment) {
  if (payment.order_status == OrderStatus::kNone || payment.sequence != 0) return std::nullopt;
  const std::string name = FormatName(payment);
  const PgCode pg = GetGateway(merchant, ledger, payment);
  if (!gateways::Get(pg).optional_operations.order_status)
    return WrongMember{"order_status", name + ": " + pg.text + " is told no order_status"};
  if (WasPaid(payment)) return std::nullopt;
  return WrongMember{"order_status", name + " has an order_status, so it must have been paid"};
}

/// Checks what a payment has besides its order. REQUIRES: its channel is valid.
std::optional<WrongMember> ValidateParts(const Merchant& merchant, const InitialLedger& ledger,
                                         const Payment& payment) {
  if (payment.card) {
    if (auto reason = ValidateIssuer(*payment.card, FormatName(payment)))
      return WrongMember{"card_code", *std::move(reason)};
  }
  if (auto wrong = ValidateMeansAndCancellations(payment)) return wrong;
  if (auto wrong = ValidateSlip(merchant, ledger, payment)) return wrong;
  if (auto wrong = ValidateDelivery(merchant, ledger, payment)) return wrong;
  if (auto wrong = ValidateOrderStatus(merchant, ledger, payment)) return wrong;
  return ValidatePartnerSales(merchant, ledger, payment);
}

FoundProblem ValidatePayments(const Merchant& merchant, const InitialLedger& ledger) {
  std::set<ImpUid> imp_uids;
  std::set<MerchantUid> paid;
  for (const Payment& payment : ledger.payments) {
    const std::string name = FormatName(payment);
    const auto refuse = [&](std::string member, std::string message) {
      return MakeProblem("payments", ledger.payments, payment, std::move(member),
                         std::move(message));
    };
    if (!payment.imp_uid.text.empty() && !imp_uids.insert(payment.imp_uid).second)
      return refuse("imp_uid", name + ": its imp_uid is given twice");
    // Complete records have really happened: gateways may confirm two charges of one order.
    const bool duplicate = WasPaid(payment) && !paid.insert(payment.order.merchant_uid).second;
    if (duplicate && payment.sequence == 0)
      return refuse("merchant_uid", name + ": the order is paid twice");
    if (auto reason = ValidateChannel(merchant, payment, name))
      return refuse(GetChannelField(payment), *std::move(reason));
    if (auto wrong = ValidateParts(merchant, ledger, payment))
      return refuse(std::move(wrong->member), std::move(wrong->message));
  }
  return std::nullopt;
}

FoundProblem ValidateSchedules(const InitialLedger& ledger) {
  std::set<CustomerUid> customers;
  for (const BillingKey& key : ledger.keys)
    customers.insert(key.customer_uid);
  std::set<MerchantUid> merchant_uids;
  std::set<ImpUid> imp_uids;
  for (const Payment& payment : ledger.payments) {
    merchant_uids.insert(payment.order.merchant_uid);
    imp_uids.insert(payment.imp_uid);
  }
  std::set<MerchantUid> pending_uids;
  for (const Schedule& schedule : ledger.schedules) {
    const MerchantUid& merchant_uid = schedule.order.merchant_uid;
    const std::string name = "schedule " + merchant_uid.text;
    const auto refuse = [&](std::string member, std::string message) {
      return MakeProblem("schedules", ledger.schedules, schedule, std::move(member),
                         std::move(message));
    };
    const bool pending = schedule.status == ScheduleStatus::kScheduled;
    if (pending && !pending_uids.insert(merchant_uid).second)
      return refuse("merchant_uid", name + ": two schedules of the order are pending");
    if (!HasCompleteChannel(schedule) && pending && !customers.contains(schedule.customer_uid)) {
      return refuse("customer_uid",
                    name + ": the customer " + schedule.customer_uid.text + " has no billing key");
    }
    const bool lacks_payment = schedule.imp_uid ? !imp_uids.contains(*schedule.imp_uid)
                                                : schedule.status == ScheduleStatus::kExecuted &&
                                                      !merchant_uids.contains(merchant_uid);
    if (lacks_payment)
      return refuse(schedule.imp_uid ? "imp_uid" : "merchant_uid",
                    name + ": its payment is missing");
  }
  return std::nullopt;
}

FoundProblem ValidatePending(const InitialLedger& ledger) {
  constexpr std::string_view kPending = "pending_operations";
  std::set<ImpUid> payments;
  for (const Payment& payment : ledger.payments)
    payments.insert(payment.imp_uid);
  const auto check = [&](const auto& pending, const char* what) -> FoundProblem {
    std::set<ImpUid> seen;
    for (const auto& [imp_uid, record] : pending) {
      const std::string name = "pending " + std::string(what);
      if (!payments.contains(imp_uid))
        return InitialStateProblem{name + " of an unknown payment: " + imp_uid.text, kPending};
      if (!seen.insert(imp_uid).second)
        return InitialStateProblem{"two " + name + "s of payment " + imp_uid.text, kPending};
    }
    return std::nullopt;
  };
  if (FoundProblem problem = check(ledger.pending_charges, "charge")) return problem;
  if (FoundProblem problem = check(ledger.pending_cancellations, "cancellation")) return problem;
  for (const std::vector<ImpUid>* ties : {&ledger.tie_breaks.paid, &ledger.tie_breaks.updated}) {
    for (const ImpUid& imp_uid : *ties) {
      if (!payments.contains(imp_uid))
        return InitialStateProblem{"tie-break of an unknown payment: " + imp_uid.text,
                                   "tie_breaks"};
    }
  }
  return std::nullopt;
}

FoundProblem ValidatePreparedAmounts(const InitialLedger& ledger) {
  std::set<MerchantUid> prepared;
  for (const PreparedAmount& amount : ledger.prepared_amounts) {
    if (prepared.insert(amount.merchant_uid).second) continue;
    return MakeProblem("prepared", ledger.prepared_amounts, amount, "merchant_uid",
                       "prepared amount of " + amount.merchant_uid.text + " is given twice");
  }
  return std::nullopt;
}

FoundProblem ValidatePersons(const InitialState& initial_state) {
  std::set<std::pair<std::string, std::string>> seen;
  for (const Person& person : initial_state.persons) {
    if (seen.emplace(person.name, KeepDigits(person.phone)).second) continue;
    return MakeProblem("persons", initial_state.persons, person, "name",
                       "person " + person.name + " is given twice");
  }
  return std::nullopt;
}

FoundProblem ValidateLedger(const Merchant& merchant, const InitialLedger& ledger) {
  if (FoundProblem problem = ValidateKeys(merchant, ledger)) return problem;
  if (FoundProblem problem = ValidatePayments(merchant, ledger)) return problem;
  if (FoundProblem problem = ValidateSchedules(ledger)) return problem;
  if (FoundProblem problem = ValidatePending(ledger)) return problem;
  if (FoundProblem problem = ValidatePreparedAmounts(ledger)) return problem;
  if (FoundProblem problem = ValidateCertifications(merchant, ledger)) return problem;
  if (FoundProblem problem = ValidateReceipts(merchant, ledger)) return problem;
  if (FoundProblem problem = ValidateProductOrders(merchant, ledger)) return problem;
  return ValidateQuickPay(merchant, ledger);
}

FoundProblem ValidateDeliveries(const InitialState& initial_state) {
  const auto& deliveries = initial_state.deliveries;
  for (std::size_t i = 0; i < deliveries.size(); ++i) {
    if (deliveries[i].id == deliveries.front().id + i) continue;
    return MakeProblem("webhooks", deliveries, deliveries[i], "id",
                       "delivery ids must be consecutive; delivery " +
                           std::to_string(deliveries[i].id) + " is not");
  }
  for (const WebhookDeliveryId id : initial_state.held_webhooks) {
    if (ValidateTimer(initial_state, AttemptWebhook{.delivery_id = id}))
      return InitialStateProblem{"unknown held-back delivery: " + std::to_string(id),
                                 "held_webhooks"};
  }
  return std::nullopt;
}

FoundProblem ValidateAgenda(const InitialState& initial_state) {
  const std::vector<PlannedTimer>& agenda = GetAgenda(initial_state);
  for (const PlannedTimer& planned : agenda) {
    if (auto reason = ValidateTimer(initial_state, planned.timer))
      return MakeProblem("agenda", agenda, planned, "", *std::move(reason));
  }
  return std::nullopt;
}

/// Only a snapshot, which has an agenda, may hold records of a sub-merchant that has since been
/// removed.
FoundProblem ValidateTier(const Merchant& merchant, const InitialState& initial_state,
                          TierCode tier) {
  const bool is_known = tier.empty() || FindTier(merchant, tier) != nullptr;
  if (is_known || initial_state.agenda) return std::nullopt;
  return InitialStateProblem{"unknown tier " + tier.text(), "", "tier"};
}

}  // namespace

FoundProblem ValidateInitialState(const Merchant& merchant, const InitialState& initial_state) {
  for (const auto& [tier, ledger] : initial_state.ledgers) {
    FoundProblem problem = ValidateTier(merchant, initial_state, tier);
    if (!problem) problem = ValidateLedger(merchant, ledger);
    if (!problem) continue;
    problem->tier = tier;
    return problem;
  }
  if (FoundProblem problem = ValidatePersons(initial_state)) return problem;
  if (FoundProblem problem = ValidateDeliveries(initial_state)) return problem;
  return ValidateAgenda(initial_state);
}

}  // namespace portone::commands
