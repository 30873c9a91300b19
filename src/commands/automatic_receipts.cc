// SPDX-License-Identifier: MIT
#include "commands/automatic_receipts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/invariant.h"
#include "commands/receipts.h"
#include "domain/balance.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// The parameters with which pages and calls ask for a receipt, and those that name the buyer.
constexpr std::array<std::string_view, 3> kTypeParameters{"cash_receipt_type", "cashReceiptType",
                                                          "bypass.cashReceiptType"};
constexpr std::array<std::string_view, 2> kIdentifierParameters{"customerIdentifier",
                                                                "bypass.customerIdentifier"};

template <std::size_t kCount>
std::string_view FindFirst(const Parameters& sent,
                           const std::array<std::string_view, kCount>& names) {
  for (const std::string_view name : names) {
    if (const std::string_view value = sent.Text(name); !value.empty()) return value;
  }
  return {};
}

std::optional<ReceiptType> ParseType(std::string_view text) {
  if (text == "person" || text == "personal") return ReceiptType::kPerson;
  if (text == "company" || text == "corporate") return ReceiptType::kCompany;
  return std::nullopt;
}

/// What the payment's own parameters ask for. The identifier is masked.
std::optional<ReceiptChoice> FindParameterChoice(const Payment& payment) {
  const ReceiptRules& rules = gateways::Get(payment.pg).cash_receipts;
  if (!rules.requested_by_page.Has(payment.pay_method) || payment.without_charge)
    return std::nullopt;
  const Parameters& sent = payment.order.extra;
  const std::optional<ReceiptType> type = ParseType(FindFirst(sent, kTypeParameters));
  if (!type) return std::nullopt;
  return ReceiptChoice{*type, std::string(FindFirst(sent, kIdentifierParameters)), {}};
}

/// A receipt of the payment that is not issued yet.
Receipt MakeRequestedReceipt(const Tx& tx, const Payment& payment, const ReceiptChoice& choice) {
  Receipt receipt = MakeReceipt(tx, {payment.channel_key, payment.pg, payment.pg_id, {}},
                                payment.order.merchant_uid, choice);
  receipt.imp_uid = payment.imp_uid;
  receipt.origin = ReceiptOrigin::kPayment;
  receipt.buyer_name = payment.order.buyer.name;
  return receipt;
}

const Receipt& RequestByParameters(Tx& tx, const Payment& payment, const ReceiptChoice& choice) {
  Receipt receipt = MakeRequestedReceipt(tx, payment, choice);
  receipt.identifier_type = ClassifyMaskedIdentifier(receipt.identifier);
  return tx.ledger.receipts.Insert(std::move(receipt));
}

/// The taxes of a payment that was paid just now. Several deposits have no tax parts.
ReceiptTax ComputeTax(const Payment& payment) {
  const Balance balance = ComputeBalance(payment);
  const Money parts = balance.parts.tax_free + balance.parts.supply + balance.parts.vat;
  if (parts != balance.amount) return {};
  return {balance.parts.tax_free, balance.parts.vat};
}

Money Clamp(Money amount, Money max) {
  return {std::clamp<std::int64_t>(amount.minor, 0, max.minor), amount.currency};
}

/// Takes the last cancellation of a payment off its receipt.
void SubtractLastCancellation(Receipt& receipt, const Payment& payment) {
  const Cancellation& last = payment.cancellations.back();
  const TaxParts refunded = SplitTax(last.amount, last.tax_free, last.vat_amount);
  receipt.amount = GetRemainingAmount(payment);
  receipt.tax_free = Clamp(receipt.tax_free - refunded.tax_free, receipt.amount);
  receipt.vat = Clamp(receipt.vat - refunded.vat, receipt.amount - receipt.tax_free);
}

}  // namespace

bool MayHaveReceipt(PayMethod method, bool uses_wallet) {
  return (method == PayMethod::kVbank || method == PayMethod::kTrans) && !uses_wallet;
}

void RequestReceipt(Tx& tx, const ImpUid& imp_uid, const ReceiptChoice& choice) {
  tx.ledger.receipts.Insert(MakeRequestedReceipt(tx, *tx.ledger.payments.Find(imp_uid), choice));
}

void IssueRequestedReceipt(Tx& tx, const ImpUid& imp_uid) {
  const Payment& payment = *tx.ledger.payments.Find(imp_uid);
  const Receipt* requested = tx.ledger.receipts.FindByPayment(imp_uid);
  if (requested == nullptr) {
    const std::optional<ReceiptChoice> choice = FindParameterChoice(payment);
    if (!choice) return;
    requested = &RequestByParameters(tx, payment, *choice);
  }
  if (requested->status != ReceiptStatus::kRequested) return;
  tx.ledger.receipts.Update(*requested, [&](Receipt& receipt) {
    receipt.status = ReceiptStatus::kIssued;
    receipt.applied_at = tx.now;
    const Result<Done> set =
        SetReceiptAmount(receipt, GetRemainingAmount(payment), ComputeTax(payment));
    PORTONE_INVARIANT(set.ok(), "the taxes of a payment exceed its amount");
    SetReceiptNumbers(tx, receipt, tx.ledger.receipts.CountLike(receipt) - 1);
  });
  tx.ledger.payments.Update(imp_uid, [](Payment& paid) { paid.cash_receipt_issued = true; });
}

void AdjustReceipt(Tx& tx, const ImpUid& imp_uid) {
  const Receipt* receipt = tx.ledger.receipts.FindByPayment(imp_uid);
  if (receipt == nullptr || receipt->status != ReceiptStatus::kIssued) return;
  const bool follows = gateways::Get(receipt->pg).cash_receipts.follows_cancellations ||
                       receipt->origin == ReceiptOrigin::kPayment;
  if (!follows) return;
  const Payment& payment = *tx.ledger.payments.Find(imp_uid);
  if (GetRemainingAmount(payment).IsZero()) {
    MarkReceiptCancelled(tx, *receipt);
    return;
  }
  tx.ledger.receipts.Update(*receipt,
                            [&](Receipt& updated) { SubtractLastCancellation(updated, payment); });
}

}  // namespace portone::commands
