// SPDX-License-Identifier: MIT
// The emulator that `run` runs one scenario on, and the shop beside it. Does not know the steps.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/address_file.h"
#include "app/core.h"
#include "app/exec/private_folder.h"
#include "app/exec/signal_cleanup.h"
#include "app/exec/started_shop.h"
#include "app/http_shop.h"
#include "app/options.h"
#include "app/tls_setup.h"
#include "http/http_sender.h"
#include "http/server.h"
#include "runner/report.h"
#include "runner/runner.h"
#include "runner/simulated_receiver.h"
#include "scenario/model.h"

namespace portone::app {

/// What the scenarios of one run have in common. Used by one thread.
struct RunContext {
  const RunOptions& options;
  int port = 0;  ///< of the first server; later ones that may have any free port reuse it
  std::optional<AddressFile> port_file{};
  std::optional<TlsSetup> tls{};            ///< made for the first scenario that listens
  bool has_waited = false;                  ///< for the server of --wait-for
  SignalCleanup* signal_cleanup = nullptr;  ///< which ends a started shop, too; null: nothing does
};

/// Waits until `url` answers with a 2xx, for at most `wait`, or a minute when that is 0. Throws
/// StartError.
void WaitForUrl(const std::string& url, std::chrono::seconds wait);

/// Used by one thread.
class ScenarioEmulator {
 public:
  /// Listens when a server under test, or a test with a port file, is to reach it. Throws
  /// StartError when the port is in use.
  ScenarioEmulator(RunContext& context, const scenario::Scenario& scenario);
  ScenarioEmulator(const ScenarioEmulator&) = delete;
  ScenarioEmulator& operator=(const ScenarioEmulator&) = delete;
  ~ScenarioEmulator();

  /// Whether the scenario names a program, which no --shop-url stands in for.
  bool starts_shop() const { return program_.has_value(); }

  /// Throws StartError when the scenario contradicts itself.
  void Load(const scenario::Scenario& scenario, const std::string& file);
  /// Starts the shop, if the scenario names a program, and waits for the URL that it says: without
  /// one until the shop takes a connection. An advance ends when the shop does. Throws StartError
  /// when it does not come up. REQUIRES: the scenario is loaded.
  void PrepareShop(const scenario::Scenario& scenario);
  /// "the shop exited before the scenario finished: exit code 3"; nothing while it runs, and when
  /// none was started.
  std::optional<std::string> FindShopExit(std::chrono::milliseconds wait = {});
  /// Stops the shop. Adds to the report that it ended by itself and, when there are failures, what
  /// it printed and which sandboxes were opened that the scenario does not know. Does nothing when
  /// none was started.
  void EndShop(runner::Report& report);
  /// Adds to the report that its shop was notified of no webhook, when the runner's own receiver
  /// has taken those of a scenario with a shop. Says nothing when its steps set how that one
  /// answers.
  void WarnAboutWebhooks(const scenario::Scenario& scenario, runner::Report& report) const;

  runner::ScenarioTarget MakeTarget();
  /// The time of the scenario's merchant.
  std::string ReadTime();

 private:
  CoreOptions MakeRunnerCoreOptions();
  control::ShopPrograms MakePrograms();
  webhook::Sender& SelectSender();
  void Listen();
  void StartShop();
  ShopContext MakeShopContext() const;
  void PrepareCommands();
  std::string FindUrlToWaitFor(const scenario::Scenario& scenario) const;
  std::vector<std::string> FindForeignKeys();

  RunContext& context_;
  const std::optional<scenario::ShopProgram> program_;
  const std::string shop_url_;
  const std::string main_key_;                 // of the scenario's merchant
  const std::vector<std::string> known_keys_;  // of the scenario's sandboxes
  std::optional<StartedShop> started_;         // its files are there from the start
  const Options options_;
  const bool sends_webhooks_;  // webhooks over real sockets
  const bool runs_commands_;   // at ticks
  const bool listens_;
  std::optional<PrivateFolder> command_folder_;   // of commands of ticks, without a started shop
  std::vector<std::string> command_environment_;  // the same
  const std::unique_ptr<http::HttpSender> sender_;
  runner::SimulatedReceiver receiver_;
  std::optional<HttpShop> shop_;
  Core core_;
  std::optional<http::Server> server_;
  int port_ = 0;  // of the server
};

}  // namespace portone::app
