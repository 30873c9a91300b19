// SPDX-License-Identifier: MIT
// Payments at convenience stores: issuing a slip, revoking it, paying with it, its end.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/merchant.h"
#include "domain/payment.h"
#include "domain/result.h"
#include "domain/store_payment.h"
#include "domain/timer.h"

namespace portone::commands {

/// Issues or registers a slip. The payment is ready, and a webhook is sent. Errors, in this order:
/// MerchantUidUsed, ModuleNotFound and NoChannel (the channel), then as DecideStoreSlip,
/// StoreSlipRefused (the barcode is in use, a fault), FaultInjected.
// FIDELITY: cvs-issue
struct IssueStoreSlip {
  static constexpr bool kAddsState = true;  ///< refused when memory is full
  StoreSlipRequest request;
  ChannelChoice channel;
  std::optional<std::string> user_agent;
};
Result<Payment> Apply(Tx& tx, const IssueStoreSlip& command);

/// Ends a slip that nobody has paid with; the payment becomes failed. Sends no webhook. Errors, in
/// this order: PaymentNotFound, then as DecideStoreSlipRevocation.
// FIDELITY: cvs-revoke
struct RevokeStoreSlip {
  ImpUid imp_uid;
};
Result<Payment> Apply(Tx& tx, const RevokeStoreSlip& command);

/// The payment with a slip that a buyer brings to a store; of several under one order number it is
/// the newest that is ready, else the newest. Nullopt when there is none.
struct FindStoreSlip {
  std::optional<ImpUid> imp_uid;
  std::optional<MerchantUid> merchant_uid;  ///< used without an imp_uid
};
Result<std::optional<Payment>> Handle(const View& view, const FindStoreSlip& query);

/// The buyer pays with a slip: the payment becomes paid, and a webhook is sent. Errors, in this
/// order: PaymentNotFound, as DecideStorePayment, StorePaymentRefused (the merchant's answer), then
/// MerchantUidUsed when the order was paid by another payment.
// FIDELITY: cvs-payment
struct PayAtStore {
  ImpUid imp_uid;
  std::optional<Money> amount;  ///< absent: the amount due
  StorePaymentMethod pays_with = StorePaymentMethod::kCash;
  std::optional<std::string> merchant_refusal;  ///< what its confirm_url has answered
};
Result<Payment> Apply(Tx& tx, const PayAtStore& command);

/// A slip for a payment of a window; the payment stays ready. Sends no webhook. REQUIRES: the
/// gateway issues slips.
const Payment& IssueWindowSlip(Tx& tx, const ImpUid& imp_uid);

/// The barcode of a payment that names none, sixteen digits.
std::string MakeBarcode(const Tx& tx, const ImpUid& imp_uid);

/// Puts the end of a slip on the agenda. REQUIRES: the payment has one.
void PlanSlipExpiry(Tx& tx, const Payment& payment);

/// Ends a slip with which nobody has paid in time. Sends no webhook. REQUIRES: IsPending, and `tx`
/// is for its ledger.
// FIDELITY: cvs-expiry
FiredTimer Execute(Tx& tx, const ExpireSlip& timer);

/// Whether the slip can still be paid with.
bool IsPending(const Ledger& ledger, const ExpireSlip& timer);

}  // namespace portone::commands
