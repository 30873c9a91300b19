// SPDX-License-Identifier: MIT
// The page behind every receipt_url, so that links in a merchant's pages work.
#include <array>
#include <string>
#include <string_view>

#include "api/codec/receipt_link.h"
#include "commands/payments.h"
#include "control/control.h"
#include "domain/calendar.h"

namespace portone::control {
namespace {

std::string EscapeHtml(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

std::string FormatRow(std::string_view name, std::string_view value) {
  return "<tr><th scope=\"row\">" + std::string(name) + "</th><td>" + EscapeHtml(value) +
         "</td></tr>\n";
}

std::string FormatMoney(Money money) {
  return FormatAmount(money) + " " + std::string(CurrencyCode(money.currency));
}

std::string FormatRows(const Payment& payment) {
  std::string rows =
      FormatRow("상점 주문번호", payment.order.merchant_uid.text) +
      FormatRow("포트원 거래번호", payment.imp_uid.text) +
      FormatRow("상품명", payment.order.name.value_or("")) +
      FormatRow("구매자", payment.order.buyer.name.value_or("")) +
      FormatRow("결제금액", FormatMoney(payment.order.amount)) +
      FormatRow("승인일시", payment.paid_at ? FormatKoreanTime(*payment.paid_at) : "") +
      FormatRow("PG사", payment.pg.text + " (" + payment.pg_id + ")") +
      FormatRow("PG 거래번호", payment.pg_tid.value_or(""));
  if (payment.card) rows += FormatRow("카드", payment.card->name + " " + payment.card->number);
  if (payment.apply_num) rows += FormatRow("승인번호", *payment.apply_num);
  for (const Cancellation& cancellation : payment.cancellations) {
    rows += FormatRow("취소", FormatMoney(cancellation.amount) + ", " +
                                  FormatKoreanTime(cancellation.cancelled_at) + ", " +
                                  cancellation.reason);
  }
  return rows;
}

api::Reply MakePage(std::string_view title, std::string_view content) {
  api::Reply reply;
  reply.content_type = "text/html; charset=utf-8";
  reply.body = "<!doctype html>\n<html lang=\"ko\">\n<head>\n<meta charset=\"utf-8\">\n<title>" +
               std::string(title) + "</title>\n</head>\n<body>\n<h1>" + std::string(title) +
               "</h1>\n" + std::string(content) + "</body>\n</html>\n";
  return reply;
}

engine::SandboxPtr FindByUserCode(const engine::Directory& directory, std::string_view user_code) {
  for (const engine::SandboxPtr& sandbox : directory.All()) {
    if (sandbox->credentials.user_code == user_code) return sandbox;
  }
  return nullptr;
}

/// Shows a payment of the sandbox with the user code in the path. The query is ignored; it only
/// makes the link look like a gateway's.
api::Reply Receipt(ControlCall& call) {
  call.sandbox = FindByUserCode(call.parts.directory, call.path[0]);
  if (call.sandbox == nullptr) {
    return ErrorReply({ControlErrc::kUnknownSandbox, "no sandbox has this user code", "user_code"});
  }
  const Result<Payment> payment =
      call.sandbox->engine.Query(commands::FindPaymentOfAnyTier{ImpUid(call.path[1])});
  if (!payment.ok() || !api::HasReceipt(payment.value())) {
    return ErrorReply(
        {ControlErrc::kNotFound, "no payment with this imp_uid has a receipt", "imp_uid"});
  }
  return MakePage("매출전표 (portone-emulator)",
                  "<p>테스트 결제입니다. 실제로 청구되지 않았습니다.</p>\n<table>\n" +
                      FormatRows(payment.value()) + "</table>\n");
}

constexpr std::array kRoutes{
    ControlRoute{"GET", "/receipts/{user_code}/{imp_uid}", Receipt},
};

}  // namespace

std::span<const ControlRoute> ReceiptRoutes() {
  return kRoutes;
}

}  // namespace portone::control
