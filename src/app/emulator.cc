// SPDX-License-Identifier: MIT
// Puts the parts together: directory, dispatcher, pump, door and server.
#include "portone/emulator.h"

#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/pump.h"
#include "control/door.h"
#include "gateways/defaults.h"
#include "http/http_sender.h"
#include "http/server.h"
#include "scenario/loader.h"

namespace portone {
namespace {

constexpr std::size_t kControlBodyBytes = std::size_t{256} << 20;

engine::Setup SetupOf(const Options& options) {
  engine::Setup setup;
  setup.seed = options.seed;
  setup.clock.mode =
      options.clock == ClockMode::kLive ? sim::ClockMode::kLive : sim::ClockMode::kManual;
  if (options.clock_start) {
    setup.clock.start = *options.clock_start;
  }
  setup.merchant.channels = gateways::DefaultChannels();
  setup.merchant.webhook.url = options.webhook_url;
  return setup;
}

/// What a file says that is of no use to whoever only serves; "" when there is nothing.
std::string PassedOver(const scenario::Scenario& scenario) {
  const bool expects = !scenario.expect.empty();
  if (scenario.has_steps && expects) return "steps and expect";
  if (scenario.has_steps) return "steps";
  return expects ? "expect" : "";
}

LogLevel LevelOf(int status) {
  return status >= 500 ? LogLevel::kError : LogLevel::kInfo;
}

}  // namespace

class Emulator::Impl {
 public:
  explicit Impl(Options options)
      : options_(std::move(options)),
        directory_({.strict_keys = options_.strict_keys, .limit = options_.max_sandboxes},
                   SetupOf(options_), sim::ReadWallClock, [this] { pump_.Nudge(); }),
        dispatcher_(sender_),
        pump_(directory_, dispatcher_),
        parts_{directory_, dispatcher_, SetupOf(options_)},
        door_(parts_),
        server_(ServerOptionsOf(), [this](const api::Request& r) { return door_.Prepare(r); },
                {.access = [this](const http::AccessLine& line) { LogAccess(line); }}) {
    std::vector<std::string> passed_over;
    for (const auto& path : options_.scenarios)
      passed_over.push_back(LayOver(path));
    try {
      port_ = server_.Start();
    } catch (const http::ListenError& error) {
      throw StartError(error.what());
    }
    pump_.Start();
    for (std::size_t i = 0; i < options_.scenarios.size(); ++i) {
      Log(LogLevel::kInfo, "loaded scenario " + options_.scenarios[i].string());
      LogPassedOver(options_.scenarios[i], passed_over[i]);
    }
  }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  ~Impl() {
    // A running advance ends when the dispatcher stops; then the server's requests can finish.
    pump_.Stop();
    dispatcher_.Stop();
    server_.Stop();
  }

  int port() const { return port_; }
  const Options& options() const { return options_; }

  /// A file at start-up lays over what earlier files said of the same sandbox. Returns what it says
  /// in vain.
  std::string LayOver(const std::filesystem::path& path) {
    const scenario::Scenario scenario = Read(path);
    const engine::SandboxPtr existing =
        scenario.merchant ? directory_.FindByKey(scenario.merchant->imp_key) : directory_.Default();
    Apply(scenario, existing ? existing->engine.CurrentSetup() : parts_.base);
    return PassedOver(scenario);
  }

  void Load(const std::filesystem::path& path) {
    const scenario::Scenario scenario = Read(path);
    Apply(scenario, parts_.base);
    LogPassedOver(path, PassedOver(scenario));
  }

  api::Reply Call(std::string_view method, std::string_view target, std::string_view body) const {
    api::Request request;
    request.method = method;
    request.target = target;
    request.body = body;
    return door_.Handle(request);
  }

 private:
  static scenario::Scenario Read(const std::filesystem::path& path) {
    scenario::LoadResult loaded = scenario::LoadFile(path);
    if (!loaded.ok()) throw StartError(loaded.error().message);
    return std::move(loaded).value();
  }

