// SPDX-License-Identifier: MIT
#include "commands/initial_product_orders.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/invariant.h"
#include "commands/initial_channel.h"
#include "commands/product_order_changes.h"
#include "domain/product_order_states.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// Whether a product order belongs to this payment. It may leave out the imp_uid.
bool BelongsTo(const ProductOrder& order, const Payment& payment) {
  return order.merchant_uid == payment.order.merchant_uid &&
         (order.imp_uid.empty() || order.imp_uid == payment.imp_uid);
}

/// Whether a product order can have its status while the payment has its own.
bool HasConsistentStatus(const ProductOrder& order, const Payment& payment) {
  const ProductOrderStatus status = order.state.status;
  const bool is_unpaid = status == ProductOrderStatus::kPaymentWaiting ||
                         status == ProductOrderStatus::kCanceledByNoPayment;
  return WasPaid(payment) != is_unpaid;
}

bool GatewayTakesProductOrders(const Merchant& merchant, const InitialLedger& ledger,
                               const Payment& payment) {
  return gateways::Get(GetGateway(merchant, ledger, payment)).optional_operations.product_orders;
}

/// The newest payment that a product order may be of. REQUIRES: there is one.
const Payment& GetPaymentOfOrder(const Ledger& ledger, const ProductOrder& order) {
  if (const Payment* payment = ledger.payments.Find(order.imp_uid)) return *payment;
  const auto& attempts = ledger.payments.FindByMerchantUid(order.merchant_uid);
  const auto found = std::find_if(attempts.rbegin(), attempts.rend(), [&](const Payment* attempt) {
    return TakesProductOrders(*attempt) && HasConsistentStatus(order, *attempt);
  });
  PORTONE_INVARIANT(found != attempts.rend(),
                    "the initial state has a product order without a payment");
  return **found;
}

void FillDefaults(const Tx& tx, const std::set<ProductOrderId>& given_ids, ProductOrder& order) {
  const Payment& payment = GetPaymentOfOrder(tx.ledger, order);
  order.imp_uid = payment.imp_uid;
  order.merchant_uid = payment.order.merchant_uid;
  const ProductOrder defaults = MakeProductOrders(tx, payment, given_ids).front();
  if (order.id.empty()) order.id = defaults.id;
  if (order.sequence != 0) return;  // a complete record
  if (order.product_id.empty()) order.product_id = defaults.product_id;
  if (order.product_name.empty()) order.product_name = defaults.product_name;
  if (order.ordered_at == Instant{}) order.ordered_at = defaults.ordered_at;
  if (order.product_amount.IsZero()) order.product_amount = defaults.product_amount;
  if (order.review) {
    ProductReview& review = *order.review;
    if (review.review_id.empty())
      review.review_id = tx.ids.MakeDigits("review", order.id.text, 0, kReviewDigits);
    if (review.created_at == Instant{}) review.created_at = order.ordered_at;
    if (review.writer.empty()) review.writer = ChooseReviewWriter(payment);
  }
}

bool NeedsProductOrders(const Payment& payment) {
  return TakesProductOrders(payment) &&
         (WasPaid(payment) || (payment.status == PaymentStatus::kReady && payment.vbank));
}

}  // namespace

FoundProblem ValidateProductOrders(const Merchant& merchant, const InitialLedger& ledger) {
  std::set<ProductOrderId> ids;
  for (const ProductOrder& order : ledger.product_orders) {
    const std::string name = "product order of " + order.merchant_uid.text;
    const std::string link = order.imp_uid.empty() ? "merchant_uid" : "imp_uid";
    const auto refuse = [&](std::string member, std::string message) {
      return MakeProblem("product_orders", ledger.product_orders, order, std::move(member),
                         std::move(message));
    };
    std::vector<const Payment*> candidates;
    for (const Payment& payment : ledger.payments) {
      if (BelongsTo(order, payment) && GatewayTakesProductOrders(merchant, ledger, payment))
        candidates.push_back(&payment);
    }
    if (candidates.empty())
      return refuse(link, name + ": it needs a payment of a gateway that takes product orders");
    const bool has_consistent_payment =
        std::any_of(candidates.begin(), candidates.end(),
                    [&](const Payment* payment) { return HasConsistentStatus(order, *payment); });
    if (!has_consistent_payment)
      return refuse("product_order_status", name + ": its status does not fit that of its payment");
    if (!order.id.empty() && !ids.insert(order.id).second)
      return refuse("product_order_id", name + ": its product_order_id is given twice");
  }
  return std::nullopt;
}

void LoadProductOrders(Tx& tx, const InitialLedger& ledger, const std::set<ImpUid>& complete,
                       std::uint64_t& last_sequence) {
  std::set<ProductOrderId> given_ids;
  for (const ProductOrder& order : ledger.product_orders)
    given_ids.insert(order.id);
  for (ProductOrder order : ledger.product_orders) {
    FillDefaults(tx, given_ids, order);
    if (order.sequence == 0) order.sequence = ++last_sequence;
    tx.ledger.product_orders.Insert(std::move(order));
  }
  for (const Payment& payment : tx.ledger.payments.All()) {
    const bool needs_none = complete.contains(payment.imp_uid) || !NeedsProductOrders(payment) ||
                            !tx.ledger.product_orders.FindByPayment(payment.imp_uid).empty();
    if (needs_none) continue;
    const bool is_refunded =
        payment.status == PaymentStatus::kCancelled && GetRemainingAmount(payment).IsZero();
    for (ProductOrder& order : MakeProductOrders(tx, payment, given_ids)) {
      if (is_refunded) order.state = *FindNextState(order.state, ProductOrderOperation::kRefund);
      order.sequence = ++last_sequence;
      tx.ledger.product_orders.Insert(std::move(order));
    }
  }
}

}  // namespace portone::commands
