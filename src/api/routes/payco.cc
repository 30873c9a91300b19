// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "payco": what the gateway is told of an order.
#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/order_statuses.h"
#include "domain/errors.h"

namespace portone::api {
namespace {

/// What the gateway knows besides the three that a merchant may tell.
constexpr std::array<std::string_view, 11> kOtherStatuses{
    "PAYMENT_WAITNG",    "PAYED",           "DELIVERY_READY",  "DELIVERING",
    "DELIVERY_COMPLETE", "CANCEL_REQUEST",  "EXCHANGE_WAIT",   "EXCHANGE_COMPLETE",
    "RETURN_WAIT",       "RETURN_COMPLETE", "OUTSELLER_REFUND"};

Result<commands::TellOrderStatus> DecodeTell(const Call& call) {
  PORTONE_TRY(const std::string text, call.fields.RequiredText("status", kNoLimit));
  const std::optional<OrderStatus> status = Parse<OrderStatus>(text);
  const bool is_other =
      std::find(kOtherStatuses.begin(), kOtherStatuses.end(), text) != kOtherStatuses.end();
  if (is_other) return errors::OrderStatusRefused("", text);
  if (!status) return errors::OrderStatusUnknown(text);
  return commands::TellOrderStatus{ImpUid(call.path[0]), *status};
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
