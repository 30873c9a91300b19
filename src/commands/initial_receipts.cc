// SPDX-License-Identifier: MIT
#include "commands/initial_receipts.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "base/letters_and_digits.h"
#include "commands/initial_channel.h"
#include "commands/receipts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// Checks which payment a receipt is of.
std::optional<WrongMember> ValidatePaymentOf(const InitialLedger& ledger, const Receipt& receipt,
                                             const std::string& name) {
  const bool is_external = receipt.origin == ReceiptOrigin::kExternal;
  if (is_external && receipt.imp_uid)
    return WrongMember{"imp_uid", name + ": an external one has no imp_uid"};
  if (!is_external && !receipt.imp_uid)
    return WrongMember{"imp_uid",
                       name + ": give the imp_uid of its payment, or the origin external"};
  if (is_external) return std::nullopt;
  const auto payment = std::find_if(
      ledger.payments.begin(), ledger.payments.end(),
      [&receipt](const Payment& candidate) { return candidate.imp_uid == *receipt.imp_uid; });
  if (payment == ledger.payments.end())
    return WrongMember{"imp_uid", name + ": its payment is missing"};
  if (payment->order.merchant_uid == receipt.merchant_uid) return std::nullopt;
  return WrongMember{"merchant_uid", name + ": its payment has the merchant_uid " +
                                         payment->order.merchant_uid.text};
}

/// What a gateway demands of a request for a receipt. REQUIRES: ValidatePaymentOf and
/// ValidateChannel returned nothing.
std::optional<WrongMember> ValidateRequest(const Merchant& merchant, const InitialLedger& ledger,
                                           const Receipt& receipt, const std::string& name) {
  // A complete record has happened, and a receipt of a window is not asked for by a call.
  if (receipt.sequence != 0 || receipt.origin == ReceiptOrigin::kPayment) return std::nullopt;
  const Payment* payment = nullptr;
  for (const Payment& candidate : ledger.payments) {
    if (receipt.imp_uid && candidate.imp_uid == *receipt.imp_uid) payment = &candidate;
  }
  const bool is_of_payments_channel = payment != nullptr && GetChannelField(receipt).empty();
  const PgCode pg = is_of_payments_channel ? GetGateway(merchant, ledger, *payment)
                                           : GetGateway(merchant, receipt);
  const GatewayRules& gateway = gateways::Get(pg);
  const ReceiptRules& rules = gateway.cash_receipts;
  if (!(payment != nullptr ? rules.issues : rules.issues_external))
    return WrongMember{GetChannelField(receipt),
                       name + ": " + pg.text + " issues no such receipts"};
  if (payment != nullptr && (!IsPaidInCash(*payment) || !WasPaid(*payment)))
    return WrongMember{"imp_uid", name + ": its payment is no paid transfer or virtual account"};
  if (payment == nullptr && gateway.order_numbers.alphanumeric &&
      !HasOnlyLettersAndDigits(receipt.merchant_uid.text))
    return WrongMember{"merchant_uid",
                       name + ": " + pg.text + " takes order numbers of letters and digits only"};
  if (receipt.identifier_type == IdentifierType::kTaxcard && !rules.takes_taxcards)
    return WrongMember{"identifier", name + ": " + pg.text + " takes no taxcard"};
  const bool is_business_of_person =
      receipt.type == ReceiptType::kPerson && receipt.identifier_type == IdentifierType::kBusiness;
  if (is_business_of_person && rules.checks_identifier)
    return WrongMember{"identifier", name + ": a person has no number of a business"};
  return std::nullopt;
}

std::optional<WrongMember> ValidateOne(const Merchant& merchant, const InitialLedger& ledger,
                                       const Receipt& receipt, const std::string& name) {
  if (auto wrong = ValidatePaymentOf(ledger, receipt, name)) return wrong;
  const std::string member = GetChannelField(receipt);
  if (!member.empty() || !receipt.imp_uid) {
    if (auto reason = ValidateChannel(merchant, receipt, name))
      return WrongMember{member, *std::move(reason)};
  }
  if (!receipt.imp_uid && receipt.amount.IsZero())
    return WrongMember{"amount", name + ": its amount is missing"};
  const Money parts = receipt.tax_free + receipt.vat;
  if (!receipt.amount.IsZero() && parts.minor > receipt.amount.minor)
    return WrongMember{"amount", name + ": its taxes are more than its amount"};
  return ValidateRequest(merchant, ledger, receipt, name);
}

/// Checks that each payment that says so has a receipt that was issued with it.
FoundProblem ValidateReceiptFlags(const InitialLedger& ledger) {
  std::set<ImpUid> issued;
  for (const Receipt& receipt : ledger.receipts) {
    if (IsIssuedWithPayment(receipt)) issued.insert(*receipt.imp_uid);
  }
  for (const Payment& payment : ledger.payments) {
    if (!payment.cash_receipt_issued || issued.contains(payment.imp_uid)) continue;
    return MakeProblem("payments", ledger.payments, payment, "cash_receipt_issued",
                       "payment " + payment.order.merchant_uid.text +
                           ": cash_receipt_issued needs its receipt, of the origin payment");
  }
  return std::nullopt;
}

}  // namespace

FoundProblem ValidateReceipts(const Merchant& merchant, const InitialLedger& ledger) {
  std::set<std::string> issued;
  for (const Receipt& receipt : ledger.receipts) {
    const std::string name = "receipt " + receipt.merchant_uid.text;
    const auto refuse = [&](std::string member, std::string message) {
      return MakeProblem("receipts", ledger.receipts, receipt, std::move(member),
                         std::move(message));
    };
    if (auto wrong = ValidateOne(merchant, ledger, receipt, name))
      return refuse(std::move(wrong->member), std::move(wrong->message));
    const std::string of =
        receipt.imp_uid ? receipt.imp_uid->text : " " + receipt.merchant_uid.text;
    const bool is_open = receipt.status == ReceiptStatus::kIssued;
    if (is_open && !issued.insert(of).second)
      return refuse("merchant_uid", name + " is issued twice");
  }
  return ValidateReceiptFlags(ledger);
}

}  // namespace portone::commands
