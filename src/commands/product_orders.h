// SPDX-License-Identifier: MIT
// Product orders by API: finding them, and what the merchant does with them.
#pragma once

#include <vector>

#include "commands/page.h"
#include "commands/transaction.h"
#include "domain/order.h"
#include "domain/product_order.h"
#include "domain/product_order_states.h"
#include "domain/result.h"

namespace portone::commands {

/// A product order and who ordered it.
struct ProductOrderView {
  ProductOrder order;
  Buyer buyer;
};

/// Errors: ProductOrderNotFound.
// FIDELITY: product-orders
struct FindProductOrder {
  ProductOrderId id;
};
Result<ProductOrderView> Handle(const View& view, const FindProductOrder& query);

/// The product orders of a payment, the oldest first. Errors, in this order: PaymentNotFound,
/// ProductOrderNotFound (it has none: another gateway's, or not paid).
// FIDELITY: product-orders
struct ListProductOrders {
  ImpUid imp_uid;
};
Result<std::vector<ProductOrderView>> Handle(const View& view, const ListProductOrders& query);

/// What the merchant does with some of a payment's product orders. Each of them succeeds or fails
/// on its own; the result has those that have succeeded. A product order that is cancelled or
/// returned gives its part of the payment back, without a webhook of the payment. Errors, in this
/// order: PaymentNotFound, GatewayFailed (the payment is another gateway's or has no product
/// orders), FaultInjected, GatewayFailed (none has succeeded: why the first one has not).
// FIDELITY: product-order-calls
struct ChangeProductOrders {
  ImpUid imp_uid;
  std::vector<ProductOrderId> ids;  ///< empty: all of the payment
  ProductOrderOperation operation = ProductOrderOperation::kPlace;
  std::optional<ProductDelivery> delivery{};  ///< replaces what is stored
  std::optional<ClaimDetails> claim{};        ///< likewise
};
Result<LookupResult<ProductOrderView>> Apply(Tx& tx, const ChangeProductOrders& command);

}  // namespace portone::commands
