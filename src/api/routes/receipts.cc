// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "receipts".
#include "commands/receipts.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "api/codec/receipt_json.h"
#include "api/decode.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/external_receipts.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

constexpr std::size_t kMaxBuyerTextLength = 256;
constexpr std::size_t kMaxIdentifierLength = 64;

Result<ReceiptChoice> DecodeChoice(const Fields& fields) {
  ReceiptChoice choice;
  PORTONE_TRY(choice.identifier, fields.RequiredText("identifier", kMaxIdentifierLength));
  PORTONE_TRY(choice.identifier_type, DecodeEnum<IdentifierType>(fields, "identifier_type"));
  PORTONE_TRY(const auto type, DecodeEnum<ReceiptType>(fields, "type"));
  choice.type = type.value_or(ReceiptType::kPerson);
  return choice;
}

/// tax_free and vat_amount; the deprecated `vat` is used where there is no vat_amount.
Result<ReceiptTax> DecodeTax(const Fields& fields) {
  ReceiptTax tax;
  PORTONE_TRY(tax.tax_free, fields.OptionalAmount("tax_free", Currency::kKrw));
  PORTONE_TRY(tax.vat_amount, fields.OptionalAmount("vat_amount", Currency::kKrw));
  PORTONE_TRY(const auto deprecated_vat, fields.OptionalAmount("vat", Currency::kKrw));
  if (!tax.vat_amount) tax.vat_amount = deprecated_vat;
  return tax;
}

Result<Done> CheckProductType(const Fields& fields) {
  PORTONE_TRY(const auto type, fields.OptionalText("product_type", kNoLimit));
  const bool is_known = !type || *type == "real" || *type == "digital";
  if (is_known) return Done{};
  return errors::InvalidParameter(fields.GetPath("product_type"), texts::kNotAProductType);
}

Result<commands::ReceiptRequest> DecodeRequest(const Fields& fields) {
  commands::ReceiptRequest request;
  PORTONE_TRY(request.choice, DecodeChoice(fields));
  PORTONE_TRY(request.tax, DecodeTax(fields));
  PORTONE_TRY(request.buyer_name,
              fields.OptionalText("buyer_name", kMaxBuyerTextLength, TooLongPolicy::kTruncate));
  for (const char* text :
       {"buyer_email", "buyer_tel", "company_tel", "company_name", "corp_reg_no"})
    PORTONE_RETURN_IF_ERROR(fields.OptionalText(text, kMaxBuyerTextLength));
  PORTONE_RETURN_IF_ERROR(CheckProductType(fields));
  request.sent =
      fields.Flatten({"identifier_type", "type", "product_type", "buyer_name", "buyer_tel",
                      "company_tel", "company_name", "corp_reg_no", "pay_method"});
  return request;
}

Result<commands::FindReceipt> DecodeFindReceipt(const Call& call) {
  return commands::FindReceipt{ImpUid(call.path[0])};
}

Result<commands::IssueReceipt> DecodeIssue(const Call& call) {
  PORTONE_TRY(commands::ReceiptRequest request, DecodeRequest(call.fields));
  return commands::IssueReceipt{ImpUid(call.path[0]), std::move(request)};
}

Result<commands::CancelReceipt> DecodeCancel(const Call& call) {
  return commands::CancelReceipt{ImpUid(call.path[0])};
}

Result<commands::FindExternalReceipt> DecodeFindExternal(const Call& call) {
  return commands::FindExternalReceipt{MerchantUid(call.path[0])};
}

Result<Done> CheckPayMethod(const Fields& fields) {
  PORTONE_TRY(const auto method, fields.OptionalText("pay_method", kNoLimit));
  const bool is_known = !method || *method == "trans" || *method == "vbank";
  if (is_known) return Done{};
  return errors::InvalidParameter(fields.GetPath("pay_method"), texts::NotOneOf("trans, vbank"));
}

Result<commands::IssueExternalReceipt> DecodeIssueExternal(const Call& call) {
  const Fields& fields = call.fields;
  commands::IssueExternalReceipt command;
  PORTONE_TRY(command.merchant_uid, DecodePathMerchantUid(fields, call.path[0]));
  PORTONE_TRY(command.channel, DecodeRequiredChannel(fields));
  PORTONE_TRY(command.name,
              fields.RequiredText("name", kMaxBuyerTextLength, TooLongPolicy::kTruncate));
  PORTONE_TRY(command.amount, fields.RequiredAmount("amount", Currency::kKrw));
  if (command.amount.IsZero())
    return errors::InvalidParameter(fields.GetPath("amount"), texts::kNotPositive);
  PORTONE_TRY(command.request, DecodeRequest(fields));
  PORTONE_RETURN_IF_ERROR(CheckPayMethod(fields));
  return command;
}

Result<commands::RevokeExternalReceipt> DecodeRevokeExternal(const Call& call) {
  return commands::RevokeExternalReceipt{MerchantUid(call.path[0])};
}

// FIDELITY: receipts
constexpr std::array kReceiptRoutes{
    Route{Method::kGet, "/receipts/{imp_uid}", Access::kToken,
          Serve<DecodeFindReceipt, EncodeReceipt>},
    Route{Method::kPost, "/receipts/{imp_uid}", Access::kToken, Serve<DecodeIssue, EncodeReceipt>},
    Route{Method::kDelete, "/receipts/{imp_uid}", Access::kToken,
          Serve<DecodeCancel, EncodeReceipt>},
    Route{Method::kGet, "/receipts/external/{merchant_uid}", Access::kToken,
          Serve<DecodeFindExternal, EncodeReceipt>},
    Route{Method::kPost, "/receipts/external/{merchant_uid}", Access::kToken,
          Serve<DecodeIssueExternal, EncodeReceipt>},
    Route{Method::kDelete, "/receipts/external/{merchant_uid}", Access::kToken,
          Serve<DecodeRevokeExternal, EncodeReceipt>},
};

}  // namespace

std::span<const Route> ReceiptRoutes() {
  return kReceiptRoutes;
}

}  // namespace portone::api
