// SPDX-License-Identifier: MIT
// Lists the upcoming events of a sandbox.
#include <array>

#include "commands/timers.h"
#include "control/control.h"
#include "control/json_reply.h"
#include "control/query.h"
#include "domain/calendar.h"
#include "json/writer.h"

namespace portone::control {
namespace {

constexpr std::int64_t kDefaultLimit = 1'000;
constexpr std::int64_t kMaxLimit = 100'000;

void Write(json::Writer& json, const commands::UpcomingTimer& upcoming) {
  const auto or_null = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
  };
  json.BeginObject()
      .Field("at", FormatIso(upcoming.at))
      .Field("kind", upcoming.kind)
      .Field("merchant_uid", or_null(upcoming.merchant_uid))
      .Field("customer_uid", or_null(upcoming.customer_uid))
      .Field("imp_uid", or_null(upcoming.imp_uid))
      .EndObject();
}

/// Lists events in the order in which they will fire, at max `limit`.
api::Reply ListAgenda(ControlCall& call) {
  const auto query = Query::Read(call.query, {"limit"});
  if (!query.ok()) return ErrorReply(query.error());
  const auto limit = query.value().Count("limit", kMaxLimit);
  if (!limit.ok()) return ErrorReply(limit.error());
  const auto sandbox = SelectSandbox(call);
  if (!sandbox.ok()) return ErrorReply(sandbox.error());
  const auto max = static_cast<std::size_t>(limit.value().value_or(kDefaultLimit));
  const auto upcoming = sandbox.value()->engine.Query(commands::ListAgenda{max});
  if (!upcoming.ok()) return ErrorReply({ControlErrc::kPoisoned, upcoming.error().message, ""});
  json::Writer json;
  json.BeginObject().Key("agenda").BeginArray();
  for (const commands::UpcomingTimer& one : upcoming.value().entries)
    Write(json, one);
  json.EndArray()
      .Field("total", static_cast<std::int64_t>(upcoming.value().total))
      .Field("truncated", upcoming.value().entries.size() < upcoming.value().total)
      .EndObject();
  return JsonReply(json);
}

constexpr std::array kAgendaRoutes{
    ControlRoute{Method::kGet, "/agenda", ListAgenda},
};

}  // namespace

std::span<const ControlRoute> AgendaRoutes() {
  return kAgendaRoutes;
}

}  // namespace portone::control
