// SPDX-License-Identifier: MIT
#include "control/request_handler.h"

#include <string_view>
#include <utility>

#include "commands/webhook_settings.h"
#include "domain/calendar.h"

namespace portone::control {

bool IsControl(std::string_view target) {
  if (!target.starts_with(kPrefix)) return false;
  const std::string_view rest = target.substr(kPrefix.size());
  return rest.empty() || rest.front() == '/' || rest.front() == '?';
}

api::Reply Door::Handle(const api::Request& request) const {
  api::Reply reply = Prepare(request);
  if (reply.once_sent) std::exchange(reply.once_sent, nullptr)();
  return reply;
}

api::Reply Door::Prepare(const api::Request& request) const {
  api::Served served =
      IsControl(request.target) ? control_.Handle(request) : service_.Handle(request);
  const engine::SandboxPtr sandbox =
      served.sandbox != nullptr ? served.sandbox : parts_.directory.Default();
  if (sandbox->engine.HasOutgoing()) Tell(sandbox, served.reply);
  const Instant now = served.now ? *served.now : sandbox->engine.ReadClock().now;
  served.reply.headers.push_back({"X-Emulator-Now", FormatIso(now)});
  return std::move(served.reply);
}

void Door::Tell(const engine::SandboxPtr& sandbox, api::Reply& reply) const {
  webhook::Dispatcher& dispatcher = parts_.dispatcher;
  const Result<WebhookSettings> settings = sandbox->engine.Ask(commands::ReadWebhookSettings{});
  if (settings.ok() && settings.value().webhook_first) {
    // Not taken while another thread holds it: that thread may be waiting for this very reply, or
    // is advancing the clock.
    if (auto lane = dispatcher.TryTake(sandbox)) lane->Deliver();
  }
  reply.once_sent = [&dispatcher, sandbox] { dispatcher.Wake(sandbox); };
}

}  // namespace portone::control
