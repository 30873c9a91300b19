// SPDX-License-Identifier: MIT
// Fills missing fields of an initial state with the values they would have if the entries had been
// created here. Complete entries (a payment, a certification or a receipt with a sequence, a key
// with `updated`) get ids, channel and start only. All functions REQUIRE: ValidateInitialState
// returned no error.
#pragma once

#include <vector>

#include "commands/transaction.h"
#include "domain/initial_state.h"

namespace portone::commands {

/// Fills channel, times, the card number (one that can be charged) and the card issuer.
void FillDefaults(const Tx& tx, StoredCard& stored);

/// Assigns unique imp_uids to payments without one.
void AssignImpUids(const Tx& tx, std::vector<Payment>& payments);

/// Fills birthday and telephone.
void FillDefaults(const Tx& tx, Person& person);

/// Fills imp_uid, channel, times and, unless it is complete, the person and what the status
/// implies. REQUIRES: persons and payments are loaded.
void FillDefaults(const Tx& tx, Certification& certification);

/// Fills channel, times and, unless it is complete, the amount (what remains of its payment), the
/// taxes and the numbers. REQUIRES: the payments are loaded.
void FillDefaults(const Tx& tx, Receipt& receipt);

/// Fills customer_uid and usage of payments made by executed schedules.
void MarkScheduledPayments(const std::vector<Schedule>& schedules, std::vector<Payment>& payments);

/// Fills cash_receipt_issued of payments with which a receipt was issued.
void MarkPaymentsWithReceipts(const std::vector<Receipt>& receipts, std::vector<Payment>& payments);

/// Fills fields known from the customer's key and those implied by the status. REQUIRES: the keys
/// are loaded.
void FillDefaults(const Tx& tx, Payment& payment);

/// The same for a schedule, and the fields of its execution. REQUIRES: keys and payments are
/// loaded.
void FillDefaults(const Tx& tx, Schedule& schedule);

}  // namespace portone::commands
