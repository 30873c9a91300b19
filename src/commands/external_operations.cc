// SPDX-License-Identifier: MIT
#include "commands/external_operations.h"

#include <algorithm>
#include <utility>

#include "base/invariant.h"
#include "commands/product_order_changes.h"
#include "domain/errors.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

/// "it is DELIVERED, RETURN_REQUEST".
std::string DescribeState(const ProductOrderState& state) {
  std::string text = "it is " + std::string(Name(state.status));
  if (state.claim_status) text += ", " + std::string(Name(*state.claim_status));
  return text;
}

/// Marks a payment as confirmed once all of its product orders are settled.
void ConfirmPurchaseIfSettled(Tx& tx, const ImpUid& imp_uid) {
  const auto orders = tx.ledger.product_orders.FindByPayment(imp_uid);
  if (!std::all_of(orders.begin(), orders.end(),
                   [](const auto* order) { return IsSettled(order->state); }))
    return;
  tx.ledger.payments.Update(imp_uid, [](Payment& payment) { payment.purchase_confirmed = true; });
}

const Payment& GetPayment(const Ledger& ledger, const ProductOrder& order) {
  const Payment* payment = ledger.payments.Find(order.imp_uid);
  PORTONE_INVARIANT(payment != nullptr, "a product order has no payment");
  return *payment;
}

/// Whether the merchant has the channel of the key, or any without a key, whose gateway takes
/// product orders.
bool HasProductOrderChannel(const Merchant& merchant,
                            const std::optional<ChannelKey>& channel_key) {
  return std::any_of(merchant.channels.begin(), merchant.channels.end(),
                     [&](const Channel& channel) {
                       return gateways::Get(channel.pg).optional_operations.product_orders &&
                              (!channel_key || channel.channel_key == *channel_key);
                     });
}

}  // namespace

Result<ProductOrder> Apply(Tx& tx, const RecordExternalOperation& command) {
  const ProductOrder* found = tx.ledger.product_orders.Find(command.id);
  if (found == nullptr) return errors::ProductOrderNotFound();
  const std::optional<ProductOrderState> next = FindNextState(found->state, command.operation);
  if (!next) return errors::ProductOrderRefused(DescribeState(found->state));
  if (command.reason) {
    tx.ledger.product_orders.Update(command.id, [&](ProductOrder& order) {
      order.claim = {command.reason, {}, 0};
    });
  }
  const ProductOrder& moved = MoveProductOrder(tx, command.id, *next);
  RefundProductOrder(tx, moved, NotifyPolicy::kAll);
  if (command.operation == ExternalOperation::kConfirm) ConfirmPurchaseIfSettled(tx, moved.imp_uid);
  return moved;
}

Result<ProductOrder> Apply(Tx& tx, const ReviewProduct& command) {
  const ProductOrder* found = tx.ledger.product_orders.Find(command.id);
  if (found == nullptr) return errors::ProductOrderNotFound();
  if (found->state.status != ProductOrderStatus::kPurchaseDecided)
    return errors::ProductOrderRefused(DescribeState(found->state));
  ProductReview review;
  review.review_id = tx.ids.MakeDigits("review", command.id.text, 0, kReviewDigits);
  review.created_at = tx.now;
  if (found->review) {
    review.created_at = found->review->created_at;
    review.modified_at = tx.now;
  }
  review.type = command.type;
  review.score = command.score;
  review.title = command.title;
  review.content = command.content;
  review.writer = command.writer.value_or(ChooseReviewWriter(GetPayment(tx.ledger, *found)));
  return tx.ledger.product_orders.Update(
      command.id, [&review](ProductOrder& order) { order.review = std::move(review); });
}

Result<std::vector<ProductOrder>> Handle(const View& view, const FindReviews& query) {
  if (!HasProductOrderChannel(view.world.merchant, query.channel_key)) {
    return errors::GatewayFailed(
        errors::WrongGateway(gateways::FindGatewayNameWith(&OptionalOperations::product_orders))
            .message);
  }
  std::vector<ProductOrder> found;
  for (const auto& [position, order] : view.ledger.product_orders.All()) {
    const std::optional<ProductReview>& review = order.review;
    if (!review || review->type != query.type) continue;
    if (review->created_at < query.from || review->created_at > query.to) continue;
    if (query.channel_key && GetPayment(view.ledger, order).channel_key != *query.channel_key)
      continue;
    found.push_back(order);
  }
  return found;
}

}  // namespace portone::commands
