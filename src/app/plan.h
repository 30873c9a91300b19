// SPDX-License-Identifier: MIT
// What scenarios make of sandboxes, worked out before anything is changed.
#pragma once

#include <string>
#include <vector>

#include "engine/directory.h"
#include "scenario/model.h"

namespace portone::app {

/// What one sandbox is to become.
struct Planned {
  engine::Declaration declaration;
  std::vector<std::string> from;  ///< the scenarios that say something of it; none: the defaults
};

/// Throws StartError, with `name` in front, when what is given contradicts itself.
void CheckBeginning(const engine::Setup& setup, const std::string& name);

/// Collects scenarios. The first one that speaks of a sandbox is laid over the defaults, each
/// later one over that.
class Plan {
 public:
  /// `webhook_url` beats what scenarios say of the default sandbox, unless it is empty. REQUIRES:
  /// the directory outlives this.
  Plan(const engine::Directory& directory, engine::Setup defaults, std::string webhook_url);

  /// Throws StartError, with `name` in front: another secret than an earlier scenario has for the
  /// key, a beginning that contradicts itself.
  void LayOver(const scenario::Scenario& scenario, const std::string& name);

  /// That sandbox as if no scenario spoke of it; nothing when there is none with the key.
  void Forget(const std::string& imp_key);

  /// A sandbox has one place, that of the first scenario that speaks of it.
  const std::vector<Planned>& all() const { return all_; }

 private:
  Planned& Find(const engine::Credentials& credentials, const std::string& name);
  void Settle(Planned& one, engine::Setup setup, const std::string& name);

  const engine::Directory& directory_;
  const engine::Setup defaults_;
  const std::string webhook_url_;
  std::vector<Planned> all_;
};

}  // namespace portone::app
