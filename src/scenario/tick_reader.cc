// SPDX-License-Identifier: MIT
#include "scenario/tick_reader.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/calendar.h"
#include "json/json.h"
#include "scenario/command_reader.h"
#include "scenario/header_reader.h"

namespace portone::scenario {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

Period ReadTickPeriod(json::StrictObject& object, std::string_view key, const std::string& text) {
  const std::optional<Period> period = ParsePeriod(text);
  const bool is_some = period && (period->months > 0 || period->rest > Duration{0});
  if (!is_some) object.Report(key, "must be a period like \"1h\" or \"P1D\", and not zero");
  return period.value_or(Period{});
}

void ReadTickTimes(json::StrictObject& tick, engine::Tick& read) {
  if (const auto every = tick.Text("every")) read.when = ReadTickPeriod(tick, "every", *every);
  if (const auto cron = tick.Text("cron")) {
    const std::optional<CronSchedule> schedule = ParseCron(*cron);
    if (schedule) read.when = *schedule;
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
  engine::TickCall read;
  read.url = call.RequiredText("post").value_or("http://");
  if (!IsCallUrl(read.url)) call.Report("post", "must be an http or https URL");
  read.headers = ReadHeaders(call).value_or(std::vector<HttpHeader>{});
  if (const Json* body = call.Raw("body")) {
    read.content_type = "application/json";
    read.body = body->dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  call.Finish();
  return read;
}

void ReadTickBounds(json::StrictObject& tick, engine::Tick& read) {
  if (const auto wait = tick.Integer("wait_ms", 0, engine::kMaxTickWait.count()))
    read.wait = milliseconds{*wait};
  if (const auto most = tick.Integer("max", 1, engine::kMaxTicks))
    read.most = static_cast<std::size_t>(*most);
  if (const auto limit = tick.Integer("max_seconds", 1, engine::kMaxTickTime.count()))
    read.limit = seconds{*limit};
}

}  // namespace

engine::Tick ReadTick(json::StrictObject& advance) {
  engine::Tick read;
  read.wait = engine::kUsualTickWait;
  read.most = engine::kUsualTicks;
  read.limit = engine::kUsualTickTime;
  if (advance.Has("until")) {
    advance.ReportKey("tick", "needs \"by\" or \"to\": ticks have no end of their own");
  }
  if (advance.IsString("tick")) {
    read.when = ReadTickPeriod(advance, "tick", advance.Text("tick").value_or(""));
    return read;
  }
  std::optional<json::StrictObject> tick = advance.Object("tick");
  if (!tick) return read;
  ReadTickTimes(*tick, read);
  if (std::optional<json::StrictObject> call = tick->Object("call"))
    read.call = ReadTickCall(*call);
  if (tick->Has("command")) read.command = ReadCommand(*tick, "command");
  if (tick->Has("call") && tick->Has("command"))
    tick->ReportKey("command", "give at most one of \"call\" and \"command\"");
  ReadTickBounds(*tick, read);
  tick->Finish();
  return read;
}

}  // namespace portone::scenario
