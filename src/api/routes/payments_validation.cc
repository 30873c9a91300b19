// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "payments.validation": amounts registered before the payment.
#include <array>
#include <string>
#include <utility>

#include "api/decode.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/prepared_amounts.h"

namespace portone::api {
namespace {

void EncodePreparedAmount(ReplyWriter& json, const PreparedAmount& prepared) {
  json.BeginObject()
      .Field("merchant_uid", prepared.merchant_uid.text)
      .Field("amount", prepared.amount);
  if (json.options().profile == Profile::kCurrent) {
    json.Key("currency");
    if (prepared.accepts_any_currency) {
      json.Null();
    } else {
      json.Text(GetCurrencyCode(prepared.amount.currency));
    }
  }
  json.EndObject();
}

Result<PreparedAmount> DecodePreparedAmount(const Fields& fields) {
  PreparedAmount prepared;
  PORTONE_TRY(prepared.merchant_uid, DecodeMerchantUid(fields));
  PORTONE_TRY(const std::optional<Currency> currency, DecodeOptionalCurrency(fields));
  prepared.accepts_any_currency = !currency;
  PORTONE_TRY(prepared.amount, fields.RequiredAmount("amount", currency.value_or(Currency::kKrw)));
  return prepared;
}

Result<commands::RegisterPreparedAmount> DecodeRegisterAmount(const Call& call) {
  PORTONE_TRY(PreparedAmount prepared, DecodePreparedAmount(call.fields));
  return commands::RegisterPreparedAmount{std::move(prepared)};
}

Result<commands::ChangePreparedAmount> DecodeChangeAmount(const Call& call) {
  PORTONE_TRY(PreparedAmount prepared, DecodePreparedAmount(call.fields));
  return commands::ChangePreparedAmount{std::move(prepared)};
}

Result<commands::FindPreparedAmount> DecodeFindPreparedAmount(const Call& call) {
  return commands::FindPreparedAmount{MerchantUid(call.path[0])};
}

constexpr std::array kPaymentsValidationRoutes{
    Route{Method::kPut, "/payments/prepare", Access::kToken,
          Serve<DecodeChangeAmount, EncodePreparedAmount>},
    Route{Method::kPost, "/payments/prepare", Access::kToken,
          Serve<DecodeRegisterAmount, EncodePreparedAmount>},
    Route{Method::kGet, "/payments/prepare/{merchant_uid}", Access::kToken,
          Serve<DecodeFindPreparedAmount, EncodePreparedAmount>},
    // FIDELITY: post-lookups
    Route{Method::kPost, "/payments/prepare/{merchant_uid}", Access::kToken,
          Serve<DecodeFindPreparedAmount, EncodePreparedAmount>, Basis::kClients},
};

}  // namespace

std::span<const Route> PaymentsValidationRoutes() {
  return kPaymentsValidationRoutes;
}

}  // namespace portone::api
