// SPDX-License-Identifier: MIT
// The webhooks of a sandbox: what was sent, to which URL, and how the merchant's server answered.
#include <array>
#include <charconv>
#include <limits>
#include <optional>
#include <string>
#include <system_error>

#include "api/codec/webhook_body.h"
#include "api/serve.h"
#include "commands/webhook_deliveries.h"
#include "control/control.h"
#include "control/json_reply.h"
#include "control/query.h"
#include "control/webhook_event_json.h"
#include "domain/calendar.h"
#include "domain/errors.h"
#include "json/json.h"

namespace portone::control {
namespace {

Json ToJson(const WebhookAttempt& attempt) {
  const HttpResult& result = attempt.result;
  return {
      {"at", FormatIso(attempt.at)},
      {"reason", Name(attempt.reason)},
      {"status", result.status == 0 ? Json() : Json(result.status)},
      {"error", result.error.empty() ? Json() : Json(result.error)},
      {"response_body", result.body},
      {"took_ms", result.took.count()},
  };
}

Json ToJson(const WebhookDelivery& delivery) {
  const api::WebhookBody body = api::EncodeWebhookEvent(delivery.event, delivery.format);
  Json attempts = Json::array();
  for (const WebhookAttempt& attempt : delivery.attempts)
    attempts.push_back(ToJson(attempt));
  Json object{{"id", delivery.id}};
  AddPostedFields(object, delivery.event);
  object["url"] = delivery.url;
  object["created_at"] = FormatIso(delivery.created_at);
  object["state"] = Name(delivery.state);
  object["fault"] = delivery.fault ? Json(*delivery.fault) : Json();
  object["request"] = {{"content_type", body.content_type}, {"body", body.text}};
  object["attempts"] = std::move(attempts);
  return object;
}

/// The filters of the query; an absent one matches everything.
struct Filter {
  std::optional<std::string> merchant_uid;
  std::optional<std::string> imp_uid;
  std::optional<std::string> status;
  std::optional<std::string> state;
  std::optional<std::string> url;
  std::int64_t since = 0;  ///< only ids greater than this

  bool Matches(const WebhookDelivery& delivery) const {
    const auto fits = [](const std::optional<std::string>& filter, std::string_view value) {
      return !filter || *filter == value;
    };
    return delivery.id > static_cast<WebhookDeliveryId>(since) &&
           fits(merchant_uid, delivery.event.merchant_uid.text) &&
           fits(imp_uid, delivery.event.imp_uid.text) &&
           fits(status, Name(delivery.event.status)) && fits(state, Name(delivery.state)) &&
           fits(url, delivery.url);
  }
};

ControlError MakeUnknownValueError(std::string_view parameter, const std::string& text) {
  return {ControlErrc::kInvalidParameter,
          std::string(parameter) + ": unknown value \"" + text + "\"", std::string(parameter)};
}

ControlResult<Filter> ReadFilter(const ControlCall& call) {
  PORTONE_TRY(const Query query, Query::Read(call.query, {"merchant_uid", "imp_uid", "status",
                                                          "state", "url", "since"}));
  Filter filter{query.Text("merchant_uid"), query.Text("imp_uid"), query.Text("status"),
                query.Text("state"),        query.Text("url"),     0};
  if (filter.status && !Parse<PaymentStatus>(*filter.status))
    return MakeUnknownValueError("status", *filter.status);
  if (filter.state && !Parse<WebhookDeliveryState>(*filter.state))
    return MakeUnknownValueError("state", *filter.state);
  PORTONE_TRY(const auto since, query.Count("since", std::numeric_limits<std::int64_t>::max()));
  filter.since = since.value_or(0);
  return filter;
}

api::Reply ListWebhooks(ControlCall& call) {
  const auto filter = ReadFilter(call);
  if (!filter.ok()) return ErrorReply(filter.error());
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  const auto deliveries = sandbox.value()->engine.Query(commands::ListWebhookDeliveries{});
  if (!deliveries.ok()) {
    return ErrorReply({ControlErrc::kPoisoned, deliveries.error().message, ""});
  }
  Json list = Json::array();
  for (const WebhookDelivery& delivery : deliveries.value()) {
    if (filter.value().Matches(delivery)) list.push_back(ToJson(delivery));
  }
  return JsonReply(Json{{"webhooks", std::move(list)}});
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

ControlError ToControlError(const Error& error) {
  const bool unknown = error.code == Errc::kWebhookNotFound;
  return {unknown ? ControlErrc::kNotFound : ControlErrc::kPoisoned, error.message,
          unknown ? "id" : ""};
}

/// Sends a webhook again and replies with the result. If another thread is delivering for this
/// sandbox (it may be waiting for this very reply), that thread delivers it later.
api::Reply ReplayWebhook(ControlCall& call) {
  const auto id = ReadId(call);
  if (!id.ok()) return ErrorReply(id.error());
  const auto selected = SelectSandbox(call);
  if (!selected.ok()) return ErrorReply(selected.error());
  engine::Engine& engine = selected.value()->engine;
  const auto replayed =
      engine.Run(MakeCause(call.request), commands::ReplayWebhookDelivery{id.value()});
  if (!replayed.ok()) return ErrorReply(ToControlError(replayed.error()));
  if (auto lease = call.context.dispatcher.TryAcquire(selected.value())) lease->Deliver();
  const auto delivery = engine.Query(commands::FindWebhookDelivery{id.value()});
  if (!delivery.ok()) return ErrorReply(ToControlError(delivery.error()));
  return JsonReply(ToJson(delivery.value()));
}

constexpr std::array kWebhookRoutes{
    ControlRoute{Method::kGet, "/webhooks", ListWebhooks},
    ControlRoute{Method::kPost, "/webhooks/{id}/replay", ReplayWebhook, Waiting::kForOthers},
};

}  // namespace

std::span<const ControlRoute> WebhookRoutes() {
  return kWebhookRoutes;
}

}  // namespace portone::control
