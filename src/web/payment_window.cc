// SPDX-License-Identifier: MIT
#include "web/payment_window.h"

#include <optional>
#include <string>
#include <utility>

#include "domain/texts.h"
#include "json/json.h"
#include "json/reader.h"
#include "json/writer.h"
#include "web/confirm_url.h"

namespace portone::web {
namespace {

std::string ParseReason(const std::string& body) {
  Json response;
  const bool readable = !json::ReadJson(body, {}, response) && response.is_object();
  const auto reason = readable ? response.find("reason") : response.end();
  if (!readable || reason == response.end() || !reason->is_string())
    return std::string(texts::kUnknownReason);
  return reason->get<std::string>();
}

/// The message with which the merchant's response stops the payment; absent when it does not.
std::optional<std::string> FindStopMessage(const HttpResult& response) {
  if (IsConfirmed(response)) return std::nullopt;
  return texts::StoppedByMerchant(ParseReason(response.body));
}

HttpResult AskMerchant(webhook::Sender& sender, const std::string& url, const Payment& payment) {
  json::Writer body;
  body.BeginObject()
      .Field("imp_uid", payment.imp_uid.text)
      .Field("merchant_uid", payment.order.merchant_uid.text)
      .Field("amount", payment.order.amount)
      .EndObject();
  return PostToConfirmUrl(sender, url, body.Take());
}

/// The journal entry for the conclusion of a request's window, still without the merchant's
/// response.
engine::PaymentConcluded MakeConclusion(const engine::ApiRequest& request) {
  return {.tier = request.tier, .test_code = request.test_code};
}

/// Asks the merchant, then concludes the window.
Result<commands::WindowState> ConfirmWindow(engine::Sandbox& sandbox, webhook::Sender& sender,
                                            engine::PaymentConcluded conclusion,
                                            commands::WindowState window,
                                            const commands::Checkout& checkout) {
  conclusion.result = AskMerchant(sender, *checkout.confirm_url, window.payment);
  const commands::ConcludeCheckout conclude{std::move(window), checkout,
                                            FindStopMessage(conclusion.result)};
  return sandbox.engine.Run(std::move(conclusion), conclude);
}

}  // namespace

Result<commands::WindowState> RunWindow(engine::Sandbox& sandbox, webhook::Sender& sender,
                                        engine::ApiRequest request,
                                        const commands::Checkout& checkout) {
  if (!checkout.confirm_url || GivesUp(checkout.buyer_action)) {
    return sandbox.engine.Run(std::move(request), checkout);
  }
  const engine::PaymentConcluded conclusion = MakeConclusion(request);
  PORTONE_TRY(commands::WindowState window,
              sandbox.engine.Run(std::move(request), commands::OpenCheckout{checkout}));
  if (window.refusal) return window;
  return ConfirmWindow(sandbox, sender, conclusion, std::move(window), checkout);
}

Result<commands::BrowserWindow> OpenWindow(engine::Sandbox& sandbox, webhook::Sender& sender,
                                           engine::ApiRequest request,
                                           const commands::Checkout& checkout) {
  const engine::PaymentConcluded conclusion = MakeConclusion(request);
  PORTONE_TRY(commands::BrowserWindow shown,
              sandbox.engine.Run(std::move(request), commands::OpenBrowserWindow{checkout}));
  if (shown.stage != commands::WindowStage::kUnconfirmed) return shown;
  PORTONE_TRY(shown.window,
              ConfirmWindow(sandbox, sender, conclusion, std::move(shown.window), shown.checkout));
  shown.stage = commands::WindowStage::kEnded;
  return shown;
}

Result<commands::WindowState> EndWindow(engine::Sandbox& sandbox, webhook::Sender& sender,
                                        engine::ApiRequest request, commands::WindowState window,
                                        const commands::Checkout& checkout) {
  if (!checkout.confirm_url || GivesUp(checkout.buyer_action)) {
    return sandbox.engine.Run(
        std::move(request), commands::ConcludeCheckout{std::move(window), checkout, std::nullopt});
  }
  const engine::PaymentConcluded conclusion = MakeConclusion(request);
  sandbox.engine.JournalRequest(std::move(request));
  return ConfirmWindow(sandbox, sender, conclusion, std::move(window), checkout);
}

}  // namespace portone::web
