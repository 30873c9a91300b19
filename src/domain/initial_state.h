// SPDX-License-Identifier: MIT
// The data a sandbox starts with, in addition to its settings: from a scenario or a snapshot. Plain
// values, in the order of their creation.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/billing_key.h"
#include "domain/certification.h"
#include "domain/ids.h"
#include "domain/payment.h"
#include "domain/payment_table.h"
#include "domain/pending_table.h"
#include "domain/person.h"
#include "domain/point_account.h"
#include "domain/prepared_amount.h"
#include "domain/product_order.h"
#include "domain/quick_pay.h"
#include "domain/receipt.h"
#include "domain/schedule.h"
#include "domain/timer.h"
#include "domain/webhook_delivery.h"

namespace portone {

/// Empty fields and epoch times are filled with defaults when the sandbox starts; see
/// commands/initial_state.h. A payment, a certification, a cash receipt or a product order with a
/// `sequence` and a key with `updated` are complete and kept as they are.
struct InitialLedger {
  std::vector<BillingKey> keys;                                   ///< unique by customer_uid
  std::map<CustomerUid, std::vector<std::string>> reservations;   ///< names reserved at gateways
  std::vector<Payment> payments;                                  ///< unique by imp_uid
  std::vector<Schedule> schedules;                                ///< numbered from 1 in this order
  std::vector<PreparedAmount> prepared_amounts;                   ///< unique by order number
  std::vector<std::pair<ImpUid, PendingCharge>> pending_charges;  ///< of the payments above
  std::vector<std::pair<ImpUid, PendingCancellation>> pending_cancellations;  ///< the same
  PaymentTieBreaks tie_breaks;
  std::vector<Certification> certifications;         ///< unique by imp_uid
  std::vector<ImpUid> deleted_certifications;        ///< whose imp_uids are not used again
  std::vector<QuickMember> quick_members;            ///< unique by member_id and site
  std::vector<QuickPreparation> quick_preparations;  ///< unique by order number
  std::vector<AutopayKey> autopay_keys;              ///< unique by customer_uid
  std::vector<BenepiaAccount> benepia_accounts;      ///< unique by user
  std::vector<ProductOrder> product_orders;          ///< of the payments above, unique by id
  std::vector<Receipt> receipts;                     ///< of the payments above, or of none
};

struct PlannedTimer {
  Instant at;
  Timer timer;
};

struct InitialState {
  std::map<TierCode, InitialLedger> ledgers;
  /// In firing order. Timers are added for schedules, virtual accounts and slips of the ledgers
  /// that it does not mention; without an agenda, also for the recovery of failed charges.
  std::optional<std::vector<PlannedTimer>> agenda;
  std::vector<WebhookDelivery> deliveries;       ///< with consecutive ids
  std::vector<WebhookDeliveryId> held_webhooks;  ///< a subset of `deliveries`
  std::uint64_t tokens_issued = 0;
  std::vector<Person> persons;  ///< unique by name and telephone
};

}  // namespace portone
