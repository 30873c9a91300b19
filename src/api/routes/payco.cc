// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "payco": what the gateway is told of an order.
#include <array>
#include <span>
#include <string>
#include <utility>

#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/order_statuses.h"

namespace portone::api {
namespace {

Result<commands::ReportOrderStatus> DecodeTell(const Call& call) {
  PORTONE_TRY(std::string status, call.fields.RequiredText("status", kNoLimit));
  return commands::ReportOrderStatus{ImpUid(call.path[0]), std::move(status)};
}

void EncodeStatus(ReplyWriter& json, const Payment& payment) {
  json.BeginObject().Field("status", Name(payment.order_status)).EndObject();
}

// FIDELITY: order-status
constexpr std::array kPaycoRoutes{
    Route{Method::kPost, "/payco/orders/status/{imp_uid}", Access::kToken,
          Serve<DecodeTell, EncodeStatus>},
};

}  // namespace

std::span<const Route> PaycoRoutes() {
  return kPaycoRoutes;
}

}  // namespace portone::api
