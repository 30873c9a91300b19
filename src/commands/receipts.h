// SPDX-License-Identifier: MIT
// Cash receipts of payments: finding, issuing and cancelling them by API. Those that are issued
// with the payment are in automatic_receipts.h, those without a payment in external_receipts.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "commands/transaction.h"
#include "domain/channel.h"
#include "domain/gateway_rules.h"
#include "domain/parameters.h"
#include "domain/payment.h"
#include "domain/receipt.h"
#include "domain/result.h"

namespace portone::commands {

/// The latest cash receipt of a payment, cancelled or not. Errors, in this order: PaymentNotFound,
/// ReceiptNotFound.
// FIDELITY: receipts
struct FindReceipt {
  ImpUid imp_uid;
};
Result<Receipt> Handle(const View& view, const FindReceipt& query);

/// What a request for a receipt says besides its amount.
struct ReceiptRequest {
  ReceiptChoice choice;
  ReceiptTax tax{};
  std::optional<std::string> buyer_name{};
  Parameters sent{};  ///< the parameters that some gateways require, as they were sent
};

/// Issues a receipt for the remaining amount of a payment by bank transfer or virtual account.
/// Errors, in this order: PaymentNotFound, ReceiptUnsupported (the gateway), ReceiptNotForMethod,
/// ReceiptNotPaid, ReceiptAlreadyIssued, MissingParameter (required by the gateway), ReceiptRefused
/// (the identifier), InvalidParameter (taxes), ReceiptRefused (the gateway, a fault),
/// FaultInjected.
// FIDELITY: receipts
struct IssueReceipt {
  static constexpr bool kAddsState = true;  ///< refused when memory is full
  ImpUid imp_uid;
  ReceiptRequest request;
};
Result<Receipt> Apply(Tx& tx, const IssueReceipt& command);

/// Cancels the receipt of a payment. Errors, in this order: ReceiptNeverIssued (also of an unknown
/// payment), ReceiptUnsupported, ReceiptAlreadyCancelled, ReceiptCancelRefused, FaultInjected.
// FIDELITY: receipts
struct CancelReceipt {
  ImpUid imp_uid;
};
Result<Receipt> Apply(Tx& tx, const CancelReceipt& command);

/// A receipt of the merchant or of any sub-merchant by the gateway's number. Errors:
/// ReceiptNotFound.
struct FindReceiptOfAnyTier {
  std::string receipt_tid;
};
Result<Receipt> Handle(const View& view, const FindReceiptOfAnyTier& query);

/// Whether the money of a payment came from a bank account, so that it can have a receipt through
/// the API.
bool IsPaidInCash(const Payment& payment);

/// A receipt at a channel, with neither an amount nor numbers yet, requested now. The identifier is
/// masked.
Receipt MakeReceipt(const Tx& tx, const Channel& channel, const MerchantUid& merchant_uid,
                    const ReceiptChoice& choice);
/// Sets the numbers of gateway and tax office. `earlier_count`: how many receipts its payment, or
/// its order number, has had before.
void SetReceiptNumbers(const Tx& tx, Receipt& receipt, std::size_t earlier_count);

/// Errors, in this order: MissingParameter (required by the gateway), ReceiptRefused (a number that
/// the gateway does not take).
// FIDELITY: receipt-identifier
Result<Done> CheckReceiptRequest(const ReceiptRules& rules,
                                 std::span<const std::string_view> required,
                                 const ReceiptRequest& request);

/// Whether the buyer of a payment would have had to ask for its receipt in the window.
// FIDELITY: receipt-gateways
bool IsTooLateToAsk(const ReceiptRules& rules, const Payment& payment);

/// Issues a receipt that has passed PortOne's own checks. Errors, in this order: ReceiptRefused
/// (the buyer has not asked in time), ReceiptRefused (a fault), FaultInjected.
Result<Receipt> IssueReceiptAtGateway(Tx& tx, Receipt receipt, bool is_too_late);

/// Cancels a receipt for the merchant, where the gateway offers that. Errors, in this order:
/// ReceiptUnsupported, ReceiptAlreadyCancelled, ReceiptCancelRefused, FaultInjected.
Result<Receipt> CancelReceiptAtGateway(Tx& tx, const Receipt& receipt, bool is_offered);

/// Marks a receipt as cancelled now.
const Receipt& MarkReceiptCancelled(Tx& tx, const Receipt& receipt);

}  // namespace portone::commands
