// SPDX-License-Identifier: MIT
#include "api/decode_product_orders.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "domain/errors.h"
#include "domain/product_order_codes.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

using Codes = std::span<const std::string_view>;

constexpr std::size_t kMaxProductOrders = 100;
Result<commands::ChangeProductOrders> DecodeIds(const Call& call, ProductOrderOperation operation) {
  constexpr std::string_view kParameter = "product_order_id";
  commands::ChangeProductOrders command;
  command.imp_uid = ImpUid(call.path[0]);
  command.operation = operation;
  PORTONE_TRY(const std::vector<std::string> ids,
              call.fields.Strings(kParameter, kMaxProductOrderIdDigits));
  if (ids.size() > kMaxProductOrders)
    return errors::InvalidParameter(kParameter, texts::kTooManyProductOrders);
  for (const std::string& id : ids) {
    if (!IsProductOrderId(id))
      return errors::InvalidParameter(kParameter, texts::kNotAProductOrderId);
    command.ids.emplace_back(id);
  }
  return command;
}

Result<std::string> DecodeMethod(const Fields& fields, Codes methods) {
  PORTONE_TRY(std::string method, fields.RequiredText("delivery_method", kNoLimit));
  if (!HasCode(methods, method))
    return errors::InvalidParameter("delivery_method", texts::NotOneOf(methods));
  return method;
}

/// The carrier and the number of the parcel, which some methods need.
Result<Done> DecodeParcel(const Fields& fields, bool is_needed, ProductDelivery& delivery) {
  PORTONE_TRY(delivery.company, fields.OptionalText("delivery_company", kNoLimit));
  if (delivery.company && !HasCode(kProductCarriers, *delivery.company))
    return errors::InvalidParameter("delivery_company", texts::NotOneOf(kProductCarriers));
  if (is_needed && !delivery.company) return errors::MissingParameter("delivery_company");
  PORTONE_TRY(delivery.tracking_number,
              fields.OptionalText("tracking_number", kMaxTrackingNumberLength));
  if (is_needed && !delivery.tracking_number) return errors::MissingParameter("tracking_number");
  return Done{};
}

Result<commands::ChangeProductOrders> DecodeShipment(const Call& call,
                                                     ProductOrderOperation operation) {
  PORTONE_TRY(commands::ChangeProductOrders command, DecodeIds(call, operation));
  ProductDelivery delivery;
  PORTONE_TRY(delivery.method, DecodeMethod(call.fields, kDeliveryMethods));
  if (operation == ProductOrderOperation::kShip) {
    PORTONE_TRY(delivery.dispatched_at, call.fields.RequiredUnixTime("dispatched_at"));
  }
  PORTONE_RETURN_IF_ERROR(DecodeParcel(call.fields, delivery.method == "DELIVERY", delivery));
  command.delivery = std::move(delivery);
  return command;
}

Result<std::string> DecodeReason(const Fields& fields, Codes reasons) {
  PORTONE_TRY(std::optional<std::string> reason, fields.OptionalText("reason", kNoLimit));
  if (reason && HasCode(reasons, *reason)) return *std::move(reason);
  return std::string(reasons.front());
}

Result<std::int64_t> DecodeExtraCharge(const Fields& fields) {
  PORTONE_TRY(const auto charge, fields.OptionalInteger("extra_charge", 0, kMaxExtraCharge));
  return charge.value_or(0);
}

}  // namespace

Result<commands::FindProductOrder> DecodeFindProductOrder(const Call& call) {
  if (!IsProductOrderId(call.path[0]))
    return errors::InvalidParameter("product_order_id", texts::kNotAProductOrderId);
  return commands::FindProductOrder{ProductOrderId(call.path[0])};
}

Result<commands::ListProductOrders> DecodeListProductOrders(const Call& call) {
  return commands::ListProductOrders{ImpUid(call.path[0])};
}

template <ProductOrderOperation kOperation>
Result<commands::ChangeProductOrders> DecodeOperation(const Call& call) {
  return DecodeIds(call, kOperation);
}

template Result<commands::ChangeProductOrders> DecodeOperation<ProductOrderOperation::kPlace>(
    const Call&);
