// SPDX-License-Identifier: MIT
#include "app/scenario_emulator.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <variant>

#include "app/exec/client_environment.h"
#include "app/exec/clock_support.h"
#include "app/exec/run_program.h"
#include "app/port_in_use.h"
#include "app/setup.h"
#include "domain/calendar.h"
#include "http/probe.h"
#include "portone/emulator.h"

namespace portone::app {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Start time of a scenario that sets none: fixed, so that every run has the same result.
constexpr std::string_view kDefaultStart = "2024-01-01T00:00:00+09:00";
/// Webhook URL of a scenario that sets none.
constexpr std::string_view kDefaultWebhookUrl = "http://localhost/webhook";
/// How much of a shop's output is shown.
constexpr std::size_t kShownOutput = 4'000;
/// How long to wait for the exit of a shop that may have broken a step by exiting.
constexpr milliseconds kExitDelay{200};

/// Whether it has steps or expectations; else it is a set-up.
bool HasAnythingToRun(const scenario::Scenario& scenario) {
  return !scenario.steps.empty() || !scenario.expect.empty();
}

/// None when there is nothing to run, or --shop-url names a server that runs already.
std::optional<scenario::ShopProgram> FindProgram(const RunOptions& options,
                                                 const scenario::Scenario& scenario) {
  return HasAnythingToRun(scenario) && options.shop_url.empty() ? scenario.shop.program
                                                                : std::nullopt;
}

/// The URL of the server under test; "" when there is none.
std::string FindShopUrl(const RunOptions& options, const scenario::Scenario& scenario) {
  return options.shop_url.empty() ? scenario.shop.url.value_or("") : options.shop_url;
}

/// Whether one of the steps is of this kind.
template <class Action>
bool HasStep(const scenario::Scenario& scenario) {
  return std::any_of(scenario.steps.begin(), scenario.steps.end(), [](const scenario::Step& step) {
    return std::holds_alternative<Action>(step.action);
  });
}

/// Whether the file itself is about a shop; a --shop-url is for all files of a run.
bool NamesShop(const scenario::Scenario& scenario) {
  return scenario.shop.program || scenario.shop.url || HasStep<scenario::ShopCall>(scenario);
}

std::vector<std::string> FindKnownKeys(const scenario::Scenario& scenario) {
  std::vector<std::string> keys{engine::SampleCredentials().imp_key};
  if (scenario.given.merchant) keys.push_back(scenario.given.merchant->imp_key);
  for (const scenario::Given& sandbox : scenario.sandboxes)
    keys.push_back(sandbox.merchant->imp_key);
  return keys;
}

/// Whether a tick of one of the steps runs a command.
bool RunsCommands(const scenario::Scenario& scenario) {
  return std::any_of(scenario.steps.begin(), scenario.steps.end(), [](const scenario::Step& step) {
    const auto* const call = std::get_if<scenario::Call>(&step.action);
    if (call == nullptr || !call->body || !call->body->is_object()) return false;
    const Json tick = call->body->value("tick", Json());
    return tick.is_object() && tick.contains("command");
  });
}

/// The options, and what programs that are started here need: a shop, or commands of ticks.
Options MakeOptions(const RunOptions& run, const scenario::Scenario& scenario,
                    const std::optional<StartedShop>& started) {
  Options options = run.emulator;
  if (!started && !RunsCommands(scenario)) return options;
  const bool is_found_by_port = !started && !FindShopUrl(run, scenario).empty();
  if (!run.is_port_chosen && !is_found_by_port) options.port = 0;
  options.proxy_passthrough.emplace_back("*");
  if (started && scenario.shop.program->share_clock) {
    const auto& merchant = scenario.given.merchant;
    options.clock_files.push_back({merchant ? merchant->imp_key : "", started->clock_file()});
  }
  return options;
}

/// The host at which programs on this machine reach an emulator that listens on `listen_host`.
std::string GetReachableHost(const std::string& listen_host) {
  if (listen_host == "0.0.0.0") return "127.0.0.1";
  return listen_host == "::" ? "::1" : listen_host;
}

}  // namespace

void WaitForUrl(const std::string& url, seconds wait) {
  const std::string failure = http::WaitUntilAnswering({.url = url, .wait = wait});
  if (failure.empty()) return;
  throw StartError(url + " did not answer within " + std::to_string(wait.count()) +
                   " s: " + failure);
}

