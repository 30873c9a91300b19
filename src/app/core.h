// SPDX-License-Identifier: MIT
// An emulator but for its sockets: everything behind the one door, and the loading of scenarios
// into it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/plan.h"
#include "app/pump.h"
#include "control/load_status.h"
#include "control/request_handler.h"
#include "engine/directory.h"
#include "scenario/model.h"
#include "webhook/dispatcher.h"

namespace portone::app {

struct CoreOptions {
  engine::DirectoryOptions sandboxes;
  engine::Setup base;       ///< what the default sandbox is, and scenarios are laid over
  std::string webhook_url;  ///< beats what scenarios say of the default sandbox; "": as they say
};

/// All members may be called from any thread.
class Core {
 public:
  /// REQUIRES: `sender` outlives it.
  Core(CoreOptions options, webhook::Sender& sender);
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;
  ~Core() { Stop(); }

  /// From now on sandboxes whose clocks run fire by themselves.
  void Start() { pump_.Start(); }
  /// Breaks off advances and posts. Idempotent.
  void Stop();

  const control::Door& door() const { return door_; }
  engine::Directory& directory() { return directory_; }
  /// What the control API says of the files that the emulator was started with.
  control::LoadStatus& load_status() { return load_status_; }

  /// Reads a file with all that it includes. Throws StartError with all that is wrong with it.
  static scenario::Scenario Read(const std::filesystem::path& path);

  /// Throws StartError when the scenario could not be loaded over the defaults; `name` stands in
  /// front of the message.
  static void Check(const scenario::Scenario& scenario, const std::string& name);

  /// An empty plan over the defaults. REQUIRES: the core outlives it.
  Plan BeginPlan() const { return {directory_, options_.base, options_.webhook_url}; }
  /// Loads what is planned and resets those sandboxes, all or none; they keep their credentials and
  /// tokens. False, and nothing has changed, while the clock of one of them is being advanced.
  /// Throws StartError, and nothing has changed: another secret than a sandbox has, too many.
  bool Carry(const std::vector<Planned>& planned);
  /// Lays a scenario over the defaults and loads it. Throws StartError as Plan::LayOver and Carry
  /// do, and while a clock is being advanced; then nothing has changed.
  void Load(const scenario::Scenario& scenario, const std::string& name);

 private:
  const CoreOptions options_;
  engine::Directory directory_;
  webhook::Dispatcher dispatcher_;
  Pump pump_;
  control::LoadStatus load_status_;
  control::Parts parts_;
  control::Door door_;
};

}  // namespace portone::app
