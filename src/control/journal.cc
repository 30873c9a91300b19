// SPDX-License-Identifier: MIT
// What happened to a sandbox, without its secrets.
#include <array>
#include <limits>
#include <string>

#include <nlohmann/json.hpp>

#include "api/fields.h"
#include "api/redact.h"
#include "control/control.h"
#include "control/json_reply.h"
#include "domain/calendar.h"

namespace portone::control {
namespace {

using Json = nlohmann::ordered_json;

Json Described(const engine::JournalEntry& entry) {
  const engine::Cause& cause = entry.cause;
  Json described{{"sequence", entry.sequence},
                 {"at", FormatIso(entry.at)},
                 {"kind", engine::KindText(cause.kind)}};
  if (cause.kind == engine::CauseKind::kRequest) {
    described["method"] = cause.method;
    described["target"] = api::RedactedTarget(cause.target);
    described["body"] = api::RedactedBody(cause.content_type, cause.body);
  }
  if (cause.kind == engine::CauseKind::kDelivery) {
    described["delivery"] = cause.delivery;
    described["reason"] = ReasonText(cause.reason);
    described["status"] = cause.status == 0 ? Json() : Json(cause.status);
    described["error"] = cause.error.empty() ? Json() : Json(cause.error);
  }
  if (cause.kind == engine::CauseKind::kClockSet) described["clock"] = cause.clock;
  Json notices = Json::array();
  for (const Notice& notice : entry.notices) {
    notices.push_back({{"imp_uid", notice.imp_uid.text},
                       {"merchant_uid", notice.merchant_uid.text},
                       {"status", StatusText(notice.status)}});
  }
  described["notices"] = std::move(notices);
  return described;
}

api::Reply ReadJournal(ControlCall& call) {
  const auto data = api::RequestData::Read(call.query, "", "");
  if (!data.ok()) {
    return Refusal({ControlErrc::kMalformedRequest, data.error().message, ""});
  }
  const auto since =
      data.value().fields().OptionalInteger("since", 0, std::numeric_limits<std::int64_t>::max());
  if (!since.ok()) {
    return Refusal({ControlErrc::kInvalidParameter, "since must be a whole number", "since"});
  }
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return Refusal(sandbox.error());
  Json entries = Json::array();
  const auto from = static_cast<std::uint64_t>(since.value().value_or(0));
  for (const engine::JournalEntry& entry : sandbox.value()->engine.ReadJournal(from)) {
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
