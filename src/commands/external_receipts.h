// SPDX-License-Identifier: MIT
// Cash receipts of money that PortOne has not seen: the merchant asks for them under an order
// number of its own.
#pragma once

#include <optional>
#include <string>

#include "commands/receipts.h"
#include "commands/transaction.h"
#include "domain/merchant.h"
#include "domain/money.h"
#include "domain/receipt.h"
#include "domain/result.h"

namespace portone::commands {

/// The latest receipt under an order number, cancelled or not. Errors: ReceiptNotFound.
// FIDELITY: external-receipts
struct FindExternalReceipt {
  MerchantUid merchant_uid;
};
Result<Receipt> Handle(const View& view, const FindExternalReceipt& query);

/// Issues a receipt. Errors, in this order: ModuleNotFound and NoChannel (the channel),
/// ReceiptUnsupported, ReceiptAlreadyIssued, MissingParameter (required by the gateway),
/// InvalidParameter (taxes), ReceiptRefused (the gateway, a fault), FaultInjected.
// FIDELITY: external-receipts
struct IssueExternalReceipt {
  static constexpr bool kAddsState = true;  ///< refused when memory is full
  MerchantUid merchant_uid;
  ChannelChoice channel;
  std::string name;  ///< of the order
  Money amount;
  ReceiptRequest request;
};
Result<Receipt> Apply(Tx& tx, const IssueExternalReceipt& command);

/// Cancels a receipt. Errors, in this order: ReceiptNotFound, ReceiptUnsupported,
/// ReceiptAlreadyCancelled, ReceiptCancelRefused, FaultInjected.
// FIDELITY: external-receipts
struct RevokeExternalReceipt {
  MerchantUid merchant_uid;
};
Result<Receipt> Apply(Tx& tx, const RevokeExternalReceipt& command);

}  // namespace portone::commands