template Result<commands::ChangeProductOrders>
DecodeOperation<ProductOrderOperation::kApproveCancel>(const Call&);
template Result<commands::ChangeProductOrders>
DecodeOperation<ProductOrderOperation::kResolveReturn>(const Call&);
template Result<commands::ChangeProductOrders>
DecodeOperation<ProductOrderOperation::kCollectExchanged>(const Call&);

Result<commands::ChangeProductOrders> DecodeCancelProductOrders(const Call& call) {
  PORTONE_TRY(commands::ChangeProductOrders command,
              DecodeIds(call, ProductOrderOperation::kCancel));
  ClaimDetails claim;
  PORTONE_TRY(claim.reason, DecodeReason(call.fields, kCancelReasons));
  command.claim = std::move(claim);
  return command;
}

Result<commands::ChangeProductOrders> DecodeShip(const Call& call) {
  return DecodeShipment(call, ProductOrderOperation::kShip);
}

Result<commands::ChangeProductOrders> DecodeShipExchanged(const Call& call) {
  return DecodeShipment(call, ProductOrderOperation::kShipExchanged);
}

Result<commands::ChangeProductOrders> DecodeRequestReturn(const Call& call) {
  PORTONE_TRY(commands::ChangeProductOrders command,
              DecodeIds(call, ProductOrderOperation::kRequestReturn));
  ClaimDetails claim;
  PORTONE_TRY(claim.reason, DecodeReason(call.fields, kReturnReasons));
  ProductDelivery delivery;
  PORTONE_TRY(delivery.method, DecodeMethod(call.fields, kReturnMethods));
  PORTONE_RETURN_IF_ERROR(
      DecodeParcel(call.fields, delivery.method == "RETURN_DELIVERY", delivery));
  command.claim = std::move(claim);
  command.delivery = std::move(delivery);
  return command;
}

Result<commands::ChangeProductOrders> DecodeApproveReturn(const Call& call) {
  PORTONE_TRY(commands::ChangeProductOrders command,
              DecodeIds(call, ProductOrderOperation::kApproveReturn));
  PORTONE_TRY(const auto memo, call.fields.OptionalText("memo", kMaxClaimMemoLength));
  PORTONE_TRY(const std::int64_t charge, DecodeExtraCharge(call.fields));
  if (memo || charge != 0) command.claim = ClaimDetails{{}, memo, charge};
  return command;
}

Result<commands::ChangeProductOrders> DecodeRejectReturn(const Call& call) {
  PORTONE_TRY(commands::ChangeProductOrders command,
              DecodeIds(call, ProductOrderOperation::kRejectReturn));
  ClaimDetails claim;
  PORTONE_TRY(claim.memo, call.fields.RequiredText("memo", kMaxClaimMemoLength));
  command.claim = std::move(claim);
  return command;
}

Result<commands::ChangeProductOrders> DecodeWithholdReturn(const Call& call) {
  PORTONE_TRY(commands::ChangeProductOrders command,
              DecodeIds(call, ProductOrderOperation::kWithholdReturn));
  ClaimDetails claim;
  PORTONE_TRY(claim.reason, DecodeReason(call.fields, kWithholdReasons));
  PORTONE_TRY(claim.memo, call.fields.RequiredText("memo", kMaxClaimMemoLength));
  PORTONE_TRY(claim.extra_charge, DecodeExtraCharge(call.fields));
  command.claim = std::move(claim);
  return command;
}

// FIDELITY: naver-reviews
Result<commands::FindReviews> DecodeFindReviews(const Call& call) {
  const Fields& fields = call.fields;
  commands::FindReviews query;
  PORTONE_TRY(const auto channel_key, fields.OptionalText("channel_key", kNoLimit));
  if (channel_key) query.channel_key = ChannelKey(*channel_key);
  PORTONE_TRY(query.from, fields.RequiredUnixTime("from"));
  PORTONE_TRY(query.to, fields.RequiredUnixTime("to"));
  if (query.to < query.from) return errors::InvalidParameter("to", texts::Before("from"));
  PORTONE_TRY(const std::string type, fields.RequiredText("review_type", kNoLimit));
  const auto parsed = Parse<ReviewType>(type);
  if (!parsed) return errors::InvalidParameter("review_type", texts::NotOneOf(Names<ReviewType>()));
  query.type = *parsed;
  return query;
}

}  // namespace portone::api
