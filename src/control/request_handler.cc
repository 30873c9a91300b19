// SPDX-License-Identifier: MIT
#include "control/request_handler.h"

#include <string_view>
#include <utility>

#include "base/control_prefix.h"
#include "commands/webhook_settings.h"
#include "domain/calendar.h"

namespace portone::control {

bool IsControlTarget(std::string_view target) {
  if (!target.starts_with(kControlPrefix)) return false;
  const std::string_view rest = target.substr(kControlPrefix.size());
  return rest.empty() || rest.front() == '/' || rest.front() == '?';
}

api::Reply RequestHandler::Handle(const api::Request& request) const {
  api::Reply reply = Prepare(request);
  if (reply.on_sent) std::exchange(reply.on_sent, nullptr)();
  return reply;
}

api::Reply RequestHandler::Prepare(const api::Request& request) const {
  api::ServiceResult served =
      IsControlTarget(request.target) ? control_.Handle(request) : service_.Handle(request);
  const engine::SandboxPtr sandbox =
      served.sandbox != nullptr ? served.sandbox : context_.directory.Default();
  if (sandbox->engine.HasOutgoing()) StartWebhookDelivery(sandbox, served.reply);
  const Instant now = served.now ? *served.now : sandbox->engine.ReadClock().now;
  served.reply.headers.push_back({"X-Emulator-Now", FormatIso(now)});
  return std::move(served.reply);
}

void RequestHandler::StartWebhookDelivery(const engine::SandboxPtr& sandbox,
                                          api::Reply& reply) const {
  webhook::Dispatcher& dispatcher = context_.dispatcher;
  const Result<WebhookSettings> settings = sandbox->engine.Query(commands::ReadWebhookSettings{});
  if (settings.ok() && settings.value().webhook_first) {
    // Not taken while another thread holds it: that thread may be waiting for this very reply, or
    // is advancing the clock.
    if (auto lease = dispatcher.TryAcquire(sandbox)) lease->Deliver();
  }
  reply.on_sent = [&dispatcher, sandbox] { dispatcher.Wake(sandbox); };
}

}  // namespace portone::control
