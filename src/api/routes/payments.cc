// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "payments".
#include "commands/payments.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "api/codec/balance_json.h"
#include "api/codec/page_json.h"
#include "api/codec/payment_json.h"
#include "api/decode.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/payment_lists.h"
#include "domain/calendar.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

Result<commands::FindPayment> DecodeFindPayment(const Call& call) {
  commands::FindPayment query{ImpUid(call.path[0]), false};
  PORTONE_TRY(query.include_sandbox, call.fields.Flag("include_sandbox", false));
  return query;
}

Result<commands::FindBalance> DecodeFindBalance(const Call& call) {
  return commands::FindBalance{ImpUid(call.path[0])};
}

Result<commands::FindPayments> DecodeFindPayments(const Call& call) {
  constexpr std::size_t kMaxIds = 100;
  PORTONE_TRY(std::vector<std::string> imp_uids, call.fields.Strings("imp_uid", 64));
  PORTONE_TRY(std::vector<std::string> merchant_uids, call.fields.Strings("merchant_uid", 256));
  if (imp_uids.empty() && merchant_uids.empty()) return errors::MissingParameter("imp_uid[]");
  if (imp_uids.size() + merchant_uids.size() > kMaxIds) {
    return errors::InvalidParameter("imp_uid[]", texts::kTooManyIds);
  }
  commands::FindPayments query;
  for (std::string& imp_uid : imp_uids)
    query.imp_uids.emplace_back(std::move(imp_uid));
  for (std::string& merchant_uid : merchant_uids)
    query.merchant_uids.emplace_back(std::move(merchant_uid));
  return query;
}

/// The status segment of the path is optional; "all", which one client sends, means any status.
// FIDELITY: payment-lookup
Result<StatusSet> DecodeStatuses(const Call& call, std::size_t segment) {
  if (call.path.size() <= segment || call.path[segment] == "all") return StatusSet::All();
  const auto status = Parse<PaymentStatus>(call.path[segment]);
  if (!status) return errors::UnsupportedStatus();
  return StatusSet{*status};
}

/// "-started, started, -paid, ...".
std::string ListSortOrders() {
  std::string all;
  for (const std::string_view name : Names<PaymentSortField>()) {
    all += (all.empty() ? "-" : ", -") + std::string(name) + ", " + std::string(name);
  }
  return all;
}

Result<SortOrder> DecodeSortOrder(const Fields& fields) {
  PORTONE_TRY(const std::optional<std::string> text, fields.OptionalText("sorting", 16));
  if (!text) return SortOrder{};
  const auto order = ParseSortOrder(*text);
  if (!order) return errors::InvalidParameter("sorting", texts::NotOneOf(ListSortOrders()));
  return *order;
}

Result<commands::FindPaymentByOrder> DecodeFindByOrder(const Call& call) {
  commands::FindPaymentByOrder query;
  query.merchant_uid = MerchantUid(call.path[0]);
  PORTONE_TRY(query.statuses, DecodeStatuses(call, 1));
  PORTONE_TRY(query.sort_order, DecodeSortOrder(call.fields));
  return query;
}

Result<commands::ListAttempts> DecodeListAttempts(const Call& call) {
  commands::ListAttempts query;
  query.merchant_uid = MerchantUid(call.path[0]);
  PORTONE_TRY(query.statuses, DecodeStatuses(call, 1));
  PORTONE_TRY(query.sort_order, DecodeSortOrder(call.fields));
  PORTONE_TRY(query.page, DecodePage(call.fields));
  return query;
}

/// Times are compared in whole seconds, so `to` includes its entire last second.
Result<commands::ListPaymentsByStatus> DecodeListByStatus(const Call& call) {
  commands::ListPaymentsByStatus query;
  PORTONE_TRY(query.statuses, DecodeStatuses(call, 0));
  PORTONE_TRY(const auto from, call.fields.OptionalUnixTime("from"));
  if (from) query.from = *from;
  PORTONE_TRY(const auto to, call.fields.OptionalUnixTime("to"));
  if (to) query.to = *to + std::chrono::milliseconds{999};
  if (from && to && *from > *to) {
    return errors::InvalidParameter("from", texts::Above("to"));
  }
  PORTONE_TRY(query.sort_order, DecodeSortOrder(call.fields));
  PORTONE_TRY(query.page, DecodePage(call.fields));
  return query;
}

Result<RefundAccount> DecodeRefundAccount(const Fields& fields) {
  RefundAccount refund;
  PORTONE_TRY(refund.holder, fields.OptionalText("refund_holder", 16, TooLongPolicy::kTruncate));
  PORTONE_TRY(refund.bank, fields.OptionalText("refund_bank", 4));
  PORTONE_TRY(refund.account, fields.OptionalText("refund_account", 16));
  PORTONE_TRY(refund.tel, fields.OptionalText("refund_tel", 16, TooLongPolicy::kTruncate));
  return refund;
}

