// SPDX-License-Identifier: MIT
#include "commands/external_receipts.h"

#include <algorithm>
#include <utility>

#include "domain/errors.h"
#include "domain/payment.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

constexpr const char* kNotAskedCode = "EM63";

/// Whether the order was paid in a window of a gateway where its buyer would have had to ask.
// FIDELITY: receipt-gateways
bool IsTooLate(const Tx& tx, const ReceiptRules& rules, const Channel& channel,
               const MerchantUid& merchant_uid) {
  if (!rules.only_asked_in_window) return false;
  const auto& attempts = tx.ledger.payments.FindByMerchantUid(merchant_uid);
  return std::any_of(attempts.begin(), attempts.end(), [&channel](const Payment* payment) {
    return payment->pg == channel.pg && payment->device != Device::kApi && WasPaid(*payment) &&
           !payment->cash_receipt_issued;
  });
}

/// The merchant's channel for external receipts: the one that is chosen, else the first whose
/// gateway issues them, else the default one. Errors: ModuleNotFound, NoChannel.
// FIDELITY: external-receipts
Result<Channel> ChooseReceiptChannel(const Merchant& merchant, const ChannelChoice& choice) {
  const bool is_chosen = choice.channel_key || choice.pg;
  for (const Channel& channel : merchant.channels) {
    if (!is_chosen && gateways::Get(channel.pg).cash_receipts.issues_external) return channel;
  }
  return ChooseChannel(merchant, choice);
}

// FIDELITY: receipt-gateways
Result<Done> CheckOrderNumber(const GatewayRules& rules, const MerchantUid& merchant_uid) {
  const bool is_alphanumeric =
      std::all_of(merchant_uid.text.begin(), merchant_uid.text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      });
  if (rules.order_numbers.alphanumeric && !is_alphanumeric)
    return errors::ReceiptRefused(rules.order_numbers.format_error.ToError());
  return Done{};
}

}  // namespace

Result<Receipt> Handle(const View& view, const FindExternalReceipt& query) {
  const Receipt* receipt = view.ledger.receipts.FindExternal(query.merchant_uid);
  if (receipt == nullptr) return errors::ExternalReceiptNotFound(query.merchant_uid);
  return *receipt;
}

Result<Receipt> Apply(Tx& tx, const IssueExternalReceipt& command) {
  PORTONE_TRY(const Channel channel, ChooseReceiptChannel(tx.world.merchant, command.channel));
  const GatewayRules& gateway = gateways::Get(channel.pg);
  const ReceiptRules& rules = gateway.cash_receipts;
  if (!rules.issues_external) return errors::ReceiptUnsupported();
  const Receipt* found = tx.ledger.receipts.FindExternal(command.merchant_uid);
  if (found != nullptr && found->status == ReceiptStatus::kIssued)
    return errors::ExternalReceiptAlreadyIssued();
  PORTONE_RETURN_IF_ERROR(CheckReceiptRequest(rules, rules.external_required, command.request));
  Receipt receipt = MakeReceipt(tx, channel, command.merchant_uid, command.request.choice);
  receipt.origin = ReceiptOrigin::kExternal;
  receipt.name = command.name;
  receipt.buyer_name = command.request.buyer_name;
  PORTONE_RETURN_IF_ERROR(SetReceiptAmount(receipt, command.amount, command.request.tax));
  PORTONE_RETURN_IF_ERROR(CheckOrderNumber(gateway, command.merchant_uid));
  if (IsTooLate(tx, rules, channel, command.merchant_uid))
    return errors::ReceiptRefused({kNotAskedCode, std::string(texts::kNotAskedInWindow)});
  PORTONE_RETURN_IF_ERROR(ApplyReceiptFault(tx, receipt, errors::ReceiptRefused));
  receipt.status = ReceiptStatus::kIssued;
  SetReceiptNumbers(tx, receipt);
  return tx.ledger.receipts.Insert(std::move(receipt));
}

Result<Receipt> Apply(Tx& tx, const RevokeExternalReceipt& command) {
  const Receipt* receipt = tx.ledger.receipts.FindExternal(command.merchant_uid);
  if (receipt == nullptr) return errors::ExternalReceiptNotFound(command.merchant_uid);
  if (!gateways::Get(receipt->pg).cash_receipts.cancels_external)
    return errors::ReceiptUnsupported();
  if (receipt->status == ReceiptStatus::kCancelled) return errors::ReceiptAlreadyCancelled();
  PORTONE_RETURN_IF_ERROR(ApplyReceiptFault(tx, *receipt, errors::ReceiptCancelRefused));
  return CancelReceipt(tx, *receipt);
}

}  // namespace portone::commands
