// SPDX-License-Identifier: MIT
#include "api/codec/callback_json.h"

#include <optional>
#include <string>
#include <string_view>

#include "api/codec/payment_json.h"
#include "api/codec/receipt_link.h"
#include "api/codec/redirect_url.h"
#include "domain/calendar.h"
#include "domain/gateway_rules.h"
#include "gateways/registry.h"

namespace portone::api {
namespace {

constexpr std::string_view kPgType = "payment";

/// The page reads an empty text where the API has null.
std::string OrEmpty(const std::optional<std::string>& text) {
  return text.value_or("");
}

void EncodeAccount(ReplyWriter& json, const VirtualAccount& account) {
  json.Field("vbank_num", account.number)
      .Field("vbank_name", account.bank_name)
      .Field("vbank_holder", account.holder)
      .Field("vbank_date", FormatKoreanTime(account.due));  // the API has a number here
}

void EncodeBuyer(ReplyWriter& json, const Buyer& buyer) {
  json.Field("buyer_name", OrEmpty(buyer.name))
      .Field("buyer_email", OrEmpty(buyer.email))
      .Field("buyer_tel", OrEmpty(buyer.tel))
      .Field("buyer_addr", OrEmpty(buyer.addr))
      .Field("buyer_postcode", OrEmpty(buyer.postcode));
}

void EncodePaymentMeans(ReplyWriter& json, const Payment& payment) {
  const std::optional<Card>& card = payment.card;
  json.Field("receipt_url",
             OrEmpty(MakeReceiptUrl(json.options(), payment, ReceiptPlace::kCallback)))
      .Field("card_name", card ? std::optional(card->name) : std::nullopt)
      .Field("bank_name", FindBankName(payment.bank_code))
      .Field("card_quota", payment.order.card_quota)
      .Field("card_number", GetCallbackCardNumber(gateways::Get(payment.pg), payment));
  if (payment.vbank) EncodeAccount(json, *payment.vbank);
}

void EncodeSuccess(ReplyWriter& json, const Payment& payment) {
  const Order& order = payment.order;
  json.Field("success", true)
      .Field("imp_uid", payment.imp_uid.text)
      .Field("pay_method", Name(payment.pay_method))
      .Field("merchant_uid", order.merchant_uid.text)
      .Field("name", OrEmpty(order.name))
      .Field("paid_amount", order.amount)
      .Field("currency", GetCurrencyCode(order.amount.currency))
      .Field("pg_provider", payment.pg.text)
      .Field("pg_type", kPgType)
      .Field("pg_tid", OrEmpty(payment.pg_tid))
      .Field("apply_num", OrEmpty(payment.apply_num));
  EncodeBuyer(json, order.buyer);
  json.Field("custom_data", order.custom_data)
      .Field("status", Name(payment.status))
      .Field("paid_at", payment.paid_at ? ToUnixSeconds(*payment.paid_at) : 0);
  EncodePaymentMeans(json, payment);
  if (payment.customer_uid) json.Field("customer_uid", payment.customer_uid->text);
}

/// Writes five keys when the error has a code, else seven.
void EncodeFailure(ReplyWriter& json, const Payment& payment, const GatewayError& error) {
  if (!error.code.empty()) json.Field("error_code", error.code);
  json.Field("error_msg", error.message)
      .Field("imp_uid", payment.imp_uid.text)
      .Field("merchant_uid", payment.order.merchant_uid.text);
  if (error.code.empty()) {
    json.Field("pay_method", Name(payment.pay_method))
        .Field("pg_provider", payment.pg.text)
        .Field("pg_type", kPgType);
  }
  json.Field("success", false);
}

void EncodeShort(ReplyWriter& json, const commands::WindowState& window) {
  const std::string& merchant_uid = window.payment.order.merchant_uid.text;
  if (!window.page_refusal) {
    json.Field("imp_uid", window.payment.imp_uid.text).Field("merchant_uid", merchant_uid);
    return;
  }
  json.Field("merchant_uid", merchant_uid)
      .Field("error_code", window.page_refusal->code)
      .Field("error_msg", window.page_refusal->message);
}

}  // namespace

std::string MakeServicePagePath(const commands::WindowState& window) {
  const std::string& imp_uid = window.payment.imp_uid.text;
  if (!window.page_refusal) {
    if (window.payment.status == PaymentStatus::kReady && window.payment.vbank)
      return AppendQuery(kAccountPage, {{"imp_uid", imp_uid}});
    return AppendQuery(kSuccessPage, {{"success", "true"}, {"imp_uid", imp_uid}});
  }
  const std::string& message = window.page_refusal->message;
  // The script passes on what the window reported, with the parameters in an order of its own.
  if (window.return_by == ReturnBy::kCallback) {
    return AppendQuery(kFailurePage,
                       {{"imp_uid", imp_uid}, {"success", "false"}, {"error_msg", message}});
  }
  return AppendQuery(kFailurePage,
                     {{"success", "false"}, {"imp_uid", imp_uid}, {"error_msg", message}});
}

std::string MakeServicePagePath(const PageRefusal& refusal) {
  return AppendQuery(kFailurePage,
                     {{"imp_uid", ""}, {"success", "false"}, {"error_msg", refusal.message}});
}

void EncodeCallback(ReplyWriter& json, const commands::WindowState& window) {
  json.BeginObject();
  if (window.callback_format == CallbackFormat::kShort) {
    EncodeShort(json, window);
  } else if (window.page_refusal) {
    EncodeFailure(json, window.payment, *window.page_refusal);
  } else {
    EncodeSuccess(json, window.payment);
  }
  json.EndObject();
}

void EncodeCallback(ReplyWriter& json, const MerchantUid& merchant_uid,
                    const PageRefusal& refusal) {
  json.BeginObject();
  if (refusal.has_no_channel) {
    json.Field("error_msg", refusal.message)
        .Field("imp_success", false)
        .Field("merchant_uid", merchant_uid.text)
        .Field("success", false);
  } else if (refusal.is_short) {
    json.Field("merchant_uid", merchant_uid.text)
        .Field("error_code", refusal.code)
        .Field("error_msg", refusal.message);
  } else {
    json.Field("error_code", refusal.code)
        .Field("error_msg", refusal.message)
        .Field("imp_uid", nullptr)
        .Field("merchant_uid", merchant_uid.text)
        .Field("success", false);
  }
  json.EndObject();
}

std::string MakeRedirectUrl(const std::string& url, const commands::WindowState& window) {
  const std::string& imp_uid = window.payment.imp_uid.text;
  const std::string& merchant_uid = window.payment.order.merchant_uid.text;
  if (window.page_refusal) {
    return AppendQuery(url, {{"imp_uid", imp_uid},
                             {"merchant_uid", merchant_uid},
                             {"imp_success", "false"},
                             {"error_code", FindRedirectCode(*window.page_refusal)},
                             {"error_msg", window.page_refusal->message}});
  }
  if (window.omits_success) {
    return AppendQuery(url, {{"imp_uid", imp_uid}, {"merchant_uid", merchant_uid}});
  }
  return AppendQuery(
      url, {{"imp_uid", imp_uid}, {"merchant_uid", merchant_uid}, {"imp_success", "true"}});
}

std::string MakeRedirectUrl(const std::string& url, const MerchantUid& merchant_uid,
                            const PageRefusal& refusal) {
  if (refusal.code.empty()) {
    return AppendQuery(url, {{"imp_uid", ""},
                             {"merchant_uid", merchant_uid.text},
                             {"imp_success", "false"},
                             {"error_msg", refusal.message}});
  }
  return AppendQuery(url, {{"imp_uid", ""},
                           {"merchant_uid", merchant_uid.text},
                           {"imp_success", "false"},
                           {"error_code", refusal.code},
                           {"error_msg", refusal.message}});
}

}  // namespace portone::api
