// SPDX-License-Identifier: MIT
// The webhooks of a sandbox: what was sent, to which URL, and how the merchant's server answered.
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include "api/codec/webhook_body.h"
#include "api/serve.h"
#include "commands/webhook_deliveries.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "control/webhook_event_json.h"
#include "domain/calendar.h"
#include "domain/errors.h"
#include "json/card_number.h"
#include "json/json.h"

namespace portone::control {
namespace {

Json ToJson(const WebhookAttempt& attempt) {
  const HttpResult& result = attempt.result;
  return {
      {"at", FormatIso(attempt.at)},
      {"trigger", Name(attempt.trigger)},
      {"status", result.status == 0 ? Json() : Json(result.status)},
      {"error", result.error.empty() ? Json() : Json(result.error)},
      {"response_body", result.body},
      {"took_ms", result.elapsed.count()},
  };
}

Json ToJson(const WebhookDelivery& delivery) {
  const api::WebhookBody body = api::EncodeWebhookEvent(delivery.event, delivery.format);
  Json attempts = Json::array();
  for (const WebhookAttempt& attempt : delivery.attempts)
    attempts.push_back(ToJson(attempt));
  Json object{{"id", delivery.id}};
  AddPostedFields(object, delivery.event);
  object["url"] = json::MaskCardNumbers(delivery.url);
  object["created_at"] = FormatIso(delivery.created_at);
  object["state"] = Name(delivery.state);
  object["fault"] = delivery.fault ? Json(*delivery.fault) : Json();
  object["request"] = {{"content_type", body.content_type},
                       {"body", json::MaskCardNumbers(body.text)}};
  object["attempts"] = std::move(attempts);
  return object;
}

/// The filters of the query; an absent one matches everything.
struct WebhookFilter {
  std::optional<std::string> merchant_uid;
  std::optional<std::string> imp_uid;
  std::optional<std::string> status;
  std::optional<std::string> state;
  std::optional<std::string> url;
  std::int64_t since = 0;  ///< only ids greater than this

  bool Matches(const WebhookDelivery& delivery) const {
    const auto matches = [](const std::optional<std::string>& filter, std::string_view value) {
      return !filter || *filter == value;
    };
    return delivery.id > static_cast<WebhookDeliveryId>(since) &&
           matches(merchant_uid, delivery.event.merchant_uid.text) &&
           matches(imp_uid, delivery.event.imp_uid.text) &&
           matches(status, Name(delivery.event.status)) && matches(state, Name(delivery.state)) &&
           matches(url, delivery.url);
  }
};

ControlError MakeUnknownValueError(std::string_view parameter, const std::string& text) {
  return {ControlErrc::kInvalidParameter,
          std::string(parameter) + ": unknown value \"" + text + "\"", std::string(parameter)};
}

ControlResult<WebhookFilter> ReadWebhookFilter(const ControlCall& call) {
  PORTONE_TRY(const QueryParameters query,
              QueryParameters::Read(
                  call.query, {"merchant_uid", "imp_uid", "status", "state", "url", "since"}));
  WebhookFilter filter{query.Text("merchant_uid"), query.Text("imp_uid"), query.Text("status"),
                       query.Text("state"),        query.Text("url"),     0};
  if (filter.status && !Parse<PaymentStatus>(*filter.status))
    return MakeUnknownValueError("status", *filter.status);
  if (filter.state && !Parse<WebhookDeliveryState>(*filter.state))
    return MakeUnknownValueError("state", *filter.state);
  PORTONE_TRY(const auto since, query.Integer("since", std::numeric_limits<std::int64_t>::max()));
  filter.since = since.value_or(0);
  return filter;
}

ControlResult<api::Reply> ListWebhooks(ControlCall& call) {
  PORTONE_TRY(const WebhookFilter filter, ReadWebhookFilter(call));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  PORTONE_TRY(const auto deliveries,
              ToControlResult(sandbox->engine.Query(commands::ListWebhookDeliveries{})));
  Json list = Json::array();
  for (const WebhookDelivery& delivery : deliveries) {
    if (filter.Matches(delivery)) list.push_back(ToJson(delivery));
  }
  return MakeJsonReply(Json{{"webhooks", std::move(list)}});
}

/// Parses the id in the path.
ControlResult<WebhookDeliveryId> ReadId(const ControlCall& call) {
  const std::string& text = call.path[0];
  WebhookDeliveryId id = 0;
  const char* const last = text.data() + text.size();
  const auto [end, errc] = std::from_chars(text.data(), last, id);
  if (errc == std::errc{} && end == last) return id;
  return ControlError{ControlErrc::kNotFound, errors::WebhookNotFound(text).message, "id"};
}

template <class T>
ControlResult<T> CheckFound(Result<T> result) {
  return ToControlResult(std::move(result), Errc::kWebhookNotFound, "id");
}

/// Sends a webhook again and replies with the result. If another thread is delivering for this
/// sandbox (it may be waiting for this very reply), that thread delivers it later.
ControlResult<api::Reply> ReplayWebhook(ControlCall& call) {
  PORTONE_TRY(const WebhookDeliveryId id, ReadId(call));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  PORTONE_RETURN_IF_ERROR(CheckFound(
      sandbox->engine.Run(MakeJournalRequest(call.request), commands::ReplayWebhookDelivery{id})));
  if (auto lease = call.context.dispatcher.TryAcquire(sandbox)) lease->Deliver();
  PORTONE_TRY(const WebhookDelivery delivery,
              CheckFound(sandbox->engine.Query(commands::FindWebhookDelivery{id})));
  return MakeJsonReply(ToJson(delivery));
}

constexpr std::array kWebhookRoutes{
    ControlRoute{Method::kGet, "/webhooks", ListWebhooks},
    ControlRoute{Method::kPost, "/webhooks/{id}/replay", ReplayWebhook, ControlWait::kForMerchant},
};

}  // namespace

std::span<const ControlRoute> WebhookRoutes() {
  return kWebhookRoutes;
}

}  // namespace portone::control
