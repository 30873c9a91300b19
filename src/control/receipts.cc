// SPDX-License-Identifier: MIT
// The pages behind every receipt_url, of payments and of cash receipts, so that links in a
// merchant's pages work.
#include "commands/receipts.h"

#include <array>
#include <optional>
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

constexpr std::size_t kMaxParameterLength = 1024;

std::string FormatRow(std::string_view name, std::string_view value) {
  return "<tr><th scope=\"row\">" + std::string(name) + "</th><td>" + EscapeHtml(value) +
         "</td></tr>\n";
}

std::string FormatMoney(Money money) {
  return FormatAmount(money) + " " + std::string(GetCurrencyCode(money.currency));
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
      FormatRow(texts::kReceiptPgTid, payment.pg_tid.value_or(""));
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

std::string FormatRows(const Receipt& receipt) {
  const auto& types = texts::kCashReceiptTypes;
  std::string rows =
      FormatRow(texts::kReceiptMerchantUid, receipt.merchant_uid.text) +
      FormatRow(texts::kReceiptImpUid, receipt.imp_uid ? receipt.imp_uid->text : "") +
      FormatRow(texts::kReceiptOrderName, receipt.name.value_or("")) +
      FormatRow(texts::kReceiptBuyer, receipt.buyer_name.value_or("")) +
      FormatRow(texts::kCashReceiptType, types.at(static_cast<std::size_t>(receipt.type))) +
      FormatRow(texts::kCashReceiptIdentifier, receipt.identifier) +
      FormatRow(texts::kReceiptAmount, FormatMoney(receipt.amount)) +
      FormatRow(texts::kCashReceiptSupply, FormatMoney(receipt.amount - receipt.vat)) +
      FormatRow(texts::kCashReceiptVat, FormatMoney(receipt.vat)) +
      FormatRow(texts::kCashReceiptNumber, receipt.apply_num) +
      FormatRow(texts::kCashReceiptTid, receipt.receipt_tid) +
      FormatRow(texts::kCashReceiptIssuedAt, FormatKoreanTime(receipt.applied_at)) +
      FormatRow(texts::kReceiptGateway, receipt.pg.text + " (" + receipt.pg_id + ")");
  if (receipt.cancelled_at)
    rows += FormatRow(texts::kReceiptCancellation, FormatKoreanTime(*receipt.cancelled_at));
  return rows;
}

/// The value of a parameter by which receipt links name their receipt; absent without it.
ControlResult<std::optional<std::string>> FindLinkParameter(const ControlCall& call,
                                                            const char* name) {
  const auto data = api::RequestData::Read(call.query, "", "");
  if (!data.ok()) {
    return ControlError{ControlErrc::kMalformedRequest, "the query cannot be decoded", ""};
  }
  const auto value = data.value().fields().OptionalText(name, kMaxParameterLength);
  return value.ok() ? value.value() : std::nullopt;
}

/// The same; it must be there.
ControlResult<std::string> ReadLinkParameter(const ControlCall& call, const char* name) {
  PORTONE_TRY(const std::optional<std::string> value, FindLinkParameter(call, name));
  if (value) return *value;
  return ControlError{ControlErrc::kInvalidParameter,
                      std::string(name) + ": must be given once; receipt links end with it", name};
}

api::Reply MakePage(std::string_view title, const std::string& rows) {
  return MakeHtmlPage(
      "ko", title,
      "<p>" + std::string(texts::kReceiptNotice) + "</p>\n<table>\n" + rows + "</table>\n");
}

ControlResult<api::Reply> ShowCashReceipt(const ControlCall& call, const std::string& receipt_tid) {
  const Result<Receipt> receipt =
      call.sandbox->engine.Query(commands::FindReceiptOfAnyTier{receipt_tid});
  if (!receipt.ok()) {
    return ControlError{ControlErrc::kNotFound, "no cash receipt has this number", "receipt_tid"};
  }
  return MakePage(texts::kCashReceiptTitle, FormatRows(receipt.value()));
}

/// Shows the payment or the cash receipt that the query names. The path and the rest of the query
/// are the gateway's, and are ignored.
ControlResult<api::Reply> ShowReceipt(ControlCall& call) {
  PORTONE_TRY(const std::string user_code, ReadLinkParameter(call, "user_code"));
  PORTONE_TRY(const std::optional<std::string> receipt_tid, FindLinkParameter(call, "receipt_tid"));
  std::string imp_uid;
  if (!receipt_tid) {
    PORTONE_TRY(imp_uid, ReadLinkParameter(call, "imp_uid"));
  }
  call.sandbox = call.context.registry.FindByUserCode(user_code);
  if (call.sandbox == nullptr) {
    return ControlError{ControlErrc::kUnknownSandbox, "no sandbox has this user code", "user_code"};
  }
  if (receipt_tid) return ShowCashReceipt(call, *receipt_tid);
  const Result<Payment> payment =
      call.sandbox->engine.Query(commands::FindPaymentOfAnyTier{ImpUid(imp_uid)});
  if (!payment.ok() || !api::HasReceipt(payment.value())) {
    return ControlError{ControlErrc::kNotFound, "no payment with this imp_uid has a receipt",
                        "imp_uid"};
  }
  return MakePage(texts::kReceiptTitle, FormatRows(payment.value()));
}

constexpr std::array kReceiptRoutes{
    ControlRoute{Method::kGet, "/receipts/*", ShowReceipt},
};

}  // namespace

std::span<const ControlRoute> ReceiptRoutes() {
  return kReceiptRoutes;
}

}  // namespace portone::control
