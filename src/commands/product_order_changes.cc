// SPDX-License-Identifier: MIT
#include "commands/product_order_changes.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/invariant.h"
#include "commands/cancellation_ids.h"
#include "commands/cancellations.h"
#include "commands/charging.h"
#include "domain/balance.h"
#include "domain/calendar.h"
#include "domain/cancellation.h"
#include "domain/ordered_products.h"
#include "domain/product_order_states.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// An id that no product order of the ledger has: the day in Korea and 8 digits.
ProductOrderId MintProductOrderId(const Tx& tx, const Payment& payment, std::size_t position,
                                  const std::vector<ProductOrder>& others,
                                  const std::set<ProductOrderId>& reserved) {
  constexpr std::size_t kDay = 8;
  constexpr int kDigits = 8;
  const std::string day = FormatKoreanDigits(payment.paid_at.value_or(tx.now)).substr(0, kDay);
  const std::string cause =
      tx.ids.scope() + "\n" + payment.imp_uid.text + "\n" + std::to_string(position);
  for (std::uint64_t attempt = 0;; ++attempt) {
    ProductOrderId id(day + tx.ids.MakeDigits("product_order", cause, attempt, kDigits));
    const bool is_taken = reserved.contains(id) || tx.ledger.product_orders.Find(id) != nullptr ||
                          std::any_of(others.begin(), others.end(),
                                      [&](const auto& other) { return other.id == id; });
    if (!is_taken) return id;
  }
}

ProductOrder MakeProductOrder(const Tx& tx, const Payment& payment, OrderedProduct product) {
  ProductOrder order;
  order.sequence = tx.sequence;
  order.imp_uid = payment.imp_uid;
  order.merchant_uid = payment.order.merchant_uid;
  if (payment.status == PaymentStatus::kReady)
    order.state.status = ProductOrderStatus::kPaymentWaiting;
  order.product_id = std::move(product.id);
  order.product_name = std::move(product.name);
  order.option_id = std::move(product.option_id);
  order.option_name = std::move(product.option_name);
  order.quantity = product.quantity;
  order.product_amount = product.amount;
  order.delivery_amount = product.delivery;
  order.is_tax_free = product.is_tax_free;
  order.ordered_at = payment.paid_at.value_or(payment.started_at);
  return order;
}

/// The products of the page, or one that stands for the whole payment.
std::vector<OrderedProduct> ReadProducts(const Payment& payment) {
  OrderedProducts read = ReadOrderedProducts(payment.order.extra);
  if (!read.wrong_parameter && !read.lines.empty()) return std::move(read.lines);
  OrderedProduct whole;
  whole.id = payment.order.merchant_uid.text;
  whole.name = payment.order.name.value_or(std::string(texts::kNamelessProduct));
  whole.amount = payment.order.amount;
  whole.delivery = Money{0, payment.order.amount.currency};
  whole.is_tax_free = payment.order.tax_free == payment.order.amount;
  return {std::move(whole)};
}

/// The gateway charges what the products and their delivery cost, whatever the page has asked for.
const Payment& SetAmount(Tx& tx, const Payment& payment) {
  const OrderedProducts read = ReadOrderedProducts(payment.order.extra);
  if (read.wrong_parameter || read.lines.empty()) return payment;
  return tx.ledger.payments.Update(payment.imp_uid, [&read](Payment& updated) {
    updated.order.amount = read.Total();
    updated.order.tax_free = read.TotalTaxFree();
    updated.order.vat_amount.reset();
  });
}

bool IsOrdered(const Payment& payment) {
  return payment.status == PaymentStatus::kPaid ||
         (payment.status == PaymentStatus::kReady && payment.vbank.has_value());
}

/// What happens to the product orders when the payment has come to this status.
std::optional<ProductOrderOperation> FindOperation(const Payment& payment) {
  switch (payment.status) {
    case PaymentStatus::kPaid:
      return ProductOrderOperation::kPay;
    case PaymentStatus::kFailed:
      return ProductOrderOperation::kExpire;
    case PaymentStatus::kCancelled:
      if (GetRemainingAmount(payment).IsZero()) return ProductOrderOperation::kRefund;
      break;
    case PaymentStatus::kReady:
      break;
  }
  return std::nullopt;
}

bool IsCanceled(const ProductOrder& order) {
  return order.state.status == ProductOrderStatus::kCanceled;
}

