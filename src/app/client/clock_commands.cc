// SPDX-License-Identifier: MIT
// advance and clock: the time of a sandbox.
#include <ostream>
#include <string>

#include "app/client/client_commands.h"
#include "app/client/table.h"
#include "domain/calendar.h"

namespace portone::app::client {
namespace {

/// Reads a period ("30d"), a time, or what to advance to ("next", "idle").
Json ReadTarget(const std::string& word) {
  if (word == "next" || word == "idle") return {{"until", word}};
  if (ParseIso(word)) return {{"to", word}};
  if (ParsePeriod(word)) return {{"by", word}};
  throw UsageError("advance takes a period like 90s, 12h, 30d or P1M, a time like " +
                   std::string("2024-01-31T09:00:00+09:00, next or idle, not ") + word);
}

std::string FormatCount(const Json& number, const std::string& noun) {
  return number.dump() + " " + noun + (number == 1 ? "" : "s");
}

}  // namespace

int Advance(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  const Json body = ReadTarget(settings.arguments.front());
  const Json report = emulator.Post("/clock/advance", body);
  if (settings.json) {
    out << report.dump(2) << '\n';
    return 0;
  }
  const Json& deliveries = report.at("deliveries");
  out << FormatCell(report, "from") << " → " << FormatCell(report, "to") << ": "
      << FormatCount(report.at("fired_total"), "event") << ", "
      << FormatCount(deliveries.at("succeeded"), "webhook") << " delivered, "
      << deliveries.at("failed").dump() << " failed\n";
  const Table table =
      MakeTable(report.at("fired"), {"at", "kind", "merchant_uid", "imp_uid", "outcome"});
  if (!table.empty()) table.Print(out);
  if (report.at("truncated") == true)
    out << "(only the first " << report.at("fired").size() << " are shown)\n";
  return 0;
}

int ShowClock(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  const Json clock = emulator.Get("/clock");
  if (settings.json) {
    out << clock.dump(2) << '\n';
    return 0;
  }
  out << ToPrintableLine(clock.at("now").get<std::string>()) << "  " << FormatCell(clock, "mode");
  if (clock.at("mode") == "scaled") out << ", speed " << clock.at("speed");
  out << (clock.at("advancing") == true ? ", being advanced" : "") << '\n';
  return 0;
}

}  // namespace portone::app::client
