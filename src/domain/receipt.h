// SPDX-License-Identifier: MIT
// A cash receipt (현금영수증): what the tax office is told of a payment in cash, by the merchant's
// request or with the payment itself. Evidence: docs/behaviour/receipts.md#receipts
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/enum_names.h"
#include "base/instant.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/result.h"

namespace portone {

enum class ReceiptStatus : std::uint8_t {
  kRequested,  ///< chosen in a window whose payment is not paid yet
  kIssued,
  kCancelled,
};

template <>
struct EnumNames<ReceiptStatus> {
  static constexpr std::array<std::string_view, 3> kNames{"requested", "issued", "cancelled"};
};

/// What the receipt is for.
enum class ReceiptType : std::uint8_t {
  kPerson,   ///< a person's income deduction
  kCompany,  ///< a company's proof of expenses
};

template <>
struct EnumNames<ReceiptType> {
  static constexpr std::array<std::string_view, 2> kNames{"person", "company"};
};

/// What kind of number names the buyer to the tax office.
enum class IdentifierType : std::uint8_t {
  kPerson,    ///< a resident registration number
  kBusiness,  ///< a business registration number
  kPhone,
  kTaxcard,  ///< the tax office's own card
};

template <>
struct EnumNames<IdentifierType> {
  static constexpr std::array<std::string_view, 4> kNames{"person", "business", "phone", "taxcard"};
};

/// How the receipt came about.
enum class ReceiptOrigin : std::uint8_t {
  kApi,       ///< POST /receipts/{imp_uid}
  kPayment,   ///< with the payment, as the buyer or the page has chosen
  kExternal,  ///< POST /receipts/external/{merchant_uid}: of money that PortOne has not seen
};

template <>
struct EnumNames<ReceiptOrigin> {
  static constexpr std::array<std::string_view, 3> kNames{"api", "payment", "external"};
};

/// Whom a requested receipt is for.
struct ReceiptChoice {
  ReceiptType type = ReceiptType::kPerson;
  std::string identifier{};  ///< as sent; "": the gateway knows the buyer
  std::optional<IdentifierType> identifier_type{};
};

/// The parts of the amount that a request sets.
struct ReceiptTax {
  std::optional<Money> tax_free{};    ///< absent: nothing is
  std::optional<Money> vat_amount{};  ///< absent: one eleventh of the rest
};

struct Receipt {
  std::optional<ImpUid> imp_uid{};  ///< of its payment; absent: an external one
  std::uint64_t sequence = 0;       ///< of the event that created it, within the sandbox
  MerchantUid merchant_uid;
  ChannelKey channel_key;
  PgCode pg;
  std::string pg_id;
  ReceiptOrigin origin = ReceiptOrigin::kApi;
  ReceiptStatus status = ReceiptStatus::kIssued;
  ReceiptType type = ReceiptType::kPerson;
  std::string identifier{};  ///< masked
  std::optional<IdentifierType> identifier_type{};
  Money amount;  ///< zero while it is only requested
  Money tax_free;
  Money vat;
  std::optional<std::string> name{};        ///< of the order, of an external one
  std::optional<std::string> buyer_name{};  ///< as the request named them
  std::string receipt_tid{};                ///< the gateway's number
  std::string apply_num{};                  ///< the tax office's number
  Instant applied_at{};                     ///< when it was requested or issued
  std::optional<Instant> cancelled_at{};
};

/// Whether the receipt was issued with its payment, even if it was cancelled since.
inline bool IsIssuedWithPayment(const Receipt& receipt) {
  return receipt.imp_uid && receipt.origin == ReceiptOrigin::kPayment &&
         receipt.status != ReceiptStatus::kRequested;
}

/// The kind of a number: from its type if it is named, else from its digits. Nullopt when no number
/// of a kind (of the named one) looks like it.
// FIDELITY: receipt-identifier
std::optional<IdentifierType> ClassifyIdentifier(std::string_view identifier,
                                                 std::optional<IdentifierType> named);

/// The number without the digits that nobody but its owner needs: "010****5678",
/// "900101*******". Other characters than digits and asterisks are dropped; a number that is
/// masked already stays as it is.
std::string MaskIdentifier(std::string_view identifier, std::optional<IdentifierType> type);

/// The kind of a number of which MaskIdentifier has left the mask, as ClassifyIdentifier tells it.
std::optional<IdentifierType> ClassifyMaskedIdentifier(std::string_view masked);

/// Masks the identifier of a receipt, after setting its type.
void HideIdentifier(Receipt& receipt);

/// Whether a parameter of a page, under its flattened name, says whom a receipt is for:
/// "bypass.customerIdentifier". Such a number is kept masked.
bool NamesReceiptIdentifier(std::string_view parameter);

/// Sets amount and taxes of a receipt. Errors: InvalidParameter (a part of the amount above it).
// FIDELITY: receipt-amount
Result<Done> SetReceiptAmount(Receipt& receipt, Money amount, const ReceiptTax& tax);

}  // namespace portone
