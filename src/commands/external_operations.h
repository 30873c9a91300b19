// SPDX-License-Identifier: MIT
// What happens to product orders outside the merchant's code, by the buyer, the carrier and the
// gateway, and what buyers say of their products.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commands/transaction.h"
#include "domain/merchant.h"
#include "domain/product_order.h"
#include "domain/product_order_states.h"
#include "domain/result.h"

namespace portone::commands {

/// Something that is done to a product order outside the merchant's code. One that it cancels
/// gives its part of the payment back, and the webhook of the payment is sent, too; the payment is
/// confirmed when all of its purchases are. Errors, in this order: ProductOrderNotFound,
/// ProductOrderRefused.
// FIDELITY: product-order-buyer
struct RecordExternalOperation {
  ProductOrderId id;
  ExternalOperation operation = ExternalOperation::kDeliver;
  std::optional<std::string> reason{};  ///< of a claim
};
Result<ProductOrder> Apply(Tx& tx, const RecordExternalOperation& command);

/// The buyer reviews a product after the purchase, or changes the review, whose id and time of
/// writing stay. Errors, in this order: ProductOrderNotFound, ProductOrderRefused (the purchase is
/// not confirmed).
// FIDELITY: naver-reviews
struct ReviewProduct {
  ProductOrderId id;
  ReviewType type = ReviewType::kGeneral;
  int score = kHighestScore;  ///< kLowestScore to kHighestScore
  std::string title{};
  std::optional<std::string> content{};
  std::optional<std::string> writer{};  ///< absent: the buyer
};
Result<ProductOrder> Apply(Tx& tx, const ReviewProduct& command);

/// The product orders with a review of this type that was written from `from` to `to`, both
/// included, in the order in which the product orders were made. Errors: GatewayFailed (the channel
/// does not exist or is another gateway's; without a choice: the merchant has none of this
/// gateway).
// FIDELITY: naver-reviews
struct FindReviews {
  std::optional<ChannelKey> channel_key;  ///< absent: all channels
  ReviewType type = ReviewType::kGeneral;
  Instant from;
  Instant to;
};
Result<std::vector<ProductOrder>> Handle(const View& view, const FindReviews& query);

}  // namespace portone::commands
