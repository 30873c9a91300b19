// SPDX-License-Identifier: MIT
#include "app/core.h"

#include <utility>
#include <vector>

#include "commands/beginning.h"
#include "gateways/defaults.h"
#include "portone/emulator.h"
#include "scenario/loader.h"

namespace portone::app {
namespace {

/// Throws StartError, with `name` in front, when what is given contradicts itself.
void CheckBeginning(const engine::Setup& setup, const std::string& name) {
  if (!setup.beginning) return;
  const auto why = commands::WhyNot(setup.merchant, *setup.beginning);
  if (why) throw StartError(name + ": /given: " + *why);
}

}  // namespace

Core::Core(CoreOptions options, webhook::Sender& sender)
    : options_(std::move(options)),
      directory_(options_.sandboxes, options_.base, sim::ReadWallClock, [this] { pump_.Nudge(); }),
      dispatcher_(sender),
      pump_(directory_, dispatcher_),
      parts_{directory_, dispatcher_, options_.base, &load_status_},
      door_(parts_) {}

void Core::Stop() {
  // A running advance ends when the dispatcher stops; then the server's requests can finish.
  pump_.Stop();
  dispatcher_.Stop();
}

scenario::Scenario Core::Read(const std::filesystem::path& path) {
  scenario::LoadResult loaded = scenario::LoadFile(path).result;
  if (!loaded.ok()) throw StartError(loaded.error().message);
  return std::move(loaded).value();
}

void Core::Check(const scenario::Scenario& scenario, const std::string& name) {
  engine::Setup base;
  base.merchant.channels = gateways::DefaultChannels();
  CheckBeginning(scenario::LaidOver(base, scenario), name);
  for (const scenario::Given& sandbox : scenario.sandboxes)
    CheckBeginning(scenario::LaidOver(base, scenario, sandbox), name);
}

void Core::LayOver(const scenario::Scenario& scenario) {
  Apply(scenario, false);
}

void Core::Load(const scenario::Scenario& scenario) {
  Apply(scenario, true);
}

void Core::Apply(const scenario::Scenario& scenario, bool over_defaults) {
  const engine::SandboxPtr own = directory_.Default();
  const auto base = [&](const engine::Credentials& credentials) {
    const engine::SandboxPtr existing =
        over_defaults ? nullptr : directory_.FindByKey(credentials.imp_key);
    return existing ? existing->engine.CurrentSetup() : options_.base;
  };
  std::vector<engine::Declaration> all;
  const engine::Credentials credentials = scenario.given.merchant.value_or(own->credentials);
  all.push_back({credentials, scenario::LaidOver(base(credentials), scenario)});
  for (const scenario::Given& sandbox : scenario.sandboxes) {
    all.push_back(
        {*sandbox.merchant, scenario::LaidOver(base(*sandbox.merchant), scenario, sandbox)});
  }
  for (engine::Declaration& one : all) {
    const bool is_default = one.credentials.imp_key == own->credentials.imp_key;
    if (is_default && !options_.webhook_url.empty()) {
      one.setup.merchant.webhook.url = options_.webhook_url;
    }
    CheckBeginning(one.setup, "scenario");
  }
  const auto refusal = directory_.Declare(std::move(all));
  if (refusal) throw StartError("imp_key " + refusal->imp_key + ": " + refusal->error.message);
}

}  // namespace portone::app
