// SPDX-License-Identifier: MIT
#include "web/store_payment.h"

#include <string>
#include <utility>

#include "domain/store_payment.h"
#include "json/writer.h"
#include "web/confirm_url.h"

namespace portone::web {
namespace {

HttpResult AskMerchant(webhook::Sender& sender, const Payment& payment,
                       StorePaymentMethod pays_with) {
  json::Writer body;
  body.BeginObject()
      .Field("event", "Galaxia.Cvs.Confirm")
      .Field("imp_uid", payment.imp_uid.text)
      .Field("merchant_uid", payment.order.merchant_uid.text)
      .Field("status", Name(payment.status))
      .Key("extra")
      .BeginObject()
      .Field("barcode", payment.slip->barcode)
      .Field("payType", Name(pays_with))
      .EndObject()
      .EndObject();
  return PostToConfirmUrl(sender, *payment.slip->confirm_url, body.Take());
}

/// Why the store does not take the money; absent when the merchant agrees.
std::optional<std::string> FindRefusal(const HttpResult& response) {
  if (IsConfirmed(response)) return std::nullopt;
  const std::string answer = response.status == 0 ? "did not answer (" + response.error + ")"
                                                  : "answered " + std::to_string(response.status);
  return "the merchant's confirm_url " + answer;
}

}  // namespace

Result<Payment> RunStorePayment(engine::Sandbox& sandbox, webhook::Sender& sender,
                                engine::ApiRequest request, const Payment& payment,
                                commands::PayAtStore command) {
  const bool asks =
      payment.slip && payment.slip->confirm_url && DecideStorePayment(payment, command.amount).ok();
  if (!asks) return sandbox.engine.Run(std::move(request), command);
  engine::PaymentConcluded conclusion{.tier = request.tier, .test_code = request.test_code};
  sandbox.engine.JournalRequest(std::move(request));
  conclusion.result = AskMerchant(sender, payment, command.pays_with);
  command.merchant_refusal = FindRefusal(conclusion.result);
  return sandbox.engine.Run(std::move(conclusion), command);
}

}  // namespace portone::web
