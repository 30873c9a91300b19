// SPDX-License-Identifier: MIT
#include "app/core.h"

#include <optional>
#include <string_view>
#include <utility>

#include "app/clock_file.h"
#include "base/lower_case.h"
#include "domain/errors.h"
#include "gateways/defaults.h"
#include "http/url.h"
#include "portone/emulator.h"
#include "scenario/loader.h"

namespace portone::app {
namespace {

/// The host to which a request for this URL is sent, in lower case.
std::optional<std::string> FindUrlHost(std::string_view url) {
  const auto parsed = http::ParseUrl(url);
  if (!parsed) return std::nullopt;
  std::string host = ToLowerCase(parsed->host);
  if (host.ends_with('.')) host.pop_back();
  return host;
}

}  // namespace

Core::Core(CoreOptions options, webhook::Sender& sender)
    : options_(std::move(options)),
      registry_(options_.sandboxes, options_.base, sim::ReadWallClock, [this] { pump_.Wake(); }),
      dispatcher_(sender),
      waiting_(dispatcher_),
      pump_(registry_, dispatcher_, options_.sandbox_idle_timeout),
      context_{registry_,
               dispatcher_,
               waiting_,
               options_.base,
               &load_status_,
               options_.web_guard,
               options_.control_token,
               options_.authority,
               &ClockFile::Open,
               options_.programs},
      handler_(context_) {
  context_.notice_hosts = {options_.notice_hosts, FindUrlHost};
}

void Core::Stop() {
  // A running advance ends when the dispatcher stops; then the server's requests can finish.
  pump_.Stop();
  dispatcher_.Stop();
  waiting_.Stop();
}

scenario::Scenario Core::Read(const std::filesystem::path& path) {
  scenario::LoadResult loaded = scenario::LoadFile(path).result;
  if (!loaded.ok()) throw StartError(loaded.error().message);
  return std::move(loaded).value();
}

void Core::Check(const scenario::Scenario& scenario, const std::string& name) {
  engine::Setup base;
  base.merchant.channels = gateways::MakeDefaultChannels();
  CheckInitialState(scenario::MergeIntoSetup(base, scenario), name, "");
  for (const scenario::Given& sandbox : scenario.sandboxes)
    CheckInitialState(scenario::MergeIntoSetup(base, scenario, sandbox), name,
                      sandbox.merchant->imp_key);
}

bool Core::LoadPlanned(const std::vector<PlannedSandbox>& planned) {
  std::vector<engine::Declaration> all;
  for (const PlannedSandbox& sandbox : planned)
    all.push_back(sandbox.declaration);
  const auto refusal = registry_.Declare(std::move(all));
  if (!refusal) return true;
  if (refusal->error.code == Errc::kAdvancing) return false;
  std::string name;  // of the last scenario for the sandbox
  for (const PlannedSandbox& sandbox : planned) {
    const bool is_refused = sandbox.declaration.credentials.imp_key == refusal->imp_key;
    if (is_refused && !sandbox.scenarios.empty()) name = sandbox.scenarios.back() + ": ";
  }
  throw StartError(name + "imp_key " + refusal->imp_key + ": " + refusal->error.message);
}

void Core::Load(const scenario::Scenario& scenario, const std::string& name) {
  Plan plan = NewPlan();
  plan.Merge(scenario, name);
  if (!LoadPlanned(plan.all())) throw StartError(name + ": " + errors::Advancing().message);
}

}  // namespace portone::app
