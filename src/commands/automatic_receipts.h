// SPDX-License-Identifier: MIT
// Cash receipts that come with a payment: chosen by the buyer in a window, or asked for by a
// parameter of the payment. They are issued when the payment is paid, and follow its cancellations.
#pragma once

#include "commands/transaction.h"
#include "domain/payment.h"
#include "domain/receipt.h"
#include "domain/result.h"

namespace portone::commands {

/// Whether the buyer of a payment by this method can choose a cash receipt in the window.
// FIDELITY: receipt-with-payment
bool MayHaveReceipt(PayMethod method, bool uses_wallet);

/// Remembers what the buyer has chosen in the window, until the payment is paid. REQUIRES: the
/// payment exists.
// FIDELITY: receipt-with-payment
void RequestReceipt(Tx& tx, const ImpUid& imp_uid, const ReceiptChoice& choice);

/// Issues the receipt of a payment that has just been paid, if the buyer or a parameter has asked
/// for one. REQUIRES: the payment exists.
// FIDELITY: receipt-with-payment
void IssueRequestedReceipt(Tx& tx, const ImpUid& imp_uid);

/// Adjusts the receipt of a payment after a cancellation, which it no longer covers; when nothing
/// remains, it is cancelled. REQUIRES: the payment exists and has been cancelled.
// FIDELITY: receipt-after-cancellation
void AdjustReceipt(Tx& tx, const ImpUid& imp_uid);

}  // namespace portone::commands
