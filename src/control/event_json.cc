// SPDX-License-Identifier: MIT
#include "control/event_json.h"

#include <string>
#include <string_view>

#include "control/event_text.h"
#include "domain/calendar.h"
#include "json/card_number.h"
#include "json/redact.h"
#include "json/text.h"

namespace portone::control {
namespace {

/// Masks a text that may come from outside, and makes it valid UTF-8.
std::string Clean(std::string_view text) {
  std::string masked = json::MaskCardNumbers(text);
  return json::IsUtf8(masked) ? masked : json::EscapeUnprintable(masked);
}

std::string CleanPath(std::string_view target) {
  std::string path = json::RedactPath(target.substr(0, target.find('?')));
  return json::IsUtf8(path) ? path : json::EscapeUnprintable(path);
}

/// Adds a text, unless it is empty.
void AddText(json::Writer& json, std::string_view key, std::string_view text) {
  if (!text.empty()) json.Field(key, Clean(text));
}

void AddElapsed(json::Writer& json, std::chrono::milliseconds elapsed) {
  json.Field("took_ms", static_cast<std::int64_t>(elapsed.count()));
}

/// Adds a status, null when there was no reply.
void AddStatus(json::Writer& json, int status) {
  if (status == 0) {
    json.Field("status", nullptr);
  } else {
    json.Field("status", status);
  }
}

void AddOutcome(json::Writer& json, const CallOutcome& outcome) {
  AddText(json, "merchant_uid", outcome.merchant_uid);
  AddText(json, "imp_uid", outcome.imp_uid);
  AddText(json, "customer_uid", outcome.customer_uid);
  AddText(json, "outcome", outcome.status);
  AddText(json, "amount", outcome.amount);
  AddText(json, "pg", outcome.pg);
  AddText(json, "reason", outcome.reason);
}

// The fields of each kind.

void AddDetails(json::Writer& json, const engine::RequestServed& event) {
  const engine::RequestRecord& record = *event.record;
  json.Field("method", Clean(record.method));
  json.Field("path", CleanPath(record.target));
  AddText(json, "operation", record.operation);
  AddStatus(json, record.status);
  if (record.status != 0) json.Field("code", record.code);
  AddOutcome(json, record.outcome);
  if (!record.outcome.has_failed()) AddText(json, "reason", record.message);
  if (record.fault_delay.count() > 0)
    json.Field("delayed_ms", static_cast<std::int64_t>(record.fault_delay.count()));
  AddElapsed(json, record.elapsed);
}

void AddDetails(json::Writer& json, const engine::EmulatorCallServed& event) {
  json.Field("method", Clean(event.method));
  json.Field("path", CleanPath(event.path));
  AddStatus(json, event.status);
  AddText(json, "reason", event.error);
  AddElapsed(json, event.elapsed);
}

void AddDetails(json::Writer& json, const engine::TransportReported& event) {
  json.Field("method", Clean(event.method));
  json.Field("path", CleanPath(event.path));
  AddStatus(json, event.status);
  AddText(json, "reason", event.reason);
  AddElapsed(json, event.elapsed);
}

void AddDetails(json::Writer& json, const engine::TimerEvent& event) {
  json.Field("timer", event.timer.kind);
  if (event.timer.payment_outcome.status.empty()) {
    AddText(json, "outcome", event.timer.outcome);
  } else {
    AddOutcome(json, event.timer.payment_outcome);
  }
}

/// The name of a field of a webhook's body, where "status" and "event" mean something else.
std::string_view RenameWebhookField(std::string_view name) {
  if (name == "status") return "payment_status";
  return name == "event" ? "webhook_event" : name;
}

/// Adds the fields of the webhook's body.
void AddWebhookFields(json::Writer& json, const WebhookEvent& event) {
  VisitFieldTexts(event, [&](std::string_view name, auto text) {
    if (text) AddText(json, RenameWebhookField(name), *text);
  });
}

void AddDetails(json::Writer& json, const engine::WebhookPosted& event) {
  json.Field("webhook", static_cast<std::int64_t>(event.delivery));
  AddWebhookFields(json, event.webhook_event);
  json.Field("url", CleanPath(event.url));
  json.Field("attempt", Name(event.trigger));
  json.Field("delivered", event.succeeded);
  AddStatus(json, event.result.status);
  AddText(json, "reason", event.result.error);
  json.Field("will_retry", event.will_retry && !event.succeeded);
  AddElapsed(json, event.result.elapsed);
}

void AddDetails(json::Writer& json, const engine::UnsentWebhookEvent& event) {
  AddWebhookFields(json, event.webhook.event);
  json.Field("reason", event.webhook.is_dropped ? "fault" : "no webhook URL");
}

void AddDetails(json::Writer& json, const engine::FaultEvent& event) {
  json.Field("fault", static_cast<std::int64_t>(event.fault.fault));
  json.Field("operation", Name(event.fault.operation));
  AddText(json, "merchant_uid", event.fault.merchant_uid);
  AddText(json, "customer_uid", event.fault.customer_uid);
  if (event.fault.operation == FaultOperation::kRequest)
    json.Field("path", CleanPath(event.fault.path));
  AddText(json, "effect", event.fault.effect);
}

void AddDetails(json::Writer& json, const engine::UnmatchedChannelEvent& event) {
  AddText(json, "merchant_uid", event.window.merchant_uid);
  AddText(json, "requested", event.window.requested);
  AddText(json, "channel_key", event.window.channel_key);
  AddText(json, "pg", event.window.pg);
}

void AddDetails(json::Writer& json, const engine::SandboxChanged& event) {
  json.Field("change", Name(event.change));
}

void AddDetails(json::Writer& json, const engine::ClockMoved& event) {
  json.Field("from", FormatIso(event.from));
  json.Field("to", FormatIso(event.to));
  json.Field("mode", event.mode);
  json.Field("timers", static_cast<std::int64_t>(event.timers));
  if (event.stop != engine::AdvanceStop::kNone) json.Field("reason", Name(event.stop));
}

void AddDetails(json::Writer& json, const engine::AdvanceUnderWay& event) {
  json.Field("from", FormatIso(event.from));
  json.Field("to", FormatIso(event.target));
  json.Field("timers", static_cast<std::int64_t>(event.timers));
  AddElapsed(json, event.elapsed);
}

void AddBodies(json::Writer& json, const engine::EventDetails& details) {
  if (const auto* request = std::get_if<engine::RequestServed>(&details)) {
    const engine::RequestRecord& record = *request->record;
    const std::string body = engine::ReadText(record.body).value_or("");
    if (!body.empty()) AddText(json, "request_body", json::RedactBody(record.content_type, body));
    if (!record.reply_body.empty())
      AddText(json, "reply_body", json::RedactBody("application/json", record.reply_body));
  } else if (const auto* webhook = std::get_if<engine::WebhookPosted>(&details)) {
    AddText(json, "reply_body", webhook->result.body);
  }
}

}  // namespace

void WriteEvent(json::Writer& json, const engine::Event& event, const EventFields& fields) {
  json.BeginObject();
  json.Field("id", static_cast<std::int64_t>(event.id));
  json.Field("time", FormatIso(event.wall));
  json.Field("level", Name(engine::GetSeverity(event.details)));
  json.Field("event", engine::GetKindName(event.details));
  if (event.imp_key != nullptr) {
    json.Field("sandbox", Clean(*event.imp_key));
    json.Field("at", FormatIso(event.at));
  }
  std::visit([&](const auto& details) { AddDetails(json, details); }, event.details);
  if (fields.includes_message) json.Field("message", FormatEventDetails(event));
  if (fields.includes_bodies) AddBodies(json, event.details);
  json.EndObject();
}

}  // namespace portone::control
