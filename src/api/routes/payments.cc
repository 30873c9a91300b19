// SPDX-License-Identifier: MIT
// Tag "payments".
#include "commands/payments.h"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include "api/codec/payment_json.h"
#include "api/routes/tags.h"
#include "api/serve.h"

namespace portone::api {
namespace {

Result<commands::FindPayment> DecodeFindPayment(const Call& call) {
  return commands::FindPayment{ImpUid(call.path[0])};
}

/// The status segment is optional; "all", which one client sends, means any.
// FIDELITY: payment-lookup
Result<commands::FindPaymentByOrder> DecodeFindByOrder(const Call& call) {
  commands::FindPaymentByOrder query{MerchantUid(call.path[0]), std::nullopt};
  if (call.path.size() > 1 && call.path[1] != "all") {
    query.status = FindPaymentStatus(call.path[1]);
    if (!query.status) return errors::UnsupportedStatus();
  }
  return query;
}

/// Amounts are read as won: no currency is sent with a cancellation, and the gateways that are
/// emulated charge cards in won.
Result<CancelRequest> DecodeCancelRequest(const Fields& fields) {
  CancelRequest request;
  PORTONE_TRY(request.amount, fields.OptionalAmount("amount", Currency::kKrw));
  PORTONE_TRY(request.tax_free, fields.OptionalAmount("tax_free", Currency::kKrw));
  PORTONE_TRY(request.vat_amount, fields.OptionalAmount("vat_amount", Currency::kKrw));
  PORTONE_TRY(request.checksum, fields.OptionalAmount("checksum", Currency::kKrw));
  PORTONE_TRY(request.reason, fields.OptionalText("reason", 256, WhenLong::kTruncate));
  PORTONE_TRY(request.enable_webhook, fields.Flag("enable_webhook", false));
  return request;
}

Result<commands::CancelPayment> DecodeCancelPayment(const Call& call) {
  commands::CancelPayment command;
  PORTONE_TRY(std::optional<std::string> imp_uid, call.fields.OptionalText("imp_uid", 64));
  PORTONE_TRY(std::optional<std::string> merchant_uid,
              call.fields.OptionalText("merchant_uid", 256));
  if (!imp_uid && !merchant_uid) return errors::CancelTargetMissing();
  if (imp_uid) command.imp_uid = ImpUid(*std::move(imp_uid));
  if (merchant_uid) command.merchant_uid = MerchantUid(*std::move(merchant_uid));
  PORTONE_TRY(command.request, DecodeCancelRequest(call.fields));
  return command;
}

constexpr std::array kRoutes{
    Route{Method::kGet, "/payments/{imp_uid}", Access::kToken,
          Serve<DecodeFindPayment, EncodePayment>},
    Route{Method::kGet, "/payments/find/{merchant_uid}", Access::kToken,
          Serve<DecodeFindByOrder, EncodePayment>},
    Route{Method::kGet, "/payments/find/{merchant_uid}/{payment_status}", Access::kToken,
          Serve<DecodeFindByOrder, EncodePayment>},
    Route{Method::kPost, "/payments/cancel", Access::kToken,
          Serve<DecodeCancelPayment, EncodePayment>},
};

}  // namespace

std::span<const Route> PaymentRoutes() {
  return kRoutes;
}

}  // namespace portone::api
