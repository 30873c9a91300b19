// SPDX-License-Identifier: MIT
// How product orders change with their payment and their payment with them: they are made when it
// is paid, follow it when it is cancelled as a whole, and give their part of it back.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "commands/transaction.h"
#include "domain/payment.h"
#include "domain/pending_table.h"
#include "domain/product_order.h"

namespace portone::commands {

/// Whether the payment's gateway takes orders of products.
bool TakesProductOrders(const Payment& payment);

/// Brings a payment's product orders up to its present status: makes them when it is paid for the
/// first time or awaits a deposit, which also sets its amount to that of its products and their
/// delivery; then pays, expires or cancels them. Returns the payment as it then is. Does nothing at
/// other gateways. Sends the webhooks of the product orders, none of the payment.
// FIDELITY: product-orders
const Payment& UpdateProductOrders(Tx& tx, const Payment& payment);

/// The product orders of a payment that was paid, as the gateway makes them of its parameters: one
/// for all of it where they name no products. None gets an id that exists or is `reserved`.
std::vector<ProductOrder> MakeProductOrders(const Tx& tx, const Payment& payment,
                                            const std::set<ProductOrderId>& reserved = {});

/// The digits of a review's id.
inline constexpr int kReviewDigits = 10;

/// Who reviews the products of a payment when nobody is named.
std::string ChooseReviewWriter(const Payment& payment);

/// Puts a product order into another state and sends its webhook if its status changes. Returns it
/// as it then is. REQUIRES: it exists.
// FIDELITY: naver-order-event
const ProductOrder& MoveProductOrder(Tx& tx, const ProductOrderId& id,
                                     const ProductOrderState& next);

/// Gives the money of a product order back that is now cancelled or returned, and does nothing for
/// any other. REQUIRES: it has just been moved to this state.
// FIDELITY: product-order-refund
void RefundProductOrder(Tx& tx, const ProductOrder& order, NotifyPolicy notify);

}  // namespace portone::commands
