// SPDX-License-Identifier: MIT
#include "commands/receipts.h"

#include <span>
#include <utility>

#include "commands/fault_target.h"
#include "commands/faults.h"
#include "domain/errors.h"
#include "domain/payment.h"
#include "domain/payment_fields.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// The codes of the emulator's own refusals, in the way of the gateways' codes.
constexpr const char* kIdentifierCode = "EM61";
constexpr const char* kTaxcardCode = "EM62";
constexpr const char* kNotAskedCode = "EM63";

bool IsIssued(const Receipt* receipt) {
  return receipt != nullptr && receipt->status == ReceiptStatus::kIssued;
}

/// Errors: those of IssueReceipt that are about the payment.
Result<Done> CheckPayment(const Ledger& ledger, const Payment& payment) {
  if (!gateways::Get(payment.pg).cash_receipts.issues) return errors::ReceiptUnsupported();
  if (!IsPaidInCash(payment)) return errors::ReceiptNotForMethod();
  const bool is_paid = WasPaid(payment) && !payment.without_charge;
  if (!is_paid || GetRemainingAmount(payment).IsZero()) return errors::ReceiptNotPaid();
  if (IsIssued(ledger.receipts.FindByPayment(payment.imp_uid)))
    return errors::ReceiptAlreadyIssued();
  return Done{};
}

/// Whether the number names a business where a person is meant, or is no number of its kind.
bool IsWrongIdentifier(const ReceiptChoice& choice) {
  const auto type = ClassifyIdentifier(choice.identifier, choice.identifier_type);
  return !type || (choice.type == ReceiptType::kPerson && *type == IdentifierType::kBusiness);
}

/// Errors: FaultInjected, and what `make_error` makes of the gateway's refusal.
Result<Done> ApplyReceiptFault(Tx& tx, const Receipt& receipt,
                               Error (*make_error)(const GatewayError& error)) {
  PORTONE_TRY(
      const std::optional<GatewayError> declined,
      ApplyFault(tx, MakeFaultTarget(FaultOperation::kReceipt, receipt.pg, receipt.merchant_uid)));
  if (declined) return make_error(*declined);
  return Done{};
}

}  // namespace

bool IsPaidInCash(const Payment& payment) {
  return payment.pay_method == PayMethod::kVbank || payment.pay_method == PayMethod::kTrans;
}

Receipt MakeReceipt(const Tx& tx, const Channel& channel, const MerchantUid& merchant_uid,
                    const ReceiptChoice& choice) {
  Receipt receipt;
  receipt.sequence = tx.sequence;
  receipt.merchant_uid = merchant_uid;
  receipt.channel_key = channel.channel_key;
  receipt.pg = channel.pg;
  receipt.pg_id = channel.pg_id;
  receipt.status = ReceiptStatus::kRequested;
  receipt.type = choice.type;
  receipt.identifier_type = ClassifyIdentifier(choice.identifier, choice.identifier_type);
  receipt.identifier = MaskIdentifier(choice.identifier, receipt.identifier_type);
  receipt.applied_at = tx.now;
  return receipt;
}

void SetReceiptNumbers(const Tx& tx, Receipt& receipt, std::size_t earlier_count) {
  constexpr int kTaxOfficeDigits = 9;
  const std::string cause =
      receipt.imp_uid ? receipt.imp_uid->text : tx.tier.text() + receipt.merchant_uid.text;
  // Of the same form as the number of a transfer in the gateway's window.
  Payment payment;
  payment.device = Device::kPc;
  payment.started_at = receipt.applied_at;
  payment.pay_method = PayMethod::kTrans;
  payment.pg_id = receipt.pg_id;
  receipt.receipt_tid = FormatPgTid(gateways::Get(receipt.pg), payment, receipt.applied_at,
                                    tx.ids.MakeNumber("receipt_tid", cause, earlier_count));
  receipt.apply_num = tx.ids.MakeDigits("receipt", cause, earlier_count, kTaxOfficeDigits);
}

Result<Done> CheckReceiptRequest(const ReceiptRules& rules,
                                 std::span<const std::string_view> required,
                                 const ReceiptRequest& request) {
  for (const std::string_view parameter : required) {
    if (request.sent.Text(parameter).empty()) return errors::MissingParameter(parameter);
  }
  const bool is_taxcard =
      ClassifyIdentifier(request.choice.identifier, request.choice.identifier_type) ==
      IdentifierType::kTaxcard;
  if (is_taxcard && !rules.takes_taxcards)
    return errors::ReceiptRefused({kTaxcardCode, std::string(texts::kNoTaxcards)});
  if (rules.checks_identifier && IsWrongIdentifier(request.choice))
    return errors::ReceiptRefused({kIdentifierCode, std::string(texts::kWrongIdentifier)});
  return Done{};
}

