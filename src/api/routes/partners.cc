// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "partners": the sales of other businesses on a payment's receipt.
#include <array>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "api/codec/receipt_link.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/partner_receipts.h"
#include "domain/errors.h"
#include "domain/partner_sale.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

Result<std::string> DecodeBusinessNumber(const Fields& fields) {
  constexpr const char* kName = "business_registration_number";
  PORTONE_TRY(const std::string text, fields.RequiredText(kName, kNoLimit));
  std::optional<std::string> digits = ReadBusinessNumber(text);
  if (!digits) return errors::InvalidParameter(fields.GetPath(kName), texts::kNotTenDigits);
  return *std::move(digits);
}

Result<PartnerSale> DecodeSale(const Fields& fields) {
  PartnerSale sale;
  PORTONE_TRY(sale.business_registration_number, DecodeBusinessNumber(fields));
  PORTONE_TRY(sale.company_name, fields.RequiredText("company_name", kNoLimit));
  PORTONE_TRY(sale.amount, fields.RequiredAmount("amount", Currency::kKrw));
  if (sale.amount.IsZero())
    return errors::InvalidParameter(fields.GetPath("amount"), texts::kNotPositive);
  PORTONE_TRY(const auto tax_free, fields.OptionalAmount("tax_free", Currency::kKrw));
  sale.tax_free = tax_free.value_or(Won(0));
  PORTONE_TRY(sale.vat_amount, fields.OptionalAmount("vat_amount", Currency::kKrw));
  if (sale.tax_free.minor + sale.vat_amount.value_or(Won(0)).minor > sale.amount.minor)
    return errors::InvalidParameter(fields.GetPath("amount"), texts::kBelowTaxParts);
  return sale;
}

Result<commands::RegisterPartnerSales> DecodeRegisterSales(const Call& call) {
  PORTONE_TRY(const std::vector<Fields> list, call.fields.RequiredList("data"));
  if (list.size() > kMaxPartnerSales)
    return errors::InvalidParameter(call.fields.GetPath("data"), texts::kTooManyItems);
  commands::RegisterPartnerSales command{ImpUid(call.path[0]), {}};
  for (const Fields& fields : list) {
    PORTONE_TRY(PartnerSale sale, DecodeSale(fields));
    command.sales.push_back(std::move(sale));
  }
  return command;
}

void EncodePartnerReceipt(ReplyWriter& json, const Payment& payment) {
  json.BeginObject().Field("receipt_url", MakeReceiptUrl(json.options(), payment)).EndObject();
}

// FIDELITY: partner-receipts
constexpr std::array kPartnerRoutes{
    Route{Method::kPost, "/partners/receipts/{imp_uid}", Access::kToken,
          Serve<DecodeRegisterSales, EncodePartnerReceipt>},
};

}  // namespace

std::span<const Route> PartnerRoutes() {
  return kPartnerRoutes;
}

}  // namespace portone::api
