// SPDX-License-Identifier: MIT
// Tag "payments.validation": amounts that are announced before they are paid.
#include <array>
#include <string>
#include <utility>

#include "api/decode.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/prepared_amounts.h"

namespace portone::api {
namespace {

void EncodeRegistration(ReplyWriter& json, const Registration& registration) {
  json.BeginObject()
      .Field("merchant_uid", registration.merchant_uid.text)
      .Field("amount", registration.amount);
  if (json.options().profile == Profile::kCurrent) {
    json.Key("currency");
    if (registration.any_currency) {
      json.Null();
    } else {
      json.Text(CurrencyCode(registration.amount.currency));
    }
  }
  json.EndObject();
}

Result<Registration> DecodeRegistration(const Fields& fields) {
  Registration registration;
  PORTONE_TRY(std::string merchant_uid, fields.RequiredText("merchant_uid", 40));
  registration.merchant_uid = MerchantUid(std::move(merchant_uid));
  PORTONE_TRY(const std::optional<Currency> currency, DecodeOptionalCurrency(fields));
  registration.any_currency = !currency;
  PORTONE_TRY(registration.amount,
              fields.RequiredAmount("amount", currency.value_or(Currency::kKrw)));
  return registration;
}

Result<commands::RegisterAmount> DecodeRegisterAmount(const Call& call) {
  PORTONE_TRY(Registration registration, DecodeRegistration(call.fields));
  return commands::RegisterAmount{std::move(registration)};
}

Result<commands::ChangeAmount> DecodeChangeAmount(const Call& call) {
  PORTONE_TRY(Registration registration, DecodeRegistration(call.fields));
  return commands::ChangeAmount{std::move(registration)};
}

Result<commands::FindRegistration> DecodeFindRegistration(const Call& call) {
  return commands::FindRegistration{MerchantUid(call.path[0])};
}

constexpr std::array kRoutes{
    Route{Method::kPut, "/payments/prepare", Access::kToken,
          Serve<DecodeChangeAmount, EncodeRegistration>},
    Route{Method::kPost, "/payments/prepare", Access::kToken,
          Serve<DecodeRegisterAmount, EncodeRegistration>},
    Route{Method::kGet, "/payments/prepare/{merchant_uid}", Access::kToken,
          Serve<DecodeFindRegistration, EncodeRegistration>},
};

}  // namespace

std::span<const Route> PaymentsValidationRoutes() {
  return kRoutes;
}

}  // namespace portone::api