ScenarioEmulator::ScenarioEmulator(RunContext& context, const scenario::Scenario& scenario)
    : context_(context),
      program_(FindProgram(context.options, scenario)),
      shop_url_(FindShopUrl(context.options, scenario)),
      main_key_(scenario.given.merchant.value_or(engine::SampleCredentials()).imp_key),
      known_keys_(FindKnownKeys(scenario)),
      started_(program_ ? std::optional<StartedShop>(std::in_place) : std::nullopt),
      options_(MakeOptions(context.options, scenario, started_)),
      sends_webhooks_(!options_.webhook_url.empty() ||
                      ((started_ || !shop_url_.empty()) && scenario.given.webhook.url.has_value())),
      runs_commands_(RunsCommands(scenario)),
      listens_(sends_webhooks_ || started_ || runs_commands_ || !shop_url_.empty() ||
               !context.options.port_file.empty()),
      sender_(MakeSender(options_)),
      core_(MakeRunnerCoreOptions(), SelectSender()) {
  if (!shop_url_.empty()) shop_.emplace(shop_url_);
  if (listens_) Listen();
}

ScenarioEmulator::~ScenarioEmulator() {
  if (started_) started_->Stop();
  if (context_.signal_cleanup != nullptr) context_.signal_cleanup->SetCleanup({});
  core_.Stop();
  if (server_) server_->Stop();
}

CoreOptions ScenarioEmulator::MakeRunnerCoreOptions() {
  if (listens_ && !context_.tls) context_.tls.emplace(options_);
  CoreOptions core = listens_ ? MakeCoreOptions(options_, context_.tls->MakeAuthorityCertificate())
                              : MakeCoreOptions(options_);
  if (!options_.clock_start) core.base.clock.start = ParseIso(kDefaultStart);
  core.base.clock_remedy = commands::ClockRemedy::kScenario;
  core.programs = MakePrograms();
  if (options_.webhook_url.empty()) core.base.merchant.webhook.url = kDefaultWebhookUrl;
  return core;
}

/// Whoever writes a scenario runs it, so its commands are allowed.
control::ShopPrograms ScenarioEmulator::MakePrograms() {
  control::ShopPrograms programs;
  programs.run = [this](const std::vector<std::string>& command, milliseconds limit,
                        const std::function<bool()>& is_stopped) {
    return RunProgram(command, started_ ? started_->environment() : command_environment_, limit,
                      is_stopped);
  };
  if (!started_) return programs;
  programs.find_exited = [this](milliseconds /*since*/) {
    return started_->FindEarlyExit({}).value_or("");
  };
  if (program_->share_clock) {
    programs.find_problem = [](const std::vector<std::string>& command) {
      return FindClockSharingRefusal(command, ReadEnvironment());
    };
  }
  return programs;
}

webhook::Sender& ScenarioEmulator::SelectSender() {
  if (sends_webhooks_) return *sender_;
  return receiver_;
}

/// A server that was given a port once finds the emulator there for the whole run.
void ScenarioEmulator::Listen() {
  http::ServerOptions server = MakeServerOptions(options_, &context_.tls->server());
  if (server.port == 0) server.port = context_.port;
  server_.emplace(std::move(server),
                  [this](const api::Request& r) { return core_.handler().HandleForTransport(r); });
  try {
    port_ = server_->Start();
    if (context_.port != 0) return;
    context_.port = port_;
    if (context_.port_file) context_.port_file->Write(std::to_string(port_));
  } catch (const http::ListenError& error) {
    throw StartError(ExplainPortInUse(error.what(), options_.host, options_.port));
  }
}

void ScenarioEmulator::Load(const scenario::Scenario& scenario, const std::string& file) {
  core_.Load(scenario, file);
  core_.Start();
}

void ScenarioEmulator::PrepareShop(const scenario::Scenario& scenario) {
  const std::string url = FindUrlToWaitFor(scenario);
  if (!program_) {
    if (runs_commands_) PrepareCommands();
    if (!url.empty()) WaitForUrl(url, context_.options.wait);
    return;
  }
  StartShop();
  const bool accepts_any_status = url.empty();
  const std::string& awaited = accepts_any_status ? shop_url_ : url;
  if (!awaited.empty())
    started_->WaitUntilReady(awaited, accepts_any_status, context_.options.wait);
}

