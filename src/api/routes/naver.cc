// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "naver": operations on Naver Pay payments, and on the product orders of
// those that are orders.
#include <array>
#include <string>

#include "api/codec/product_order_json.h"
#include "api/decode_product_orders.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/naver_purchases.h"
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
    return errors::InvalidParameter(call.fields.GetPath("requester"), texts::kNotARequester);
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

using OrderOperation = ProductOrderOperation;

constexpr std::array kNaverRoutes{
    Route{Method::kPost, "/payments/{imp_uid}/naver/point", Access::kToken,
          Serve<DecodeGrantPoints, EncodeDone>},
    Route{Method::kPost, "/payments/{imp_uid}/naver/confirm", Access::kToken,
          Serve<DecodeConfirmPurchase, EncodeDone>},
    Route{Method::kGet, "/payments/{imp_uid}/naver/cash-amount", Access::kToken,
          Serve<DecodeFindCashReceiptAmount, EncodeCashReceiptAmount>},
    Route{Method::kPost, "/payments/{imp_uid}/naver/cancel", Access::kToken,
          Serve<DecodeCancelProductOrders, EncodeChangedProductOrders>},
    Route{Method::kPost, "/payments/{imp_uid}/naver/approve-cancel", Access::kToken,
          Serve<DecodeOperation<OrderOperation::kApproveCancel>, EncodeChangedProductOrders>},
    Route{Method::kPost, "/payments/{imp_uid}/naver/ship", Access::kToken,
          Serve<DecodeShip, EncodeChangedProductOrders>},
    Route{Method::kPost, "/payments/{imp_uid}/naver/ship-exchanged", Access::kToken,
          Serve<DecodeShipExchanged, EncodeChangedProductOrders>},
    Route{Method::kPost, "/payments/{imp_uid}/naver/collect-exchanged", Access::kToken,
          Serve<DecodeOperation<OrderOperation::kCollectExchanged>, EncodeChangedProductOrders>},
    Route{Method::kPost, "/payments/{imp_uid}/naver/place", Access::kToken,
          Serve<DecodeOperation<OrderOperation::kPlace>, EncodeChangedProductOrders>},
    Route{Method::kPost, "/payments/{imp_uid}/naver/request-return", Access::kToken,
          Serve<DecodeRequestReturn, EncodeChangedProductOrders>},
    Route{Method::kPost, "/payments/{imp_uid}/naver/approve-return", Access::kToken,
          Serve<DecodeApproveReturn, EncodeChangedProductOrders>},
    Route{Method::kPost, "/payments/{imp_uid}/naver/reject-return", Access::kToken,
          Serve<DecodeRejectReturn, EncodeChangedProductOrders>},
    Route{Method::kPost, "/payments/{imp_uid}/naver/withhold-return", Access::kToken,
          Serve<DecodeWithholdReturn, EncodeChangedProductOrders>},
    Route{Method::kPost, "/payments/{imp_uid}/naver/resolve-return", Access::kToken,
          Serve<DecodeOperation<OrderOperation::kResolveReturn>, EncodeChangedProductOrders>},
    Route{Method::kGet, "/payments/{imp_uid}/naver/product-orders", Access::kToken,
          Serve<DecodeListProductOrders, EncodeProductOrderList>},
    Route{Method::kGet, "/naver/product-orders/{product_order_id}", Access::kToken,
          Serve<DecodeFindProductOrder, EncodeProductOrder>},
    Route{Method::kGet, "/naver/reviews", Access::kToken, Serve<DecodeFindReviews, EncodeReviews>},
};

}  // namespace

std::span<const Route> NaverRoutes() {
  return kNaverRoutes;
}

}  // namespace portone::api
