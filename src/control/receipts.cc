// SPDX-License-Identifier: MIT
// The page behind every receipt_url, so that links in a merchant's pages work.
#include <array>
#include <string>
#include <string_view>

#include "api/codec/receipt_link.h"
#include "commands/payments.h"
#include "control/control.h"
#include "control/html_page.h"
#include "domain/calendar.h"
#include "domain/texts.h"

namespace portone::control {
namespace {

constexpr std::size_t kMaxParameter = 1024;

std::string FormatRow(std::string_view name, std::string_view value) {
  return "<tr><th scope=\"row\">" + std::string(name) + "</th><td>" + EscapeHtml(value) +
         "</td></tr>\n";
}

std::string FormatMoney(Money money) {
  return FormatAmount(money) + " " + std::string(CurrencyCode(money.currency));
}

std::string FormatRows(const Payment& payment) {
  std::string rows =
      FormatRow(texts::kReceiptMerchantUid, payment.order.merchant_uid.text) +
      FormatRow(texts::kReceiptImpUid, payment.imp_uid.text) +
      FormatRow(texts::kReceiptOrderName, payment.order.name.value_or("")) +
      FormatRow(texts::kReceiptBuyer, payment.order.buyer.name.value_or("")) +
      FormatRow(texts::kReceiptAmount, FormatMoney(payment.order.amount)) +
      FormatRow(texts::kReceiptPaidAt, payment.paid_at ? FormatKoreanTime(*payment.paid_at) : "") +
      FormatRow(texts::kReceiptGateway, payment.pg.text + " (" + payment.pg_id + ")") +
      FormatRow(texts::kReceiptGatewayId, payment.pg_tid.value_or(""));
  if (payment.card)
    rows += FormatRow(texts::kReceiptCard, payment.card->name + " " + payment.card->number);
  if (payment.apply_num) rows += FormatRow(texts::kReceiptApproval, *payment.apply_num);
  for (const Cancellation& cancellation : payment.cancellations) {
    rows += FormatRow(texts::kReceiptCancellation, FormatMoney(cancellation.amount) + ", " +
                                                       FormatKoreanTime(cancellation.cancelled_at) +
                                                       ", " + cancellation.reason);
  }
  return rows;
}

/// The value of a parameter by which receipt links name their payment.
ControlResult<std::string> ReadLinkParameter(const ControlCall& call, const char* name) {
  const auto data = api::RequestData::Read(call.query, "", "");
  if (!data.ok()) {
    return ControlError{ControlErrc::kMalformedRequest, "the query cannot be decoded", ""};
  }
  const auto value = data.value().fields().OptionalText(name, kMaxParameter);
  if (value.ok() && value.value()) return *value.value();
  return ControlError{ControlErrc::kInvalidParameter,
                      std::string(name) + ": must be given once; receipt links end with it", name};
}

/// Shows the payment that the query names. The path and the rest of the query are the gateway's,
/// and are ignored.
ControlResult<api::Reply> ShowReceipt(ControlCall& call) {
  PORTONE_TRY(const std::string user_code, ReadLinkParameter(call, "user_code"));
  PORTONE_TRY(const std::string imp_uid, ReadLinkParameter(call, "imp_uid"));
  call.sandbox = call.context.directory.FindByUserCode(user_code);
  if (call.sandbox == nullptr) {
    return ControlError{ControlErrc::kUnknownSandbox, "no sandbox has this user code", "user_code"};
  }
  const Result<Payment> payment =
      call.sandbox->engine.Query(commands::FindPaymentOfAnyTier{ImpUid(imp_uid)});
  if (!payment.ok() || !api::HasReceipt(payment.value())) {
    return ControlError{ControlErrc::kNotFound, "no payment with this imp_uid has a receipt",
                        "imp_uid"};
  }
  return MakeHtmlPage("ko", texts::kReceiptTitle,
                      "<p>" + std::string(texts::kReceiptNotice) + "</p>\n<table>\n" +
                          FormatRows(payment.value()) + "</table>\n");
}

constexpr std::array kReceiptRoutes{
    ControlRoute{Method::kGet, "/receipts/*", ShowReceipt},
};

}  // namespace

std::span<const ControlRoute> ReceiptRoutes() {
  return kReceiptRoutes;
}

}  // namespace portone::control
