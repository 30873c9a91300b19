// SPDX-License-Identifier: MIT
#include "app/setup.h"

#include <stdexcept>
#include <string>

#include "gateways/defaults.h"
#include "portone/emulator.h"

namespace portone::app {
namespace {

engine::Setup MakeSetup(const Options& options) {
  engine::Setup setup;
  setup.seed = options.seed;
  setup.clock.mode =
      options.clock == ClockMode::kLive ? sim::ClockMode::kLive : sim::ClockMode::kManual;
  if (options.clock_start) setup.clock.start = *options.clock_start;
  setup.merchant.channels = gateways::DefaultChannels();
  setup.merchant.webhook.url = options.webhook_url;
  return setup;
}

}  // namespace

CoreOptions MakeCoreOptions(const Options& options) {
  return {{.strict_keys = options.strict_keys,
           .limit = options.max_sandboxes,
           .max_memory = options.max_memory},
          MakeSetup(options),
          options.webhook_url,
          options.sandbox_idle};
}

std::unique_ptr<http::HttpSender> MakeSender(const Options& options) {
  try {
    return std::make_unique<http::HttpSender>(
        http::TlsOptions{.verify_certificates = true, .ca_file = options.webhook_ca.string()});
  } catch (const std::runtime_error& error) {
    throw StartError(std::string("webhook-ca: ") + error.what());
  }
}

http::ServerOptions MakeServerOptions(const Options& options) {
  http::ServerOptions server;
  server.host = options.host;
  server.port = options.port;
  server.max_body_bytes = options.max_body_bytes;
  server.body_limit = [v1 = options.max_body_bytes,
                       control = options.max_control_body_bytes](const api::Request& head) {
    return control::IsControlTarget(head.target) ? control : v1;
  };
  return server;
}

}  // namespace portone::app
