// SPDX-License-Identifier: MIT
// Field lists (see records.h) of product orders, with their delivery, claims and review.
#pragma once

#include "base/member_count.h"
#include "domain/product_order.h"
#include "snapshot/records.h"

namespace portone::snapshot {

PORTONE_MEMBERS(ProductReview, 8);
template <class Archive>
void Fields(Archive& a, ProductReview& review) {
  a("review_id", review.review_id);
  a("review_type", review.type);
  a("score", review.score, kHighestScore);
  a("title", review.title);
  a("content", review.content);
  a("writer", review.writer);
  a("created_at", review.created_at);
  a("modified_at", review.modified_at);
}

PORTONE_MEMBERS(ProductOrderState, 5);
template <class Archive>
void Fields(Archive& a, ProductOrderState& state) {
  a("product_order_status", state.status, ProductOrderStatus::kPayed);
  a("claim_type", state.claim_type);
  a("claim_status", state.claim_status);
  a("placed", state.is_placed);
  a("withheld", state.is_withheld);
}

PORTONE_MEMBERS(ProductDelivery, 4);
template <class Archive>
void Fields(Archive& a, ProductDelivery& delivery) {
  a("delivery_method", delivery.method);
  a("delivery_company", delivery.company);
  a("tracking_number", delivery.tracking_number);
  a("dispatched_at", delivery.dispatched_at);
}

PORTONE_MEMBERS(ClaimDetails, 3);
template <class Archive>
void Fields(Archive& a, ClaimDetails& claim) {
  a("claim_reason", claim.reason);
  a("claim_memo", claim.memo);
  a("extra_charge", claim.extra_charge);
}

PORTONE_MEMBERS(ProductOrder, 18);
template <class Archive>
void Fields(Archive& a, ProductOrder& order) {
  a("product_order_id", order.id);
  a("sequence", order.sequence);
  a("imp_uid", order.imp_uid);
  a.Required("merchant_uid", order.merchant_uid);
  Fields(a, order.state);
  a("product_id", order.product_id);
  a("product_name", order.product_name);
  a("product_option_id", order.option_id);
  a("product_option_name", order.option_name);
  a("quantity", order.quantity, 1);
  a.Amount("product_amount", order.product_amount);
  a.Amount("delivery_amount", order.delivery_amount);
  a("product_tax_free", order.is_tax_free);
  a("shipping_memo", order.shipping_memo);
  a("ordered_at", order.ordered_at);
  Fields(a, order.delivery);
  Fields(a, order.claim);
  a.Object("review", order.review);
}

}  // namespace portone::snapshot