/// A cancellation has no currency parameter: its amounts are in the payment's.
Result<commands::CancelAmountTexts> DecodeCancelAmounts(const Fields& fields) {
  commands::CancelAmountTexts amounts;
  PORTONE_TRY(amounts.amount, fields.OptionalAmountText("amount"));
  PORTONE_TRY(amounts.tax_free, fields.OptionalAmountText("tax_free"));
  PORTONE_TRY(amounts.vat_amount, fields.OptionalAmountText("vat_amount"));
  PORTONE_TRY(amounts.checksum, fields.OptionalAmountText("checksum"));
  return amounts;
}

Result<CancelTerms> DecodeCancelTerms(const Fields& fields) {
  CancelTerms terms;
  PORTONE_TRY(terms.reason, fields.OptionalText("reason", 256, TooLongPolicy::kTruncate));
  PORTONE_TRY(terms.refund, DecodeRefundAccount(fields));
  PORTONE_TRY(terms.enable_webhook, fields.Flag("enable_webhook", false));
  terms.extra = fields.Flatten({"extra", "reason"});
  return terms;
}

Result<commands::CancelPayment> DecodeCancelPayment(const Call& call) {
  commands::CancelPayment command;
  PORTONE_TRY(std::optional<std::string> imp_uid, call.fields.OptionalText("imp_uid", 64));
  PORTONE_TRY(std::optional<std::string> merchant_uid,
              call.fields.OptionalText("merchant_uid", 256));
  if (!imp_uid && !merchant_uid) return errors::CancelTargetMissing();
  if (imp_uid) command.imp_uid = ImpUid(*std::move(imp_uid));
  if (merchant_uid) command.merchant_uid = MerchantUid(*std::move(merchant_uid));
  PORTONE_TRY(command.amounts, DecodeCancelAmounts(call.fields));
  PORTONE_TRY(command.terms, DecodeCancelTerms(call.fields));
  return command;
}

void EncodePayments(ReplyWriter& json, const commands::LookupResult<Payment>& found) {
  json.BeginArray();
  for (const Payment& payment : found.list)
    EncodePayment(json, payment);
  json.EndArray();
}

constexpr auto kEncodePage = EncodePage<EncodePayment, Payment>;

constexpr std::array kPaymentRoutes{
    Route{Method::kGet, "/payments/{imp_uid}/balance", Access::kToken,
          Serve<DecodeFindBalance, EncodeBalance>},
    Route{Method::kGet, "/payments/{imp_uid}", Access::kToken,
          Serve<DecodeFindPayment, EncodePayment>},
    Route{Method::kGet, "/payments", Access::kToken, Serve<DecodeFindPayments, EncodePayments>},
    Route{Method::kGet, "/payments/find/{merchant_uid}", Access::kToken,
          Serve<DecodeFindByOrder, EncodePayment>},
    Route{Method::kGet, "/payments/find/{merchant_uid}/{payment_status}", Access::kToken,
          Serve<DecodeFindByOrder, EncodePayment>},
    Route{Method::kGet, "/payments/findAll/{merchant_uid}", Access::kToken,
          Serve<DecodeListAttempts, kEncodePage>},
    Route{Method::kGet, "/payments/findAll/{merchant_uid}/{payment_status}", Access::kToken,
          Serve<DecodeListAttempts, kEncodePage>},
    Route{Method::kGet, "/payments/status/{payment_status}", Access::kToken,
          Serve<DecodeListByStatus, kEncodePage>},
    Route{Method::kPost, "/payments/cancel", Access::kToken,
          Serve<DecodeCancelPayment, EncodePayment>},
    // FIDELITY: post-lookups
    Route{Method::kPost, "/payments/{imp_uid}", Access::kToken,
          Serve<DecodeFindPayment, EncodePayment>, Basis::kClients},
    Route{Method::kPost, "/payments", Access::kToken, Serve<DecodeFindPayments, EncodePayments>,
          Basis::kClients},
    Route{Method::kPost, "/payments/find/{merchant_uid}", Access::kToken,
          Serve<DecodeFindByOrder, EncodePayment>, Basis::kClients},
    Route{Method::kPost, "/payments/find/{merchant_uid}/{payment_status}", Access::kToken,
          Serve<DecodeFindByOrder, EncodePayment>, Basis::kClients},
    Route{Method::kPost, "/payments/findAll/{merchant_uid}", Access::kToken,
          Serve<DecodeListAttempts, kEncodePage>, Basis::kClients},
    Route{Method::kPost, "/payments/findAll/{merchant_uid}/{payment_status}", Access::kToken,
          Serve<DecodeListAttempts, kEncodePage>, Basis::kClients},
    Route{Method::kPost, "/payments/status/{payment_status}", Access::kToken,
          Serve<DecodeListByStatus, kEncodePage>, Basis::kClients},
};

}  // namespace

std::span<const Route> PaymentRoutes() {
  return kPaymentRoutes;
}

}  // namespace portone::api
