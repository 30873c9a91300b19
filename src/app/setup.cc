// SPDX-License-Identifier: MIT
#include "app/setup.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <functional>
#include <map>
#include <netdb.h>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <utility>

#include "app/clock_file.h"
#include "app/log_lines.h"
#include "app/server_names.h"
#include "control/event_text.h"
#include "gateways/defaults.h"
#include "http/listener.h"
#include "http/url.h"
#include "json/text.h"
#include "portone/emulator.h"
#include "sim/clock.h"
#include "sim/secret.h"

namespace portone::app {
namespace {

engine::Setup MakeSetup(const Options& options) {
  engine::Setup setup;
  setup.seed = options.seed;
  setup.clock.mode =
      options.clock == ClockMode::kLive ? sim::ClockMode::kLive : sim::ClockMode::kManual;
  if (options.clock_start) setup.clock.start = *options.clock_start;
  setup.merchant.channels = gateways::MakeDefaultChannels();
  setup.merchant.webhook.url = options.webhook_url;
  setup.merchant.switches.profile =
      options.profile == ReplyProfile::k2020 ? Profile::k2020 : Profile::kCurrent;
  return setup;
}

/// An address as text.
std::string FormatAddress(const http::SocketAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  ::getnameinfo(reinterpret_cast<const sockaddr*>(&address.storage), address.size, text.data(),
                text.size(), nullptr, 0, NI_NUMERICHOST);
  return text.data();
}

/// Whether only this machine can connect to `host`.
bool IsLoopback(const std::string& host) {
  return host == "localhost" || host == "::1" ||
         (host.starts_with("127.") && http::IsIpAddress(host));
}

/// `limit`, but at most one part in `share` of a bound on memory. A bound of 0 is none.
std::size_t LimitToShare(std::size_t limit, std::size_t max_memory, std::size_t share) {
  return max_memory == 0 ? limit : std::min(limit, max_memory / share);
}

std::size_t GetMaxStoredBodyBytes(std::size_t max_memory) {
  return LimitToShare(engine::BodyStore::kDefaultLimit, max_memory, 4);
}

std::size_t GetMaxEventBytes(std::size_t max_memory) {
  return LimitToShare(engine::EventFeed::kDefaultMaxBytes, max_memory, 16);
}

control::WebGuard MakeWebGuard(const Options& options) {
  control::WebGuard guard{options.allow_origins, IsLoopback(options.host), options.allow_hosts};
  guard.hosts.push_back(options.host);
  return guard;
}

/// A function that logs which sandbox is called with a secret that is not its own, and what helps.
std::function<void(const std::string&)> MakeSecretWarning(const Options& options) {
  if (!options.log || options.min_log_level > LogLevel::kWarning) return {};
  return [log = options.log, style = MakeLogStyle(options)](const std::string& imp_key) {
    const std::string message =
        "getToken for imp_key " + control::FormatWord(imp_key) +
        " sent an imp_secret that differs from the first one received, which is pinned; "
        "DELETE /_emulator/sandboxes/" +
        json::PercentEncode(imp_key) +
        " unpins it; with --strict-keys only declared keys and secrets are accepted";
    log(LogLevel::kWarning,
        FormatMessageLine(LogLevel::kWarning, sim::ReadWallClock(), message, style));
  };
}

/// Opens the clock files of the options; by imp_key. Throws StartError.
std::map<std::string, engine::SharedClockPtr> OpenClockFiles(const Options& options) {
  std::map<std::string, engine::SharedClockPtr> opened;
  for (const ClockFileOption& file : options.clock_files) {
    const std::string key =
        file.imp_key.empty() ? engine::SampleCredentials().imp_key : file.imp_key;
    if (opened.contains(key))
      throw StartError("clock-file: the sandbox " + key + " has another one already");
    auto clock = ClockFile::Open(file.path);
    if (!clock.ok()) throw StartError("clock-file: " + clock.error());
    opened[key] = std::move(clock).value();
  }
  return opened;
}

}  // namespace

Options ResolveHost(Options options) {
  if (http::IsIpAddress(options.host)) return options;
  const http::Addresses found = http::FindListeningAddresses(options.host);
  if (found.empty()) return options;
  const auto is_ipv4 = [](const auto& address) { return address.storage.ss_family == AF_INET; };
  auto chosen = std::find_if(found.begin(), found.end(), is_ipv4);
  if (chosen == found.end()) chosen = found.begin();
  options.allow_hosts.push_back(std::exchange(options.host, FormatAddress(*chosen)));
  return options;
}

CoreOptions MakeCoreOptions(const Options& options, control::AuthorityCertificate authority) {
  return {{.strict_keys = options.strict_keys,
           .on_wrong_secret = MakeSecretWarning(options),
           .limit = options.max_sandboxes,
           .token_secret = options.fixed_tokens ? "" : sim::MakeSecret(),
           .max_memory = options.max_memory,
           .max_stored_body_bytes = GetMaxStoredBodyBytes(options.max_memory),
           .max_event_bytes = GetMaxEventBytes(options.max_memory),
           .shared_clocks = OpenClockFiles(options)},
          MakeSetup(options),
          options.webhook_url,
          MakeWebGuard(options),
          options.sandbox_idle_timeout,
          options.control_token,
          std::move(authority),
          {options.run_command, options.find_command_problem, options.find_ended_program},
          options.allow_notice_hosts};
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
