// SPDX-License-Identifier: MIT
#include "api/codec/kakao_orders_json.h"

#include <optional>
#include <string>
#include <string_view>

#include "domain/calendar.h"
#include "domain/money.h"
#include "domain/payment.h"

namespace portone::api {
namespace {

/// "2022-10-17T15:03:22", or null.
void EncodeTime(ReplyWriter& json, std::string_view key, const std::optional<Instant>& at) {
  constexpr std::size_t kLengthToSeconds = 19;
  json.Key(key);
  if (at) {
    json.Text(FormatIso(*at).substr(0, kLengthToSeconds));
  } else {
    json.Null();
  }
}

std::string_view GetKakaoStatus(const Payment& payment) {
  if (payment.without_charge) return "ISSUED_SID";
  switch (payment.status) {
    case PaymentStatus::kReady:
      return "READY";
    case PaymentStatus::kPaid:
      return "SUCCESS_PAYMENT";
    case PaymentStatus::kCancelled:
      return GetRemainingAmount(payment).IsZero() ? "CANCEL_PAYMENT" : "PART_CANCEL_PAYMENT";
    case PaymentStatus::kFailed:
      break;
  }
  return "FAIL_PAYMENT";
}

void EncodeAmount(ReplyWriter& json, std::string_view key, Money total, Money tax_free) {
  const Money none{0, total.currency};
  json.Key(key)
      .BeginObject()
      .Field("total", total)
      .Field("tax_free", tax_free)
      .Field("vat", none)
      .Field("point", none)
      .Field("discount", none)
      .EndObject();
}

void EncodeAction(ReplyWriter& json, const std::string& aid, std::string_view type, Money amount,
                  const std::optional<Instant>& at) {
  const Money none{0, amount.currency};
  json.BeginObject().Field("aid", aid);
  EncodeTime(json, "approved_at", at);
  json.Field("amount", amount)
      .Field("point_amount", none)
      .Field("discount_amount", none)
      .Field("payment_action_type", type)
      .Field("payload", "")
      .EndObject();
}

void EncodeActions(ReplyWriter& json, const Payment& payment) {
  json.Key("payment_action_details").BeginArray();
  if (payment.paid_at) {
    const std::string_view type = payment.without_charge ? "ISSUED_SID" : "PAYMENT";
    EncodeAction(json, payment.imp_uid.text, type, payment.order.amount, payment.paid_at);
  }
  for (const Cancellation& cancellation : payment.cancellations) {
    EncodeAction(json, cancellation.cancellation_id, "CANCEL", cancellation.amount,
                 cancellation.cancelled_at);
  }
  json.EndArray();
}

void EncodeKakaoOrder(ReplyWriter& json, const Payment& payment) {
  const Money none{0, payment.order.amount.currency};
  json.BeginObject()
      .Field("tid", payment.pg_tid)
      .Field("cid", payment.pg_id)
      .Field("status", GetKakaoStatus(payment))
      .Field("partner_order_id", payment.imp_uid.text)
      .Field("partner_user_id", payment.imp_uid.text)
      .Field("payment_method_type", payment.card ? "CARD" : "MONEY")
      .Field("item_name", payment.order.name)
      .Field("quantity", 1);
  EncodeAmount(json, "amount", payment.order.amount, payment.order.tax_free);
  EncodeAmount(json, "canceled_amount", GetCancelledAmount(payment), none);
  const Money available =
      WasPaid(payment) && !payment.without_charge ? GetRemainingAmount(payment) : none;
  EncodeAmount(json, "cancel_available_amount", available, none);
  EncodeTime(json, "created_at", payment.started_at);
  EncodeTime(json, "approved_at", payment.paid_at);
  EncodeTime(json, "canceled_at",
             payment.cancellations.empty()
                 ? std::nullopt
                 : std::optional(payment.cancellations.back().cancelled_at));
  EncodeActions(json, payment);
  json.EndObject();
}

}  // namespace

void EncodeKakaoOrders(ReplyWriter& json, const commands::KakaoOrders& orders) {
  constexpr std::size_t kDateLength = 8;
  const commands::Page<Payment>& page = orders.page;
  const std::size_t pages = (page.total + page.request.limit - 1) / page.request.limit;
  json.BeginObject()
      .Key("page")
      .BeginObject()
      .Field("current_page", static_cast<std::int64_t>(page.request.page))
      .Field("current_size", static_cast<std::int64_t>(page.list.size()))
      .Field("first", page.request.page == 1)
      .Field("last", page.request.page >= pages)
      .Field("total_pages", static_cast<std::int64_t>(pages))
      .Field("total_size", static_cast<std::int64_t>(page.total))
      .EndObject()
      .Field("payment_request_date", FormatKoreanDigits(orders.day).substr(0, kDateLength))
      .Field("cid", orders.cid)
      .Key("orders")
      .BeginArray();
  for (const Payment& payment : page.list)
    EncodeKakaoOrder(json, payment);
  json.EndArray().EndObject();
}

}  // namespace portone::api