/// "" when nothing is to be awaited, or that was done before the first scenario.
std::string ScenarioEmulator::FindUrlToWaitFor(const scenario::Scenario& scenario) const {
  if (!context_.options.wait_for.empty()) return program_ ? context_.options.wait_for : "";
  const bool is_own = HasAnythingToRun(scenario) && context_.options.shop_url.empty();
  return is_own ? scenario.shop.wait_for.value_or("") : "";
}

void ScenarioEmulator::StartShop() {
  if (context_.signal_cleanup != nullptr)
    context_.signal_cleanup->SetCleanup([this] { started_->Abandon(); });
  started_->Start(*program_, MakeShopContext());
}

ShopContext ScenarioEmulator::MakeShopContext() const {
  return {{GetReachableHost(options_.host), port_}, context_.tls->MakeAuthorityCertificate().pem()};
}

/// Commands of ticks find the emulator as a shop does that is started.
void ScenarioEmulator::PrepareCommands() {
  command_folder_.emplace();
  if (context_.signal_cleanup != nullptr) {
    context_.signal_cleanup->SetCleanup([folder = command_folder_->path()] {
      std::error_code ignored;
      std::filesystem::remove_all(folder, ignored);
    });
  }
  const ShopContext found = MakeShopContext();
  const Environment own_environment = ReadEnvironment();
  const ClientFiles files = WriteClientFiles(command_folder_->path(), found.emulator,
                                             found.authority_pem, own_environment);
  command_environment_ = MakeProcessEnvironment(
      own_environment, MakeClientVariables(found.emulator, files, own_environment));
}

std::optional<std::string> ScenarioEmulator::FindShopExit(milliseconds wait) {
  const auto end = started_ ? started_->FindEarlyExit(wait) : std::nullopt;
  if (!end) return std::nullopt;
  return "the shop exited before the scenario finished: " + *end;
}

void ScenarioEmulator::EndShop(runner::Report& report) {
  if (!started_) return;
  const auto end = FindShopExit(report.passed() ? milliseconds{0} : kExitDelay);
  if (end && report.failures.empty()) report.failures.push_back({*end, {}});
  started_->Stop();
  if (report.passed()) return;
  report.shop_output = started_->ReadOutput(kShownOutput);
  for (const std::string& key : FindForeignKeys()) {
    report.warnings.push_back(
        "imp_key " + key +
        " opened a sandbox that is not the scenario's: if it is the shop's, "
        "name it in \"given\": {\"merchant\": …}, so that steps and clock are "
        "those of the shop");
  }
}

void ScenarioEmulator::WarnAboutWebhooks(const scenario::Scenario& scenario,
                                         runner::Report& report) const {
  const bool has_shop = NamesShop(scenario) && (started_ || !shop_url_.empty());
  if (!has_shop || sends_webhooks_ || receiver_.CountPosts() == 0) return;
  if (HasStep<scenario::ReceiverState>(scenario)) return;
  report.warnings.push_back(
      "this file has a shop, but run itself has taken and answered the webhooks: say where the "
      "shop takes them, as given.webhook.url in the file or with --webhook-url");
}

/// The keys of sandboxes that the scenario does not know.
std::vector<std::string> ScenarioEmulator::FindForeignKeys() {
  std::vector<std::string> keys;
  for (const engine::SandboxPtr& sandbox : core_.sandboxes().All()) {
    const std::string& key = sandbox->credentials.imp_key;
    if (std::find(known_keys_.begin(), known_keys_.end(), key) == known_keys_.end())
      keys.push_back(key);
  }
  return keys;
}

runner::ScenarioTarget ScenarioEmulator::MakeTarget() {
  return {core_.handler(), sends_webhooks_ ? nullptr : &receiver_,
          core_.sandboxes().Default()->credentials, shop_ ? &*shop_ : nullptr,
          program_ && program_->share_clock};
}

std::string ScenarioEmulator::ReadTime() {
  const engine::SandboxPtr sandbox = core_.sandboxes().FindByKey(main_key_);
  return sandbox ? FormatIso(sandbox->engine.ReadClock().now) : "";
}

}  // namespace portone::app
