// SPDX-License-Identifier: MIT
#include "api/codec/product_order_json.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/letters_and_digits.h"
#include "domain/calendar.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

/// The merchant is to send the goods by the end of the third day after the payment.
constexpr std::chrono::days kDaysToShip{4};

template <class E>
std::optional<std::string_view> GetName(const std::optional<E>& value) {
  return value ? std::optional(Name(*value)) : std::nullopt;
}

std::string_view GetName(const Buyer& buyer) {
  return buyer.name ? std::string_view(*buyer.name) : texts::kNamelessBuyer;
}

/// The buyer's account at the gateway, of which a merchant sees the first letters and digits.
std::string MakeAccount(const Buyer& buyer) {
  constexpr std::size_t kShown = 4;
  std::string shown;
  for (const char c : buyer.email.value_or("")) {
    if (!IsLetterOrDigit(c) || shown.size() == kShown) break;
    shown += c;
  }
  return shown + "****";
}

void EncodeOrderer(ReplyWriter& json, const Buyer& buyer) {
  json.Key("orderer")
      .BeginObject()
      .Field("id", MakeAccount(buyer))
      .Field("name", GetName(buyer))
      .Field("tel", buyer.tel.value_or(""))
      .EndObject();
}

void EncodeAddress(ReplyWriter& json, const Buyer& buyer) {
  json.Key("shipping_address")
      .BeginObject()
      .Field("base", buyer.addr.value_or(""))
      .Field("detail", nullptr)
      .Field("name", GetName(buyer))
      .Field("postcode", buyer.postcode.value_or(""))
      .Field("tel1", buyer.tel.value_or(""))
      .Field("tel2", nullptr)
      .EndObject();
}

std::int64_t ComputeShippingDue(const ProductOrder& order) {
  return ToUnixSeconds(GetKoreanMidnight(order.ordered_at) + kDaysToShip) - 1;
}

}  // namespace

void EncodeProductOrder(ReplyWriter& json, const commands::ProductOrderView& view) {
  const ProductOrder& order = view.order;
  json.BeginObject()
      .Field("claim_status", GetName(order.state.claim_status))
      .Field("claim_type", GetName(order.state.claim_type))
      .Field("delivery_amount", order.delivery_amount)
      .Field("individual_code", nullptr);
  EncodeOrderer(json, view.buyer);
  json.Field("product_amount", order.product_amount)
      .Field("product_id", order.product_id)
      .Field("product_name", order.product_name)
      .Field("product_option_id", order.option_id)
      .Field("product_option_name", order.option_name)
      .Field("product_order_id", order.id.text)
      .Field("product_order_status", Name(order.state.status))
      .Field("quantity", order.quantity);
  EncodeAddress(json, view.buyer);
  json.Field("shipping_due", ComputeShippingDue(order))
      .Field("shipping_memo", order.shipping_memo)
      .EndObject();
}

void EncodeProductOrderList(ReplyWriter& json,
                            const std::vector<commands::ProductOrderView>& views) {
  json.BeginArray();
  for (const commands::ProductOrderView& view : views)
    EncodeProductOrder(json, view);
  json.EndArray();
}

void EncodeChangedProductOrders(ReplyWriter& json,
                                const commands::LookupResult<commands::ProductOrderView>& found) {
  EncodeProductOrderList(json, found.list);
}

void EncodeReviews(ReplyWriter& json, const std::vector<ProductOrder>& orders) {
  json.BeginArray();
  for (const ProductOrder& order : orders) {
    const ProductReview& review = *order.review;
    json.BeginObject()
        .Field("content", review.content)
        .Field("created_at", ToUnixSeconds(review.created_at));
    json.Key("modified_at");
    if (review.modified_at) {
      json.Number(ToUnixSeconds(*review.modified_at));
    } else {
      json.Null();
    }
    json.Field("product_id", order.product_id)
        .Field("product_name", order.product_name)
        .Field("product_option_name", order.option_name)
        .Field("product_order_id", order.id.text)
        .Field("review_id", review.review_id)
        .Field("score", std::to_string(review.score))
        .Field("title", review.title)
        .Field("writer", review.writer)
        .EndObject();
  }
  json.EndArray();
}

}  // namespace portone::api
