// SPDX-License-Identifier: MIT
#include "app/sandbox_summary.h"

#include "commands/webhook_settings.h"
#include "control/event_text.h"
#include "domain/calendar.h"

namespace portone::app {

std::string DescribeSandbox(engine::Sandbox& sandbox) {
  const engine::ClockReading clock = sandbox.engine.ReadClock();
  std::string line = "sandbox " + control::FormatWord(sandbox.credentials.imp_key) + ": clock " +
                     std::string(Name(clock.settings.mode));
  if (clock.settings.mode == sim::ClockMode::kScaled)
    line += " " + std::to_string(clock.settings.speed);
  line += " at " + FormatIso(clock.now) + ", ";
  const auto settings = sandbox.engine.Query(commands::ReadWebhookSettings{});
  const std::string url = settings.ok() ? settings.value().url : "";
  return line + (url.empty() ? "no webhook URL: set --webhook-url, or notice_url in a request"
                             : "webhooks to " + url);
}

}  // namespace portone::app
