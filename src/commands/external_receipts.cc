// SPDX-License-Identifier: MIT
#include "commands/external_receipts.h"

#include <algorithm>
#include <utility>

#include "base/letters_and_digits.h"
#include "commands/channel_choice.h"
#include "commands/charging.h"
#include "domain/errors.h"
#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// Whether the order was paid in a window of a gateway where its buyer would have had to ask.
// FIDELITY: receipt-gateways
bool IsTooLate(const Tx& tx, const ReceiptRules& rules, const Channel& channel,
               const MerchantUid& merchant_uid) {
  const auto& attempts = tx.ledger.payments.FindByMerchantUid(merchant_uid);
  return std::any_of(attempts.begin(), attempts.end(), [&](const Payment* payment) {
    return payment->pg == channel.pg && WasPaid(*payment) && IsTooLateToAsk(rules, *payment);
  });
}

bool IssuesExternal(const GatewayRules& rules) {
  return rules.cash_receipts.issues_external;
}

// FIDELITY: receipt-gateways
Result<Done> CheckOrderNumber(const GatewayRules& rules, const MerchantUid& merchant_uid) {
  if (rules.order_numbers.alphanumeric && !HasOnlyLettersAndDigits(merchant_uid.text))
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
  // FIDELITY: external-receipts
  PORTONE_TRY(const Channel channel,
              ChooseChannelFor(tx.world.merchant, command.channel, IssuesExternal));
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
  WarnAboutLongMerchantUid(tx, command.merchant_uid);
  return IssueReceiptAtGateway(tx, std::move(receipt),
                               IsTooLate(tx, rules, channel, command.merchant_uid));
}

Result<Receipt> Apply(Tx& tx, const RevokeExternalReceipt& command) {
  const Receipt* receipt = tx.ledger.receipts.FindExternal(command.merchant_uid);
  if (receipt == nullptr) return errors::ExternalReceiptNotFound(command.merchant_uid);
  return CancelReceiptAtGateway(tx, *receipt,
                                gateways::Get(receipt->pg).cash_receipts.cancels_external);
}

}  // namespace portone::commands
