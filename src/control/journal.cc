// SPDX-License-Identifier: MIT
// The journal of a sandbox, without secrets.
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/path_prefixes.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "control/webhook_event_json.h"
#include "domain/calendar.h"
#include "json/json.h"
#include "json/redact.h"

namespace portone::control {
namespace {

void AddInput(Json& object, const engine::ApiRequest& request) {
  object["method"] = request.method;
  object["target"] = json::RedactTarget(request.target);
  object["body"] = FormatBody(request.content_type,
                              request.is_body_stored ? std::optional(request.body) : std::nullopt);
}

void AddResult(Json& object, const HttpResult& result) {
  object["status"] = result.status == 0 ? Json() : Json(result.status);
  object["error"] = result.error.empty() ? Json() : Json(result.error);
}

void AddInput(Json& object, const engine::WebhookResult& webhook) {
  object["delivery"] = webhook.attempt.delivery_id;
  object["trigger"] = Name(webhook.attempt.trigger);
  AddResult(object, webhook.attempt.result);
}

void AddInput(Json& object, const engine::PaymentConcluded& window) {
  AddResult(object, window.result);
}

void AddInput(Json& object, const engine::ClockSet& clock) {
  object["clock"] = clock.mode;
}

void AddInput(Json& /*object*/, const engine::AdvanceStarted& /*input*/) {}

void AddInput(Json& /*object*/, const engine::TimerFired& /*input*/) {}

void AddInput(Json& object, const engine::AdvanceEnded& ended) {
  if (ended.stop != engine::AdvanceStop::kNone) object["reason"] = Name(ended.stop);
}

constexpr const char* kCalledByPage =
    "called from a page in a browser: the secret or the token would be public; real pages get a "
    "CORS error";

/// Whether a page in a browser, not a server, called the V1 API.
bool IsApiCallFromPage(const engine::JournalEntry& entry) {
  const auto* request = std::get_if<engine::ApiRequest>(&entry.input);
  return request != nullptr && request->is_from_page &&
         !request->target.starts_with(kControlPrefix) &&
         !request->target.starts_with(kBrowserPrefix);
}

Json ToJson(const engine::JournalEntry& entry) {
  Json object{{"sequence", entry.sequence},
              {"at", FormatIso(entry.at)},
              {"kind", engine::GetKindName(entry.input)}};
  std::visit([&](const auto& input) { AddInput(object, input); }, entry.input);
  Json webhooks = Json::array();
  for (const WebhookEvent& event : entry.side_effects.webhooks)
    AddPostedFields(webhooks.emplace_back(Json::object()), event);
  object["webhooks"] = std::move(webhooks);
  object["warnings"] = entry.side_effects.warnings;
  if (IsApiCallFromPage(entry)) object["warnings"].push_back(kCalledByPage);
  return object;
}

/// Reads the sequence number after which the list begins.
ControlResult<std::uint64_t> ReadSince(const ControlCall& call) {
  PORTONE_TRY(const QueryParameters query, QueryParameters::Read(call.query, {"since"}));
  PORTONE_TRY(const auto since, query.Integer("since", std::numeric_limits<std::int64_t>::max()));
  return static_cast<std::uint64_t>(since.value_or(0));
}

ControlResult<api::Reply> ReadJournal(ControlCall& call) {
  PORTONE_TRY(const std::uint64_t since, ReadSince(call));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  Json entries = Json::array();
  for (const engine::JournalEntry& entry : sandbox->engine.ReadJournal(since)) {
    entries.push_back(ToJson(entry));
  }
  return MakeJsonReply(Json{{"seed", sandbox->engine.seed()}, {"entries", std::move(entries)}});
}

constexpr std::array kJournalRoutes{
    ControlRoute{Method::kGet, "/journal", ReadJournal},
};

}  // namespace

std::span<const ControlRoute> JournalRoutes() {
  return kJournalRoutes;
}

}  // namespace portone::control
