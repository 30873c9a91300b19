// SPDX-License-Identifier: MIT
// Decoders for the calls on product orders.
#pragma once

#include "api/route.h"
#include "commands/external_operations.h"
#include "commands/product_orders.h"
#include "domain/result.h"

namespace portone::api {

/// The number of a product order in the path: digits. Errors: InvalidParameter.
Result<commands::FindProductOrder> DecodeFindProductOrder(const Call& call);
Result<commands::ListProductOrders> DecodeListProductOrders(const Call& call);

/// A call whose only parameter is product_order_id: a string, or an array of at most 100. If it is
/// empty or missing, all product orders are meant. Errors: InvalidParameter.
template <ProductOrderOperation kOperation>
Result<commands::ChangeProductOrders> DecodeOperation(const Call& call);

/// The calls with more parameters. An unknown reason code is replaced by the usual one.
/// Errors, in this order: InvalidParameter (product_order_id), then for each further
/// parameter, in the order in which the reference lists them, MissingParameter, InvalidParameter,
/// TooLong.
// FIDELITY: product-order-parameters
Result<commands::ChangeProductOrders> DecodeCancelProductOrders(const Call& call);
Result<commands::ChangeProductOrders> DecodeShip(const Call& call);
Result<commands::ChangeProductOrders> DecodeShipExchanged(const Call& call);
Result<commands::ChangeProductOrders> DecodeRequestReturn(const Call& call);
Result<commands::ChangeProductOrders> DecodeApproveReturn(const Call& call);
Result<commands::ChangeProductOrders> DecodeRejectReturn(const Call& call);
Result<commands::ChangeProductOrders> DecodeWithholdReturn(const Call& call);

/// channel_key, from, to, review_type. Clients leave the channel out. Errors: MissingParameter,
/// InvalidParameter.
Result<commands::FindReviews> DecodeFindReviews(const Call& call);

}  // namespace portone::api
