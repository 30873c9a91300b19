// SPDX-License-Identifier: MIT
// The journal of a sandbox, without secrets.
#include <array>
#include <cstdint>
#include <limits>
#include <string>

#include "control/control.h"
#include "control/json_reply.h"
#include "control/query.h"
#include "domain/calendar.h"
#include "json/json.h"
#include "json/redact.h"

namespace portone::control {
namespace {

Json ToJson(const engine::JournalEntry& entry) {
  const engine::Cause& cause = entry.cause;
  Json object{{"sequence", entry.sequence},
              {"at", FormatIso(entry.at)},
              {"kind", engine::KindText(cause.kind)}};
  if (cause.kind == engine::CauseKind::kRequest) {
    object["method"] = cause.method;
    object["target"] = json::RedactTarget(cause.target);
    object["body"] = json::RedactBody(cause.content_type, cause.body);
  }
  if (cause.kind == engine::CauseKind::kDelivery) {
    object["delivery"] = cause.delivery;
    object["reason"] = ReasonText(cause.reason);
    object["status"] = cause.status == 0 ? Json() : Json(cause.status);
    object["error"] = cause.error.empty() ? Json() : Json(cause.error);
  }
  if (cause.kind == engine::CauseKind::kWindow) {
    object["status"] = cause.status == 0 ? Json() : Json(cause.status);
    object["error"] = cause.error.empty() ? Json() : Json(cause.error);
  }
  if (cause.kind == engine::CauseKind::kClockSet) object["clock"] = cause.clock;
  Json notices = Json::array();
  for (const WebhookEvent& notice : entry.side_effects.notices) {
    notices.push_back({{"imp_uid", notice.imp_uid.text},
                       {"merchant_uid", notice.merchant_uid.text},
                       {"status", StatusText(notice.status)}});
  }
  object["notices"] = std::move(notices);
  object["warnings"] = entry.side_effects.warnings;
  return object;
}

/// Reads the sequence number after which the list begins.
ControlResult<std::uint64_t> ReadSince(const ControlCall& call) {
  PORTONE_TRY(const Query query, Query::Read(call.query, {"since"}));
  PORTONE_TRY(const auto since, query.Count("since", std::numeric_limits<std::int64_t>::max()));
  return static_cast<std::uint64_t>(since.value_or(0));
}

api::Reply ReadJournal(ControlCall& call) {
  const auto since = ReadSince(call);
  if (!since.ok()) return ErrorReply(since.error());
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  Json entries = Json::array();
  for (const engine::JournalEntry& entry : sandbox.value()->engine.ReadJournal(since.value())) {
    entries.push_back(ToJson(entry));
  }
  return JsonReply(Json{{"seed", sandbox.value()->engine.seed()}, {"entries", std::move(entries)}});
}

constexpr std::array kRoutes{
    ControlRoute{Method::kGet, "/journal", ReadJournal},
};

}  // namespace

std::span<const ControlRoute> JournalRoutes() {
  return kRoutes;
}

}  // namespace portone::control
