// SPDX-License-Identifier: MIT
#include "app/plan.h"

#include <algorithm>
#include <utility>

#include "commands/initial_state.h"
#include "domain/errors.h"
#include "portone/emulator.h"
#include "scenario/loader.h"

namespace portone::app {

void CheckInitialState(const engine::Setup& setup, const std::string& name,
                       const std::string& imp_key) {
  if (!setup.initial_state) return;
  const auto problem = commands::ValidateInitialState(setup.merchant, *setup.initial_state);
  if (!problem) return;
  const auto location = scenario::LocateRecord(name, imp_key, *problem);
  throw StartError(location.value_or(name + ": /given: ") + problem->message);
}

Plan::Plan(const engine::SandboxRegistry& registry, engine::Setup defaults, std::string webhook_url)
    : registry_(registry), defaults_(std::move(defaults)), webhook_url_(std::move(webhook_url)) {}

void Plan::Merge(const scenario::Scenario& scenario, const std::string& name) {
  const auto credentials = scenario.given.merchant.value_or(registry_.Default()->credentials);
  PlannedSandbox& planned = Find(credentials, name);
  Assign(planned, scenario::MergeIntoSetup(std::move(planned.declaration.setup), scenario), name,
         "");
  for (const scenario::Given& sandbox : scenario.sandboxes) {
    PlannedSandbox& other = Find(*sandbox.merchant, name);
    Assign(other, scenario::MergeIntoSetup(std::move(other.declaration.setup), scenario, sandbox),
           name, sandbox.merchant->imp_key);
  }
}

void Plan::ResetToDefaults(const std::string& imp_key) {
  const engine::SandboxPtr existing = registry_.FindByKey(imp_key);
  if (!existing) return;
  engine::Credentials credentials = existing->credentials;
  credentials.imp_secret = existing->secret.Get();  // pinned, perhaps, after it was opened
  all_.push_back({{std::move(credentials), defaults_}, {}});
}

PlannedSandbox& Plan::Find(const engine::Credentials& credentials, const std::string& name) {
  // The registry's spelling of the key wins.
  const engine::SandboxPtr existing = registry_.FindByKey(credentials.imp_key);
  const std::string& imp_key = existing ? existing->credentials.imp_key : credentials.imp_key;
  const auto same = std::find_if(all_.begin(), all_.end(), [&](const PlannedSandbox& planned) {
    return planned.declaration.credentials.imp_key == imp_key;
  });
  if (same == all_.end()) {
    all_.push_back({{credentials, defaults_}, {}});
    all_.back().declaration.credentials.imp_key = imp_key;
    return all_.back();
  }
  if (same->declaration.credentials.imp_secret != credentials.imp_secret) {
    throw StartError(name + ": imp_key " + imp_key + ": " + errors::CredentialsWrong().message);
  }
  return *same;
}

void Plan::Assign(PlannedSandbox& planned, engine::Setup setup, const std::string& name,
                  const std::string& given_key) {
  const std::string& imp_key = planned.declaration.credentials.imp_key;
  if (!webhook_url_.empty() && imp_key == registry_.Default()->credentials.imp_key) {
    setup.merchant.webhook.url = webhook_url_;
  }
  CheckInitialState(setup, name, given_key);
  planned.declaration.setup = std::move(setup);
  if (planned.scenarios.empty() || planned.scenarios.back() != name)
    planned.scenarios.push_back(name);
}

}  // namespace portone::app
