// SPDX-License-Identifier: MIT
#include "api/codec/callback_json.h"

#include <algorithm>

#include "api/codec/payment_json.h"
#include "api/codec/receipt_link.h"
#include "json/text.h"

namespace portone::api {
namespace {

/// The code for failures reported by PortOne itself, which have no gateway code.
constexpr std::string_view kPortoneCode = "INVALID_REQUEST";

std::optional<std::string> FormatErrorCode(const std::optional<GatewayError>& refusal) {
  if (!refusal) return std::nullopt;
  return refusal->code.empty() ? std::string(kPortoneCode) : refusal->code;
}

std::optional<std::string> FormatErrorMessage(const std::optional<GatewayError>& refusal) {
  return refusal ? std::optional(refusal->message) : std::nullopt;
}

void EncodeAccount(ReplyWriter& json, const VirtualAccount& account) {
  json.Field("vbank_num", account.number)
      .Field("vbank_name", account.bank_name)
      .Field("vbank_holder", account.holder)
      .Field("vbank_date", UnixSeconds(account.due));
}

void EncodeOrder(ReplyWriter& json, const Payment& payment) {
  const Order& order = payment.order;
  const Buyer& buyer = order.buyer;
  json.Field("status", Name(payment.status))
      .Field("pay_method", Name(payment.pay_method))
      .Field("paid_amount", order.amount)
      .Field("currency", CurrencyCode(order.amount.currency))
      .Field("name", order.name)
      .Field("pg_provider", payment.pg.text)
      .Field("pg_type", "payment")
      .Field("pg_tid", payment.pg_tid)
      .Field("buyer_name", buyer.name)
      .Field("buyer_email", buyer.email)
      .Field("buyer_tel", buyer.tel)
      .Field("buyer_addr", buyer.addr)
      .Field("buyer_postcode", buyer.postcode)
      .Field("custom_data", order.custom_data);
}

void EncodePaymentMethod(ReplyWriter& json, const Payment& payment) {
  json.Field("paid_at", payment.paid_at ? UnixSeconds(*payment.paid_at) : 0)
      .Field("receipt_url", MakeReceiptUrl(json.options(), payment, ReceiptPlace::kCallback))
      .Field("apply_num", payment.apply_num)
      .Field("bank_name", FindBankName(payment.bank_code))
      .Field("card_name", payment.card ? std::optional(payment.card->name) : std::nullopt)
      .Field("card_number", payment.card ? std::optional(payment.card->number) : std::nullopt)
      .Field("card_quota", payment.order.card_quota);
  if (payment.vbank) EncodeAccount(json, *payment.vbank);
}

}  // namespace

void EncodeCallback(ReplyWriter& json, const commands::WindowState& window) {
  const Payment& payment = window.payment;
  json.BeginObject();
  if (!window.ids_only) json.Field("success", !window.refusal);
  json.Field("imp_uid", payment.imp_uid.text)
      .Field("merchant_uid", payment.order.merchant_uid.text)
      .Field("error_code", FormatErrorCode(window.refusal))
      .Field("error_msg", FormatErrorMessage(window.refusal));
  if (!window.ids_only) {
    EncodeOrder(json, payment);
    if (!window.refusal) EncodePaymentMethod(json, payment);
  }
  json.EndObject();
}

void EncodeCallback(ReplyWriter& json, const commands::Checkout& checkout, const Error& error) {
  json.BeginObject()
      .Field("success", false)
      .Field("imp_uid", nullptr)
      .Field("merchant_uid", checkout.order.merchant_uid.text)
      .Field("error_code", kPortoneCode)
      .Field("error_msg", error.message)
      .EndObject();
}

std::string MakeRedirectUrl(const std::string& url, const commands::WindowState& window) {
  const std::size_t hash = std::min(url.find('#'), url.size());
  const std::string base = url.substr(0, hash);
  std::string query =
      "imp_uid=" + json::PercentEncode(window.payment.imp_uid.text) +
      "&merchant_uid=" + json::PercentEncode(window.payment.order.merchant_uid.text) +
      "&imp_success=" + (window.refusal ? "false" : "true");
  if (window.refusal) {
    query += "&error_code=" + json::PercentEncode(*FormatErrorCode(window.refusal)) +
             "&error_msg=" + json::PercentEncode(window.refusal->message);
  }
  return base + (base.find('?') == std::string::npos ? "?" : "&") + query + url.substr(hash);
}

}  // namespace portone::api
