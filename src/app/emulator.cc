// SPDX-License-Identifier: MIT
// Connects the core to its sockets.
#include "portone/emulator.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "app/core.h"
#include "app/event_log.h"
#include "app/file_watcher.h"
#include "app/log_lines.h"
#include "app/reloader.h"
#include "app/sandbox_summary.h"
#include "app/setup.h"
#include "app/tls_setup.h"
#include "base/path_prefixes.h"
#include "base/version.h"
#include "control/event_text.h"
#include "http/http_sender.h"
#include "http/server.h"
#include "json/json.h"
#include "sim/clock.h"

namespace portone {
namespace {

std::string MakeUrl(const std::string& host, int port) {
  const bool is_any_address = host == "0.0.0.0" || host == "::";
  const std::string shown = is_any_address ? "127.0.0.1" : host;
  return "http://" + (shown.find(':') == std::string::npos ? shown : "[" + shown + "]") + ":" +
         std::to_string(port);
}

}  // namespace

class Emulator::Impl {
 public:
  explicit Impl(Options options)
      : options_(app::ResolveHost(std::move(options))),
        sender_(app::MakeSender(options_)),
        tls_(options_),
        core_(app::MakeCoreOptions(options_, tls_.MakeAuthorityCertificate()), *sender_),
        server_(app::MakeServerOptions(options_, &tls_.server()), MakeHandler(GetMainScope()),
                MakeHooks(GetMainScope())),
        reloader_(core_, options_.scenarios) {
    if (options_.log) {
      event_log_.emplace(core_.sandboxes().shared_feed(),
                         options_.min_event_level.value_or(options_.min_log_level), style_,
                         options_.log);
    }
    const bool has_files = !options_.scenarios.empty();
    const app::ReloadResult loaded = has_files ? reloader_.Reload() : app::ReloadResult{};
    if (loaded.kind == app::ReloadResult::Kind::kRefused) throw StartError(loaded.error);
    try {
      port_ = server_.Start();
      control_port_ = StartControlServer();
    } catch (const http::ListenError& error) {
      throw StartError(error.what());
    }
    core_.Start();
    for (const int port : server_.ports()) {
      if (port != port_) Log(LogLevel::kInfo, "listens on port " + std::to_string(port) + ", too");
    }
    for (const app::RootFile& root : loaded.roots) {
      Log(LogLevel::kInfo, "loaded scenario " + root.name);
      LogIgnored(root);
    }
    LogStart();
    if (options_.watch && has_files) {
      watcher_.emplace(options_.scenarios,
                       [this](app::FileWatcher::Reason reason) { return Reload(reason); });
    }
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  ~Impl() {
    watcher_.reset();
    core_.Stop();
    server_.Stop();
    if (control_server_) control_server_->Stop();
    if (event_log_) event_log_->Stop();
  }

  int port() const { return port_; }
  int control_port() const { return control_port_; }
  const Options& options() const { return options_; }

  void Load(const std::filesystem::path& path) {
    const scenario::Scenario scenario = app::Core::Read(path);
    const std::string refusal = app::FindServeRefusal(scenario, path.string());
    if (!refusal.empty()) throw StartError(refusal);
    core_.Load(scenario, path.string());
    LogIgnored({path.string(), app::DescribeIgnoredParts(scenario)});
  }

  api::Reply Call(std::string_view method, std::string_view target, std::string_view body) const {
    api::Request request;
    request.method = method;
    request.target = target;
    request.body = body;
    return core_.handler().Handle(request);
  }

 private:
  control::PortScope GetMainScope() const {
    return options_.control_port ? control::PortScope::kV1Only : control::PortScope::kAll;
  }

  http::Handler MakeHandler(control::PortScope scope) {
    return [this, scope](const api::Request& r) {
      return core_.handler().HandleForTransport(r, scope);
    };
  }

  http::ServerHooks MakeHooks(control::PortScope scope) {
    return {.try_handle =
                [this, scope](const api::Request& r) {
                  return core_.handler().TryHandleForTransport(r, scope);
                },
            .access = [this](const http::AccessLine& line) { AddTransportEvent(line); },
            .report_problem = [this](const std::string& text) { Log(LogLevel::kWarning, text); }};
  }

  /// Returns the port of the control API. Throws http::ListenError.
  int StartControlServer() {
    if (!options_.control_port) return port_;
    http::ServerOptions server = app::MakeServerOptions(options_, &tls_.server());
    server.port = *options_.control_port;
    server.extra_ports.clear();
    control_server_.emplace(std::move(server), MakeHandler(control::PortScope::kControlOnly),
                            MakeHooks(control::PortScope::kControlOnly));
    return control_server_->Start();
  }

  /// Called on the watcher's thread.
  app::FileWatcher::CallbackResult Reload(app::FileWatcher::Reason reason) {
    const bool is_retry = reason == app::FileWatcher::Reason::kRetry;
    const app::ReloadResult result = is_retry ? reloader_.Retry() : reloader_.Reload();
    const bool waits = result.kind == app::ReloadResult::Kind::kWaiting;
    if (!waits || !is_retry) LogReload(result);
    return {reloader_.ListFiles(), waits};
  }

  void LogReload(const app::ReloadResult& result) const {
    std::string keys;
    for (const std::string& imp_key : result.imp_keys)
      keys += " " + control::FormatWord(imp_key);
    switch (result.kind) {
      case app::ReloadResult::Kind::kUnchanged:
        return;
      case app::ReloadResult::Kind::kLoaded:
        Log(LogLevel::kInfo, keys.empty() ? "scenario files match the loaded version again"
                                          : "reloaded scenario files; reset:" + keys);
        return;
      case app::ReloadResult::Kind::kWaiting:
        Log(LogLevel::kInfo,
            "changed scenario files are waiting for an advance to end; sandboxes:" + keys);
        return;
      case app::ReloadResult::Kind::kRefused:
        Log(LogLevel::kError,
            "changed scenario files were not loaded; the last loaded version stays in effect: " +
                result.error);
        return;
    }
  }

  void LogIgnored(const app::RootFile& root) const {
    if (root.ignored_parts.empty()) return;
    Log(LogLevel::kInfo, "scenario " + root.name + ": ignores " + root.ignored_parts);
  }

  /// Logs the addresses to listen on, and the sandboxes with the URLs of their webhooks.
  void LogStart() {
    if (!IsLogged(LogLevel::kInfo)) return;
    Log(LogLevel::kInfo, "portone-emulator " + std::string(kVersion) + " listens on " +
                             MakeUrl(options_.host, port_) + ", control API " +
                             MakeUrl(options_.host, control_port_) + std::string(kControlPrefix));
    constexpr std::size_t kMost = 20;
    const std::vector<engine::SandboxPtr> all = core_.sandboxes().All();
    for (std::size_t i = 0; i < std::min(all.size(), kMost); ++i)
      Log(LogLevel::kInfo, app::DescribeSandbox(*all[i]));
    if (all.size() > kMost)
      Log(LogLevel::kInfo, "and " + std::to_string(all.size() - kMost) + " more sandboxes");
  }

  void Log(LogLevel level, const std::string& message) const {
    if (!IsLogged(level)) return;
    options_.log(level, app::FormatMessageLine(level, sim::ReadWallClock(), message, style_));
  }

  bool IsLogged(LogLevel level) const { return options_.log && level >= options_.min_log_level; }

  void AddTransportEvent(const http::AccessLine& line) {
    if (line.reported_in_feed) return;
    core_.sandboxes().feed().Add(nullptr, {},
                                 engine::TransportReported{.method = std::string(line.method),
                                                           .path = std::string(line.path),
                                                           .status = line.status,
                                                           .reason = std::string(line.reason),
                                                           .elapsed = line.elapsed});
  }

  const Options options_;
  const app::LogStyle style_ = app::MakeLogStyle(options_);
  const std::unique_ptr<http::HttpSender> sender_;
  app::TlsSetup tls_;
  app::Core core_;
  http::Server server_;
  std::optional<http::Server> control_server_;
  std::optional<app::EventLog> event_log_;
  app::Reloader reloader_;
  std::optional<app::FileWatcher> watcher_;
  int port_ = 0;
  int control_port_ = 0;
};

Emulator Emulator::Start(Options options) {
  return Emulator(std::make_unique<Impl>(std::move(options)));
}

Emulator::Emulator(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Emulator::Emulator(Emulator&&) noexcept = default;
Emulator& Emulator::operator=(Emulator&&) noexcept = default;
Emulator::~Emulator() = default;

std::string Emulator::base_url() const {
  return MakeUrl(impl_->options().host, impl_->port());
}

std::string Emulator::control_url() const {
  return MakeUrl(impl_->options().host, impl_->control_port());
}

int Emulator::port() const {
  return impl_->port();
}

std::string Emulator::ca_pem() const {
  return impl_->Call("GET", std::string(kControlPrefix) + "/ca.pem", "").body;
}

void Emulator::Load(const std::filesystem::path& scenario) {
  impl_->Load(scenario);
}

namespace {

Json ParseReply(const ControlReply& reply) {
  Json body = Json::parse(reply.body);
  if (reply.status != 200) throw ControlFailure(body["error"]["message"].get<std::string>());
  return body;
}

/// The path of a control call: "/reset".
std::string MakeControlPath(std::string_view path) {
  return std::string(kControlPrefix) + std::string(path);
}

}  // namespace

void Emulator::Advance(std::chrono::milliseconds by) {
  const Json body{{"by", std::to_string(by.count()) + "ms"}};
  ParseReply(Control("POST", MakeControlPath("/clock/advance"), body.dump()));
}

void Emulator::CancelAdvance() {
  ParseReply(Control("POST", MakeControlPath("/clock/advance/cancel")));
}

void Emulator::Settle() {
  ParseReply(Control("POST", MakeControlPath("/settle")));
}

void Emulator::Reset(bool force) {
  const Json body{{"force", force}};
  ParseReply(Control("POST", MakeControlPath("/reset"), body.dump()));
}

std::vector<JournalEntry> Emulator::Journal(std::uint64_t since) const {
  const Json journal =
      ParseReply(Control("GET", MakeControlPath("/journal?since=") + std::to_string(since)));
  std::vector<JournalEntry> entries;
  for (const Json& entry : journal["entries"]) {
    entries.push_back({entry["sequence"].get<std::uint64_t>(), entry["at"].get<std::string>(),
                       entry["kind"].get<std::string>(), entry.dump()});
  }
  return entries;
}

ControlReply Emulator::Control(std::string_view method, std::string_view path,
                               std::string_view json) const {
  const api::Reply reply = impl_->Call(method, path, json);
  return {reply.status, reply.body};
}

}  // namespace portone
