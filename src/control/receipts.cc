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

/// Shows a payment of the sandbox with the user code in the path. The query is ignored; it only
/// makes the link look like a gateway's.
ControlResult<api::Reply> Receipt(ControlCall& call) {
  call.sandbox = call.context.directory.FindByUserCode(call.path[0]);
  if (call.sandbox == nullptr) {
    return ControlError{ControlErrc::kUnknownSandbox, "no sandbox has this user code", "user_code"};
  }
  const Result<Payment> payment =
      call.sandbox->engine.Query(commands::FindPaymentOfAnyTier{ImpUid(call.path[1])});
  if (!payment.ok() || !api::HasReceipt(payment.value())) {
    return ControlError{ControlErrc::kNotFound, "no payment with this imp_uid has a receipt",
                        "imp_uid"};
  }
  return MakeHtmlPage("ko", texts::kReceiptTitle,
                      "<p>" + std::string(texts::kReceiptNotice) + "</p>\n<table>\n" +
                          FormatRows(payment.value()) + "</table>\n");
}

constexpr std::array kReceiptRoutes{
    ControlRoute{Method::kGet, "/receipts/{user_code}/{imp_uid}", Receipt},
};

}  // namespace

std::span<const ControlRoute> ReceiptRoutes() {
  return kReceiptRoutes;
}

}  // namespace portone::control