bool IsTooLateToAsk(const ReceiptRules& rules, const Payment& payment) {
  return rules.only_if_requested_in_window && payment.device != Device::kApi &&
         !payment.cash_receipt_issued;
}

Result<Receipt> IssueReceiptAtGateway(Tx& tx, Receipt receipt, bool is_too_late) {
  if (is_too_late)
    return errors::ReceiptRefused({kNotAskedCode, std::string(texts::kNotAskedInWindow)});
  PORTONE_RETURN_IF_ERROR(ApplyReceiptFault(tx, receipt, errors::ReceiptRefused));
  receipt.status = ReceiptStatus::kIssued;
  SetReceiptNumbers(tx, receipt, tx.ledger.receipts.CountLike(receipt));
  return tx.ledger.receipts.Insert(std::move(receipt));
}

Result<Receipt> CancelReceiptAtGateway(Tx& tx, const Receipt& receipt, bool is_offered) {
  if (!is_offered) return errors::ReceiptUnsupported();
  if (receipt.status == ReceiptStatus::kCancelled) return errors::ReceiptAlreadyCancelled();
  PORTONE_RETURN_IF_ERROR(ApplyReceiptFault(tx, receipt, errors::ReceiptCancelRefused));
  return MarkReceiptCancelled(tx, receipt);
}

const Receipt& MarkReceiptCancelled(Tx& tx, const Receipt& receipt) {
  return tx.ledger.receipts.Update(receipt, [&tx](Receipt& updated) {
    updated.status = ReceiptStatus::kCancelled;
    updated.cancelled_at = tx.now;
  });
}

Result<Receipt> Handle(const View& view, const FindReceipt& query) {
  if (view.ledger.payments.Find(query.imp_uid) == nullptr) return errors::PaymentNotFound();
  const Receipt* receipt = view.ledger.receipts.FindByPayment(query.imp_uid);
  const bool exists = receipt != nullptr && receipt->status != ReceiptStatus::kRequested;
  if (!exists) return errors::ReceiptNotFound(query.imp_uid);
  return *receipt;
}

Result<Receipt> Apply(Tx& tx, const IssueReceipt& command) {
  const Payment* payment = tx.ledger.payments.Find(command.imp_uid);
  if (payment == nullptr) return errors::PaymentNotFound();
  PORTONE_RETURN_IF_ERROR(CheckPayment(tx.ledger, *payment));
  const ReceiptRules& rules = gateways::Get(payment->pg).cash_receipts;
  PORTONE_RETURN_IF_ERROR(CheckReceiptRequest(rules, rules.required, command.request));
  Receipt receipt = MakeReceipt(tx, {payment->channel_key, payment->pg, payment->pg_id, {}},
                                payment->order.merchant_uid, command.request.choice);
  receipt.imp_uid = payment->imp_uid;
  receipt.buyer_name = command.request.buyer_name;
  PORTONE_RETURN_IF_ERROR(
      SetReceiptAmount(receipt, GetRemainingAmount(*payment), command.request.tax));
  return IssueReceiptAtGateway(tx, std::move(receipt), IsTooLateToAsk(rules, *payment));
}

Result<Receipt> Apply(Tx& tx, const CancelReceipt& command) {
  const Receipt* receipt = tx.ledger.receipts.FindByPayment(command.imp_uid);
  const bool exists = receipt != nullptr && receipt->status != ReceiptStatus::kRequested;
  if (!exists) return errors::ReceiptNeverIssued(command.imp_uid);
  return CancelReceiptAtGateway(tx, *receipt, gateways::Get(receipt->pg).cash_receipts.cancels);
}

Result<Receipt> Handle(const View& view, const FindReceiptOfAnyTier& query) {
  for (const auto& [tier, ledger] : view.world.Ledgers()) {
    const Receipt* receipt = ledger.receipts.FindByNumber(query.receipt_tid);
    if (receipt != nullptr && receipt->status != ReceiptStatus::kRequested) return *receipt;
  }
  return errors::ReceiptNotFound(ImpUid(query.receipt_tid));
}

}  // namespace portone::commands
