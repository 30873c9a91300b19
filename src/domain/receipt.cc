// SPDX-License-Identifier: MIT
#include "domain/receipt.h"

#include <algorithm>

#include "domain/balance.h"
#include "domain/errors.h"
#include "domain/person.h"
#include "domain/texts.h"

namespace portone {
namespace {

constexpr std::size_t kResidentDigits = 13;
constexpr std::size_t kBusinessDigits = 10;
constexpr std::size_t kShortestTaxcard = 16;
constexpr std::size_t kLongestTaxcard = 19;

bool IsPhone(std::string_view digits) {
  return (digits.size() == 10 || digits.size() == 11) && digits.starts_with("01");
}

bool HasForm(IdentifierType type, std::string_view digits) {
  switch (type) {
    case IdentifierType::kPerson:
      return digits.size() == kResidentDigits;
    case IdentifierType::kBusiness:
      return digits.size() == kBusinessDigits;
    case IdentifierType::kPhone:
      return IsPhone(digits);
    case IdentifierType::kTaxcard:
      break;
  }
  return digits.size() >= kShortestTaxcard && digits.size() <= kLongestTaxcard;
}

/// Whether the text is digits, with the separators that people write between them.
bool IsNumber(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == ' '; });
}

}  // namespace

std::optional<IdentifierType> ClassifyIdentifier(std::string_view identifier,
                                                 std::optional<IdentifierType> named) {
  if (!IsNumber(identifier)) return std::nullopt;
  const std::string digits = KeepDigits(identifier);
  if (named) return HasForm(*named, digits) ? named : std::nullopt;
  // A telephone comes before a business: both may have ten digits.
  for (const IdentifierType type : {IdentifierType::kPhone, IdentifierType::kBusiness,
                                    IdentifierType::kPerson, IdentifierType::kTaxcard}) {
    if (HasForm(type, digits)) return type;
  }
  return std::nullopt;
}

std::string MaskIdentifier(std::string_view identifier, std::optional<IdentifierType> type) {
  constexpr std::size_t kShownOfResident = 6;
  constexpr std::size_t kShownAtStart = 3;
  constexpr std::size_t kShownAtEnd = 4;
  std::string digits(identifier);
  std::erase_if(digits, [](char c) { return c != '*' && (c < '0' || c > '9'); });
  const bool is_resident = type == IdentifierType::kPerson || digits.size() == kResidentDigits;
  const std::size_t from = std::min(is_resident ? kShownOfResident : kShownAtStart, digits.size());
  const std::size_t at_end = is_resident ? 0 : kShownAtEnd;
  const std::size_t to = digits.size() > from + at_end ? digits.size() - at_end : digits.size();
  std::fill(digits.begin() + static_cast<std::ptrdiff_t>(from),
            digits.begin() + static_cast<std::ptrdiff_t>(to), '*');
  return digits;
}

std::optional<IdentifierType> ClassifyMaskedIdentifier(std::string_view masked) {
  std::string digits(masked);
  std::replace(digits.begin(), digits.end(), '*', '0');
  return ClassifyIdentifier(digits, std::nullopt);
}

void HideIdentifier(Receipt& receipt) {
  if (!receipt.identifier_type)
    receipt.identifier_type = ClassifyIdentifier(receipt.identifier, std::nullopt);
  receipt.identifier = MaskIdentifier(receipt.identifier, receipt.identifier_type);
}

bool NamesReceiptIdentifier(std::string_view parameter) {
  return parameter.substr(parameter.rfind('.') + 1) == "customerIdentifier";
}

Result<Done> SetReceiptAmount(Receipt& receipt, Money amount, const ReceiptTax& tax) {
  const Money tax_free = tax.tax_free.value_or(Money{0, amount.currency});
  if (tax_free.minor > amount.minor)
    return errors::InvalidParameter("tax_free", texts::Above("amount"));
  const TaxParts parts = SplitTax(amount, tax_free, tax.vat_amount);
  if (parts.supply.minor < 0)
    return errors::InvalidParameter("vat_amount", texts::Above("amount - tax_free"));
  receipt.amount = amount;
  receipt.tax_free = parts.tax_free;
  receipt.vat = parts.vat;
  return Done{};
}

}  // namespace portone
