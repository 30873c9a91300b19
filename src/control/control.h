// SPDX-License-Identifier: MIT
// The control API under /_emulator: what a test does that a merchant cannot. No state of its own.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "api/fields.h"
#include "api/reply.h"
#include "api/request.h"
#include "api/route.h"
#include "api/service.h"
#include "control/control_error.h"
#include "control/load_status.h"
#include "engine/directory.h"
#include "webhook/dispatcher.h"

namespace portone::control {

/// Where every path of the control API begins.
inline constexpr std::string_view kPrefix = "/_emulator";

/// What the control API works on.
struct Parts {
  engine::Directory& directory;
  webhook::Dispatcher& dispatcher;
  engine::Setup base;                          ///< what a scenario is laid over
  const LoadStatus* scenario_files = nullptr;  ///< of those it was started with, if any
};

/// One control request on its way. The getters leave a request's mistakes to ControlErrors.
struct ControlCall {
  const api::Request& request;
  std::string_view query;
  Parts& parts;
  api::PathValues path{};        ///< the values of the {parameters} of the row's path
  engine::SandboxPtr sandbox{};  ///< the one that was selected, once it was
};

using ControlHandler = api::Reply (*)(ControlCall&);

struct ControlRoute {
  std::string_view method;
  std::string_view path;  ///< below the prefix: "/clock/advance", "/faults/{id}"
  ControlHandler handler;
};

/// The sandbox that a request means: header X-Emulator-Sandbox, query `sandbox`, the one sandbox
/// that has had API calls, the default one. Refused: kUnknownSandbox, kAmbiguousSandbox.
ControlResult<engine::SandboxPtr> SelectSandbox(ControlCall& call);

/// May be called from several threads at once. REQUIRES: `parts` outlive it.
class Control {
 public:
  explicit Control(Parts& parts) : parts_(parts) {}

  /// REQUIRES: the path begins with kPrefix. Never throws on account of what the request holds.
  api::Served Handle(const api::Request& request) const;

 private:
  Parts& parts_;
};

// The rows of each topic, in files of the same names.
std::span<const ControlRoute> HealthRoutes();
std::span<const ControlRoute> ClockRoutes();
std::span<const ControlRoute> SandboxRoutes();
std::span<const ControlRoute> WebhookRoutes();
std::span<const ControlRoute> WebhookSettingsRoutes();
std::span<const ControlRoute> AgendaRoutes();
std::span<const ControlRoute> RequestRoutes();
std::span<const ControlRoute> ActionRoutes();
std::span<const ControlRoute> JournalRoutes();
std::span<const ControlRoute> ReceiptRoutes();
std::span<const ControlRoute> VerifyRoutes();
std::span<const ControlRoute> FaultRoutes();
std::span<const ControlRoute> ChannelRoutes();
std::span<const ControlRoute> CheckoutRoutes();
std::span<const ControlRoute> MagicValueRoutes();
std::span<const ControlRoute> ScenarioSchemaRoutes();
std::span<const ControlRoute> ScenarioRoutes();

}  // namespace portone::control
