// SPDX-License-Identifier: MIT
// What happened to a sandbox, without its secrets.
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

Json Described(const engine::JournalEntry& entry) {
  const engine::Cause& cause = entry.cause;
  Json described{{"sequence", entry.sequence},
                 {"at", FormatIso(entry.at)},
                 {"kind", engine::KindText(cause.kind)}};
  if (cause.kind == engine::CauseKind::kRequest) {
    described["method"] = cause.method;
    described["target"] = json::RedactedTarget(cause.target);
    described["body"] = json::RedactedBody(cause.content_type, cause.body);
  }
  if (cause.kind == engine::CauseKind::kDelivery) {
    described["delivery"] = cause.delivery;
    described["reason"] = ReasonText(cause.reason);
    described["status"] = cause.status == 0 ? Json() : Json(cause.status);
    described["error"] = cause.error.empty() ? Json() : Json(cause.error);
  }
  if (cause.kind == engine::CauseKind::kWindow) {
    described["status"] = cause.status == 0 ? Json() : Json(cause.status);
    described["error"] = cause.error.empty() ? Json() : Json(cause.error);
  }
  if (cause.kind == engine::CauseKind::kClockSet) described["clock"] = cause.clock;
  Json notices = Json::array();
  for (const Notice& notice : entry.consequences.notices) {
    notices.push_back({{"imp_uid", notice.imp_uid.text},
                       {"merchant_uid", notice.merchant_uid.text},
                       {"status", StatusText(notice.status)}});
  }
  described["notices"] = std::move(notices);
  described["warnings"] = entry.consequences.warnings;
  return described;
}

/// The sequence after which to begin.
ControlResult<std::uint64_t> ReadSince(const ControlCall& call) {
  PORTONE_TRY(const Query query, Query::Read(call.query, {"since"}));
  PORTONE_TRY(const auto since, query.Count("since", std::numeric_limits<std::int64_t>::max()));
  return static_cast<std::uint64_t>(since.value_or(0));
}

api::Reply ReadJournal(ControlCall& call) {
  const auto since = ReadSince(call);
  if (!since.ok()) return Refusal(since.error());
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return Refusal(sandbox.error());
  Json entries = Json::array();
  for (const engine::JournalEntry& entry : sandbox.value()->engine.ReadJournal(since.value())) {
    entries.push_back(Described(entry));
  }
  return JsonReply(Json{{"seed", sandbox.value()->engine.seed()}, {"entries", std::move(entries)}});
}

constexpr std::array kRoutes{
    ControlRoute{"GET", "/journal", ReadJournal},
};

}  // namespace

std::span<const ControlRoute> JournalRoutes() {
  return kRoutes;
}

}  // namespace portone::control