/// What a product order gives back: of one that is cancelled also the delivery, and of the last one
/// whatever is left.
Money ComputeRefund(const Tx& tx, const Payment& payment, const ProductOrder& order) {
  const Money remaining = GetRemainingAmount(payment);
  const std::vector<const ProductOrder*> orders =
      tx.ledger.product_orders.FindByPayment(order.imp_uid);
  const bool is_last = std::all_of(orders.begin(), orders.end(),
                                   [](const ProductOrder* other) { return IsCanceled(*other); });
  if (is_last) return remaining;
  const std::int64_t own =
      order.product_amount.minor + (IsCanceled(order) ? order.delivery_amount.minor : 0);
  return {std::min(own, remaining.minor), remaining.currency};
}

}  // namespace

bool TakesProductOrders(const Payment& payment) {
  return gateways::Get(payment.pg).optional_operations.product_orders;
}

std::vector<ProductOrder> MakeProductOrders(const Tx& tx, const Payment& payment,
                                            const std::set<ProductOrderId>& reserved) {
  std::vector<ProductOrder> orders;
  for (OrderedProduct& product : ReadProducts(payment)) {
    ProductOrder order = MakeProductOrder(tx, payment, std::move(product));
    order.id = MintProductOrderId(tx, payment, orders.size(), orders, reserved);
    orders.push_back(std::move(order));
  }
  return orders;
}

std::string ChooseReviewWriter(const Payment& payment) {
  return payment.order.buyer.name.value_or(std::string(texts::kNamelessBuyer));
}

const Payment& UpdateProductOrders(Tx& tx, const Payment& payment) {
  if (!TakesProductOrders(payment)) return payment;
  std::vector<ProductOrderId> ids;
  for (const ProductOrder* order : tx.ledger.product_orders.FindByPayment(payment.imp_uid))
    ids.push_back(order->id);
  if (ids.empty()) {
    if (!IsOrdered(payment)) return payment;
    const Payment& priced = SetAmount(tx, payment);
    for (ProductOrder& order : MakeProductOrders(tx, priced))
      tx.ledger.product_orders.Insert(std::move(order));
    return priced;
  }
  const std::optional<ProductOrderOperation> operation = FindOperation(payment);
  for (const ProductOrderId& id : ids) {
    const auto next = operation
                          ? FindNextState(tx.ledger.product_orders.Find(id)->state, *operation)
                          : std::nullopt;
    if (next) MoveProductOrder(tx, id, *next);
  }
  return payment;
}

const ProductOrder& MoveProductOrder(Tx& tx, const ProductOrderId& id,
                                     const ProductOrderState& next) {
  const ProductOrder* found = tx.ledger.product_orders.Find(id);
  PORTONE_INVARIANT(found != nullptr, "a product order that does not exist was moved");
  const bool is_changed = found->state.status != next.status;
  const ProductOrder& order =
      tx.ledger.product_orders.Update(id, [&next](ProductOrder& updated) { updated.state = next; });
  if (!is_changed) return order;
  const Payment* payment = tx.ledger.payments.Find(order.imp_uid);
  PORTONE_INVARIANT(payment != nullptr, "a product order has no payment");
  tx.Notify(MakeWebhookEvent(*payment, order), ChooseWebhookUrls(tx.world, *payment));
  return order;
}

void RefundProductOrder(Tx& tx, const ProductOrder& order, NotifyPolicy notify) {
  const bool is_returned = order.state.status == ProductOrderStatus::kReturned;
  if (!is_returned && !IsCanceled(order)) return;
  const Payment* payment = tx.ledger.payments.Find(order.imp_uid);
  PORTONE_INVARIANT(payment != nullptr, "a product order has no payment");
  if (!WasPaid(*payment)) return;
  const Money amount = ComputeRefund(tx, *payment, order);
  if (amount.minor <= 0) return;
  CancelRequest request;
  request.reason = order.claim.reason.value_or(std::string(texts::kDefaultCancelReason));
  if (order.is_tax_free) {
    const Money left = ComputeBalance(*payment).parts.tax_free;
    request.tax_free = Money{std::min(left.minor, amount.minor), amount.currency};
  }
  const RefundedTax tax = SplitRefundTax(*payment, request, amount);
  PendingCancellation cancellation;
  cancellation.revision = tx.sequence;
  cancellation.notify = notify;
  cancellation.cancellation = {
      MakeCancellationId(tx.ids, payment->imp_uid, payment->cancellations.size() + 1),
      payment->pg_tid.value_or(""),
      amount,
      tax.tax_free,
      tax.vat_amount,
      tx.now,
      *request.reason};
  CompleteCancellation(tx, payment->imp_uid, std::move(cancellation));
}

}  // namespace portone::commands