  void Apply(const scenario::Scenario& scenario, engine::Setup base) {
    const engine::Credentials credentials =
        scenario.merchant ? *scenario.merchant : directory_.Default()->credentials;
    engine::Setup setup = scenario::LaidOver(std::move(base), scenario);
    if (credentials.imp_key == directory_.Default()->credentials.imp_key) {
      UseWebhookUrl(setup);
    }
    const auto declared = directory_.Declare(credentials, std::move(setup));
    if (!declared.ok()) {
      throw StartError("imp_key " + credentials.imp_key + ": " + declared.error().message);
    }
  }

  /// The option beats what scenarios say of the default sandbox.
  void UseWebhookUrl(engine::Setup& setup) const {
    if (!options_.webhook_url.empty()) setup.merchant.webhook.url = options_.webhook_url;
  }

  http::ServerOptions ServerOptionsOf() const {
    http::ServerOptions server;
    server.host = options_.host;
    server.port = options_.port;
    server.max_body_bytes = options_.max_body_bytes;
    server.body_limit = [this](const api::Request& head) {
      return control::IsControl(head.target) ? kControlBodyBytes : options_.max_body_bytes;
    };
    return server;
  }

  void LogPassedOver(const std::filesystem::path& path, const std::string& what) const {
    if (!what.empty()) Log(LogLevel::kInfo, "scenario " + path.string() + ": ignores " + what);
  }

  void Log(LogLevel level, const std::string& message) const {
    if (Logs(level)) options_.log(level, message);
  }

  bool Logs(LogLevel level) const { return options_.log && level >= options_.log_from; }

  void LogAccess(const http::AccessLine& line) const {
    if (!Logs(LevelOf(line.status))) return;
    Log(LevelOf(line.status), line.method + " " + line.path + " " + std::to_string(line.status) +
                                  " " + std::to_string(line.took.count()) + "ms");
  }

  const Options options_;
  engine::Directory directory_;
  http::HttpSender sender_;
  webhook::Dispatcher dispatcher_;
  app::Pump pump_;
  control::Parts parts_;
  control::Door door_;
  http::Server server_;
  int port_ = 0;
};

Emulator Emulator::Start(Options options) {
  return Emulator(std::make_unique<Impl>(std::move(options)));
}

Emulator::Emulator(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Emulator::Emulator(Emulator&&) noexcept = default;
Emulator& Emulator::operator=(Emulator&&) noexcept = default;
Emulator::~Emulator() = default;

std::string Emulator::base_url() const {
  const std::string& host = impl_->options().host;
  const bool any = host == "0.0.0.0" || host == "::";
  const std::string shown = any ? "127.0.0.1" : host;
  return "http://" + (shown.find(':') == std::string::npos ? shown : "[" + shown + "]") + ":" +
         std::to_string(impl_->port());
}

int Emulator::port() const {
  return impl_->port();
}

void Emulator::Load(const std::filesystem::path& scenario) {
  impl_->Load(scenario);
}

namespace {

nlohmann::json Expect(const ControlReply& reply) {
  nlohmann::json body = nlohmann::json::parse(reply.body);
  if (reply.status != 200) throw ControlFailure(body["error"]["message"].get<std::string>());
  return body;
}

}  // namespace

void Emulator::Advance(std::chrono::milliseconds by) {
  const nlohmann::json body{{"by", std::to_string(by.count()) + "ms"}};
  Expect(Control("POST", "/_emulator/clock/advance", body.dump()));
}

void Emulator::Settle() {
  Expect(Control("POST", "/_emulator/settle"));
}

void Emulator::Reset() {
  Expect(Control("POST", "/_emulator/reset"));
}

std::vector<JournalEntry> Emulator::Journal(std::uint64_t since) const {
  const nlohmann::json journal =
      Expect(Control("GET", "/_emulator/journal?since=" + std::to_string(since)));
  std::vector<JournalEntry> entries;
  for (const nlohmann::json& entry : journal["entries"]) {
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
