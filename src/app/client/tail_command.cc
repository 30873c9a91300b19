// SPDX-License-Identifier: MIT
// tail: prints what happens in a sandbox, a line each: the last events of its timeline, then those
// of the stream of events.
#include <deque>
#include <ostream>
#include <string>

#include "app/client/client_commands.h"
#include "app/client/follow_events.h"
#include "app/client/table.h"
#include "app/command_error.h"
#include "json/reader.h"
#include "portone/emulator.h"

namespace portone::app::client {
namespace {

constexpr std::size_t kDefaultLines = 20;

/// The last events of a sandbox.
struct RecentEvents {
  std::string imp_key;        ///< of the sandbox that the call meant
  std::deque<Json> events;    ///< the last ones, oldest first
  std::string last_event_id;  ///< the id after which the stream goes on
};

RecentEvents ReadRecentEvents(EmulatorClient& emulator, std::size_t count) {
  RecentEvents recent;
  std::string after = "0";
  while (true) {
    const Json page = emulator.Get("/timeline?limit=1000&after=" + after);
    for (const Json& event : page.at("events")) {
      recent.events.push_back(event);
      if (recent.events.size() > count) recent.events.pop_front();
    }
    recent.imp_key = page.at("sandbox").get<std::string>();
    recent.last_event_id = page.at("last_event_id").get<std::string>();
    if (page.at("next").is_null()) return recent;
    after = page.at("next").dump();
  }
}

void Print(const Json& event, const Settings& settings, std::ostream& out) {
  if (settings.json) {
    out << event.dump() << '\n';
    return;
  }
  if (event.contains("missed")) {
    out << "(" << event.at("missed").dump() << " events were not kept long enough to be shown)\n";
    return;
  }
  out << FormatCell(event, "at") << "  " << ToPrintableLine(event.at("message").get<std::string>())
      << '\n';
}

}  // namespace

int Tail(EmulatorClient& emulator, const Settings& settings, std::ostream& out) {
  const RecentEvents recent =
      ReadRecentEvents(emulator, settings.client.lines.value_or(kDefaultLines));
  for (const Json& event : recent.events)
    Print(event, settings, out);
  if (!settings.client.follow || !out.flush()) return 0;
  FollowEvents(emulator, recent.imp_key, recent.last_event_id, [&](const ServerEvent& event) {
    Json object;
    if (json::ReadJson(event.data, {}, object))
      throw CommandError("an event of " + emulator.base_url() + " cannot be read");
    Print(object, settings, out);
    return static_cast<bool>(out.flush());
  });
  return 0;
}

}  // namespace portone::app::client
