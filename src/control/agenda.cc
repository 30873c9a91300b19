// SPDX-License-Identifier: MIT
// Lists the upcoming events of a sandbox.
#include <array>

#include "commands/timers.h"
#include "control/control.h"
#include "control/control_parameters.h"
#include "control/control_reply.h"
#include "domain/calendar.h"
#include "json/writer.h"

namespace portone::control {
namespace {

constexpr std::int64_t kDefaultTimerLimit = 1'000;
constexpr std::int64_t kMaxTimerLimit = 100'000;

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

/// Lists events in the order in which they will fire, at most `limit`.
ControlResult<api::Reply> ListAgenda(ControlCall& call) {
  PORTONE_TRY(const QueryParameters query, QueryParameters::Read(call.query, {"limit"}));
  PORTONE_TRY(const auto limit, query.Integer("limit", kMaxTimerLimit));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  const auto max = static_cast<std::size_t>(limit.value_or(kDefaultTimerLimit));
  PORTONE_TRY(const auto upcoming,
              ToControlResult(sandbox->engine.Query(commands::ListAgenda{max})));
  json::Writer json;
  json.BeginObject().Key("agenda").BeginArray();
  for (const commands::UpcomingTimer& timer : upcoming.entries)
    Write(json, timer);
  json.EndArray()
      .Field("total", static_cast<std::int64_t>(upcoming.total))
      .Field("truncated", upcoming.entries.size() < upcoming.total)
      .EndObject();
  return MakeJsonReply(json);
}

constexpr std::array kAgendaRoutes{
    ControlRoute{Method::kGet, "/agenda", ListAgenda},
};

}  // namespace

std::span<const ControlRoute> AgendaRoutes() {
  return kAgendaRoutes;
}

}  // namespace portone::control
