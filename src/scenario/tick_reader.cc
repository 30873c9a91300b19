// SPDX-License-Identifier: MIT
#include "scenario/tick_reader.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/calendar.h"
#include "json/json.h"
#include "scenario/header_reader.h"
#include "scenario/program_reader.h"

namespace portone::scenario {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

Period ReadTickPeriod(json::StrictObject& object, std::string_view key, const std::string& text) {
  const std::optional<Period> period = ParsePeriod(text);
  const bool is_positive = period && (period->months > 0 || period->duration > Duration{0});
  if (!is_positive) object.Report(key, "must be a period like \"1h\" or \"P1D\", and not zero");
  return period.value_or(Period{});
}

void ReadTickTimes(json::StrictObject& tick, engine::TickRule& result) {
  if (const auto every = tick.Text("every")) result.when = ReadTickPeriod(tick, "every", *every);
  if (const auto cron = tick.Text("cron")) {
    const std::optional<CronSchedule> schedule = ParseCron(*cron);
    if (schedule) result.when = *schedule;
    if (!schedule) {
      tick.Report("cron",
                  "must have the five fields of a crontab, like \"0 6 * * *\": minute, "
                  "hour, day, month, weekday");
    }
  }
  if (tick.Has("every") == tick.Has("cron"))
    tick.ReportKey("every", "give exactly one of \"every\" and \"cron\"");
}

bool IsCallUrl(const std::string& url) {
  return url.starts_with("http://") || url.starts_with("https://");
}

engine::TickCall ReadTickCall(json::StrictObject& call) {
  engine::TickCall result;
  result.url = call.RequiredText("post").value_or("http://");
  if (!IsCallUrl(result.url)) call.Report("post", "must be an http or https URL");
  result.headers = ReadHeaders(call).value_or(std::vector<HttpHeader>{});
  if (const Json* body = call.Raw("body")) {
    result.content_type = "application/json";
    result.body = body->dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  call.Finish();
  return result;
}

void ReadTickBounds(json::StrictObject& tick, engine::TickRule& result) {
  if (const auto wait = tick.Integer("wait_ms", 0, engine::kMaxTickWait.count()))
    result.wait = milliseconds{*wait};
  if (const auto max_ticks = tick.Integer("max", 1, engine::kMaxTicks))
    result.max_ticks = static_cast<std::size_t>(*max_ticks);
  if (const auto limit = tick.Integer("max_tick_seconds", 1, engine::kMaxActionTime.count()))
    result.action_limit = seconds{*limit};
  if (const auto limit = tick.Integer("max_seconds", 1, engine::kMaxTickTime.count()))
    result.limit = seconds{*limit};
}

}  // namespace

engine::TickRule ReadTick(json::StrictObject& advance) {
  engine::TickRule result;
  result.wait = engine::kDefaultTickWait;
  result.max_ticks = engine::kDefaultTicks;
  result.action_limit = engine::kDefaultActionTime;
  if (advance.Has("until")) {
    advance.ReportKey("tick", "needs \"by\" or \"to\": ticks have no end of their own");
  }
  if (advance.IsString("tick")) {
    result.when = ReadTickPeriod(advance, "tick", advance.Text("tick").value_or(""));
    return result;
  }
  std::optional<json::StrictObject> tick = advance.Object("tick");
  if (!tick) return result;
  ReadTickTimes(*tick, result);
  if (std::optional<json::StrictObject> call = tick->Object("call"))
    result.call = ReadTickCall(*call);
  if (tick->Has("command")) result.command = ReadProgram(*tick, "command");
  if (tick->Has("call") && tick->Has("command"))
    tick->ReportKey("command", "give at most one of \"call\" and \"command\"");
  ReadTickBounds(*tick, result);
  tick->Finish();
  return result;
}

}  // namespace portone::scenario
