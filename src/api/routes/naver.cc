// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "naver": operations on Naver Pay payments.
#include <array>
#include <string>

#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/purchases.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

Result<commands::GrantPoints> DecodeGrantPoints(const Call& call) {
  return commands::GrantPoints{ImpUid(call.path[0])};
}

/// `requester` is validated but has no effect.
Result<commands::ConfirmPurchase> DecodeConfirmPurchase(const Call& call) {
  PORTONE_TRY(const auto requester, call.fields.OptionalText("requester", 16));
  if (requester && *requester != "admin" && *requester != "customer") {
    return errors::InvalidParameter(call.fields.PathOf("requester"), texts::kNotARequester);
  }
  return commands::ConfirmPurchase{ImpUid(call.path[0])};
}

Result<commands::FindCashReceiptAmount> DecodeFindCashReceiptAmount(const Call& call) {
  return commands::FindCashReceiptAmount{ImpUid(call.path[0])};
}

void EncodeDone(ReplyWriter& json, const Done& /*done*/) {
  json.Null();
}

void EncodeCashReceiptAmount(ReplyWriter& json, const commands::CashReceiptAmount& amount) {
  json.BeginObject()
      .Field("amount_total", amount.total)
      .Field("amount_by_npoint", amount.by_points)
      .Field("amount_by_primary", amount.by_primary)
      .Field("amount_supply", amount.supply)
      .Field("amount_vat", amount.vat)
      .EndObject();
}

constexpr std::array kNaverRoutes{
    Route{Method::kPost, "/payments/{imp_uid}/naver/point", Access::kToken,
          Serve<DecodeGrantPoints, EncodeDone>},
    Route{Method::kPost, "/payments/{imp_uid}/naver/confirm", Access::kToken,
          Serve<DecodeConfirmPurchase, EncodeDone>},
    Route{Method::kGet, "/payments/{imp_uid}/naver/cash-amount", Access::kToken,
          Serve<DecodeFindCashReceiptAmount, EncodeCashReceiptAmount>},
};

}  // namespace

std::span<const Route> NaverRoutes() {
  return kNaverRoutes;
}

}  // namespace portone::api
