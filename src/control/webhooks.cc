// SPDX-License-Identifier: MIT
// Which webhooks were sent, to where, and what the merchant's server said.
#include <array>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "api/codec/notice_body.h"
#include "commands/deliveries.h"
#include "control/control.h"
#include "domain/calendar.h"

namespace portone::control {
namespace {

using Json = nlohmann::ordered_json;

Json Described(const DeliveryAttempt& attempt) {
  const DeliveryOutcome& outcome = attempt.outcome;
  return {
      {"at", FormatIso(attempt.at)},
      {"status", outcome.status == 0 ? Json() : Json(outcome.status)},
      {"error", outcome.error.empty() ? Json() : Json(outcome.error)},
      {"response_body", outcome.response_body},
      {"took_ms", outcome.took.count()},
  };
}

Json Described(const Delivery& delivery) {
  const api::NoticeBody body = api::EncodeNotice(delivery.notice, delivery.format);
  Json attempts = Json::array();
  for (const DeliveryAttempt& attempt : delivery.attempts)
    attempts.push_back(Described(attempt));
  return {
      {"id", delivery.id},
      {"imp_uid", delivery.notice.imp_uid.text},
      {"merchant_uid", delivery.notice.merchant_uid.text},
      {"status", StatusText(delivery.notice.status)},
      {"url", delivery.url},
      {"created_at", FormatIso(delivery.created_at)},
      {"state", StateText(delivery.state)},
      {"request", {{"content_type", body.content_type}, {"body", body.text}}},
      {"attempts", std::move(attempts)},
  };
}

api::Reply ListWebhooks(ControlCall& call) {
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return Refusal(sandbox.error());
  const auto deliveries = sandbox.value()->engine.Ask(commands::ListDeliveries{});
  if (!deliveries.ok()) {
    return Refusal({ControlErrc::kPoisoned, deliveries.error().message, ""});
  }
  Json list = Json::array();
  for (const Delivery& delivery : deliveries.value())
    list.push_back(Described(delivery));
  api::Reply reply;
  // What a receiver answered need not be UTF-8.
  reply.body =
      Json{{"webhooks", std::move(list)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
  return reply;
}

constexpr std::array kRoutes{
    ControlRoute{"GET", "/webhooks", ListWebhooks},
};

}  // namespace

std::span<const ControlRoute> WebhookRoutes() {
  return kRoutes;
}

}  // namespace portone::control
