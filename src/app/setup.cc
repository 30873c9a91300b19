// SPDX-License-Identifier: MIT
#include "app/setup.h"

#include <arpa/inet.h>
#include <array>
#include <netdb.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <utility>

#include "app/server_names.h"
#include "gateways/defaults.h"
#include "http/url.h"
#include "portone/emulator.h"
#include "sim/secret.h"

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

/// An address of the family that the name stands for, as text; "" when there is none.
std::string FindAddress(const std::string& name, int family) {
  addrinfo hints{};
  hints.ai_family = family;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(name.c_str(), nullptr, &hints, &found) != 0) return "";
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::getnameinfo(found->ai_addr, found->ai_addrlen, text.data(), text.size(), nullptr, 0,
                NI_NUMERICHOST);
  ::freeaddrinfo(found);
  return text.data();
}

/// Whether only this machine can connect to it.
bool IsLoopback(const std::string& host) {
  return host == "localhost" || host == "::1" ||
         (host.starts_with("127.") && http::IsIpAddress(host));
}

control::WebGuard MakeWebGuard(const Options& options) {
  control::WebGuard guard{options.allow_origins, IsLoopback(options.host), options.allow_hosts};
  guard.hosts.push_back(options.host);
  return guard;
}

}  // namespace

Options ResolveHost(Options options) {
  if (http::IsIpAddress(options.host)) return options;
  std::string address = FindAddress(options.host, AF_INET);
  if (address.empty()) address = FindAddress(options.host, AF_INET6);
  if (address.empty()) return options;
  options.allow_hosts.push_back(std::exchange(options.host, std::move(address)));
  return options;
}

CoreOptions MakeCoreOptions(const Options& options, control::AuthorityCertificate authority) {
  return {{.strict_keys = options.strict_keys,
           .limit = options.max_sandboxes,
           .token_secret = options.fixed_tokens ? "" : sim::MakeSecret(),
           .max_memory = options.max_memory},
          MakeSetup(options),
          options.webhook_url,
          MakeWebGuard(options),
          options.sandbox_idle,
          std::move(authority)};
}

std::unique_ptr<http::HttpSender> MakeSender(const Options& options) {
  try {
    return std::make_unique<http::HttpSender>(
        http::TlsOptions{.verify_certificates = true, .ca_file = options.webhook_ca.string()});
  } catch (const std::runtime_error& error) {
    throw StartError(std::string("webhook-ca: ") + error.what());
  }
}

http::ServerOptions MakeServerOptions(const Options& options, const tls::ServerTls* tls) {
  http::ServerOptions server;
  server.host = options.host;
  server.port = options.port;
  server.extra_ports = options.extra_ports;
  server.tls = tls;
  server.proxy = MakeProxyRules(options);
  server.max_body_bytes = options.max_body_bytes;
  server.body_limit = [v1 = options.max_body_bytes,
                       control = options.max_control_body_bytes](const api::Request& head) {
    return control::IsControlTarget(head.target) ? control : v1;
  };
  return server;
}

}  // namespace portone::app
