// SPDX-License-Identifier: MIT
// Computes the sandboxes that a set of scenarios results in, without changing anything.
#pragma once

#include <string>
#include <vector>

#include "engine/sandbox_registry.h"
#include "scenario/model.h"

namespace portone::app {

/// The planned state of one sandbox.
struct PlannedSandbox {
  engine::Declaration declaration;
  std::vector<std::string> scenarios;  ///< the scenarios that configure it; none: the defaults
};

/// Throws StartError when the initial state contradicts itself. Its message begins with the place
/// of the record at fault in the scenario file `name` (or in one that it includes), or with `name`
/// when the record is not there. `imp_key`: whose block of `given.sandboxes` it was read from; "":
/// the block `given` itself.
void CheckInitialState(const engine::Setup& setup, const std::string& name,
                       const std::string& imp_key);

/// Merges scenarios. The first one for a sandbox is merged into the defaults, each later one into
/// the result.
class Plan {
 public:
  /// `webhook_url`, unless empty, overrides the default sandbox's URL in scenarios. REQUIRES: the
  /// registry outlives this.
  Plan(const engine::SandboxRegistry& registry, engine::Setup defaults, std::string webhook_url);

  /// Adds a scenario, of the file `name`. Throws StartError when its secret for a key differs from
  /// an earlier scenario's, or as CheckInitialState.
  void Merge(const scenario::Scenario& scenario, const std::string& name);

  /// Plans the defaults for that sandbox; does nothing when no sandbox has the key.
  void ResetToDefaults(const std::string& imp_key);

  /// One entry per sandbox, in the order of the first scenario for each.
  const std::vector<PlannedSandbox>& all() const { return all_; }

 private:
  PlannedSandbox& Find(const engine::Credentials& credentials, const std::string& name);
  void Assign(PlannedSandbox& one, engine::Setup setup, const std::string& name,
              const std::string& given_key);

  const engine::SandboxRegistry& registry_;
  const engine::Setup defaults_;
  const std::string webhook_url_;
  std::vector<PlannedSandbox> all_;
};

}  // namespace portone::app
