// SPDX-License-Identifier: MIT
// Product orders and reviews as replies show them.
#pragma once

#include <vector>

#include "api/reply_writer.h"
#include "commands/product_orders.h"
#include "domain/product_order.h"

namespace portone::api {

/// Keys in alphabetical order. Orderer and address are the payment's buyer.
// FIDELITY: product-order-object
void EncodeProductOrder(ReplyWriter& json, const commands::ProductOrderView& view);
void EncodeProductOrderList(ReplyWriter& json,
                            const std::vector<commands::ProductOrderView>& views);

/// The array of those for which an operation succeeded.
// FIDELITY: product-order-calls
void EncodeChangedProductOrders(ReplyWriter& json,
                                const commands::LookupResult<commands::ProductOrderView>& found);

/// The reviews of these product orders. Keys in alphabetical order. REQUIRES: each has one.
// FIDELITY: naver-reviews
void EncodeReviews(ReplyWriter& json, const std::vector<ProductOrder>& orders);

}  // namespace portone::api
