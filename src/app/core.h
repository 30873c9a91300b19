// SPDX-License-Identifier: MIT
// An emulator without its sockets: everything behind the request handler, and the loading of
// scenarios.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "app/plan.h"
#include "app/pump.h"
#include "control/load_status.h"
#include "control/request_handler.h"
#include "engine/sandbox_registry.h"
#include "scenario/model.h"
#include "webhook/dispatcher.h"

namespace portone::app {

struct CoreOptions {
  engine::SandboxRegistryOptions sandboxes;
  engine::Setup base;  ///< the default sandbox, and the defaults that scenarios are merged into
  std::string webhook_url;  ///< overrides the default sandbox's URL in scenarios; "": does not
  control::WebGuard web_guard{};
  std::chrono::seconds sandbox_idle_timeout{
      0};                       ///< a sandbox not called for so long is removed; 0: none
  std::string control_token{};  ///< of control requests over the network; "": none is needed
  control::AuthorityCertificate authority{};
  control::ShopPrograms programs{};         ///< of the shop under test
  std::vector<std::string> notice_hosts{};  ///< to which any page may have requests sent
};

/// All members may be called from any thread.
class Core {
 public:
  /// REQUIRES: `sender` outlives the core.
  Core(CoreOptions options, webhook::Sender& sender);
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;
  ~Core() { Stop(); }

  /// Starts firing the events of sandboxes whose clocks run.
  void Start() { pump_.Start(); }
  /// Ends running advances, webhook posts and all calls that wait. Idempotent.
  void Stop();

  const control::RequestHandler& handler() const { return handler_; }
  engine::SandboxRegistry& sandboxes() { return registry_; }
  /// The load status of the files given at start-up, for the control API.
  control::LoadStatus& load_status() { return load_status_; }

  /// Reads a file and the files it includes. Throws StartError with all mistakes in them.
  static scenario::Scenario Read(const std::filesystem::path& path);

  /// Throws StartError, whose message begins with `name`, when the scenario could not be merged
  /// into the defaults.
  static void Check(const scenario::Scenario& scenario, const std::string& name);

  /// An empty plan based on the defaults. REQUIRES: the core outlives it.
  Plan NewPlan() const { return {registry_, options_.base, options_.webhook_url}; }
  /// Loads the planned state and resets those sandboxes, all or none; they keep their credentials
  /// and tokens. Returns false, with nothing changed, while the clock of one of them is being
  /// advanced. Throws StartError, with nothing changed, when a secret differs from the sandbox's or
  /// there are too many sandboxes.
  bool LoadPlanned(const std::vector<PlannedSandbox>& planned);
  /// Merges a scenario into the defaults and loads it. Throws StartError, with nothing changed, as
  /// Plan::Merge and LoadPlanned do, and while a clock is being advanced.
  void Load(const scenario::Scenario& scenario, const std::string& name);

 private:
  const CoreOptions options_;
  engine::SandboxRegistry registry_;
  webhook::Dispatcher dispatcher_;
  control::WaitingCalls waiting_;
  Pump pump_;
  control::LoadStatus load_status_;
  control::ControlContext context_;
  control::RequestHandler handler_;
};

}  // namespace portone::app
