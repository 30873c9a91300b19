// SPDX-License-Identifier: MIT
// The control API under /_emulator: operations for tests that the V1 API does not have. Keeps no
// state of its own.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "api/fields.h"
#include "api/reply.h"
#include "api/request.h"
#include "api/route.h"
#include "api/service.h"
#include "base/path_prefixes.h"
#include "control/authority_certificate.h"
#include "control/call_counters.h"
#include "control/control_reply.h"
#include "control/load_status.h"
#include "control/shop_programs.h"
#include "control/waiting_calls.h"
#include "control/web_guard.h"
#include "engine/sandbox_registry.h"
#include "web/notice_hosts.h"
#include "web/open_windows.h"
#include "webhook/dispatcher.h"

namespace portone::control {

/// The parts of the emulator that the control API operates on.
struct ControlContext {
  engine::SandboxRegistry& registry;
  webhook::Dispatcher& dispatcher;
  WaitingCalls& waiting_calls;
  engine::Setup base;  ///< the defaults that a scenario is merged into
  /// Of the scenario files given at start-up; null when there are none.
  const LoadStatus* load_status = nullptr;
  WebGuard web_guard{};         ///< which pages may call, and under which host names
  std::string control_token{};  ///< required of requests over the network; "": none
  /// Of the CA that clients over TLS have to trust.
  AuthorityCertificate authority_certificate{};
  /// Creates or takes over a clock file; the error is a sentence that says why it cannot. Null:
  /// this emulator has no clock files.
  BasicResult<engine::SharedClockPtr, std::string> (*open_clock_file)(
      const std::filesystem::path& path) = nullptr;
  ShopPrograms programs{};              ///< of the shop under test, for advances
  CallCounters counters{};              ///< of V1 calls, for the metrics
  web::OpenWindows windows{};           ///< that pages have opened
  web::NoticeHostRules notice_hosts{};  ///< to which hosts pages may have requests sent
};

/// One control request being handled.
struct ControlCall {
  const api::Request& request;
  std::string_view query;
  ControlContext& context;
  api::PathValues path{};        ///< values of the {parameters} in the route's path
  engine::SandboxPtr sandbox{};  ///< null until SelectSandbox succeeds
  bool opens_sandbox = false;    ///< whether naming an unknown key opens its sandbox
};

/// Returns the reply, or the error from which Control makes an error reply.
using ControlHandler = ControlResult<api::Reply> (*)(ControlCall&);

/// What a call may have to wait for.
enum class ControlWait : std::uint8_t {
  kNever,        ///< nothing, or its reply is a pending one
  kForSandbox,   ///< other calls of the same sandbox
  kForMerchant,  ///< the merchant's programs: a receiver's response, a request
};

/// What naming a key does that no sandbox has yet.
enum class UnknownKey : std::uint8_t {
  kRefused,       ///< kUnknownSandbox
  kOpensSandbox,  ///< opens the key's sandbox, with a secret yet to be set: for calls that set
                  ///< something
};

struct ControlRoute {
  Method method;
  std::string_view path;  ///< below the prefix: "/clock/advance", "/faults/{id}"
  ControlHandler handler;
  ControlWait wait = ControlWait::kForSandbox;
  UnknownKey unknown_key = UnknownKey::kRefused;
};

/// What the call of a request may have to wait for. REQUIRES: the path begins with kControlPrefix.
ControlWait GetControlWait(const api::Request& request);

/// Selects the sandbox of a request. In order: the header X-Emulator-Sandbox, the query parameter
/// `sandbox`, the only sandbox that has had API calls, the default sandbox. If no sandbox has
/// the named key, a route that sets something opens one. Errors: kMalformedRequest,
/// kInvalidParameter, kUnknownSandbox, kAmbiguousSandbox, kTooManySandboxes, kMemoryFull.
ControlResult<engine::SandboxPtr> SelectSandbox(ControlCall& call);

/// Whether there is memory for new state. Error: kMemoryFull.
ControlResult<Done> CheckMemory(engine::SandboxRegistry& registry);

/// Thread-safe. REQUIRES: `context` outlives it.
class Control {
 public:
  explicit Control(ControlContext& context) : context_(context) {}

  /// REQUIRES: the path begins with kControlPrefix. Never throws because of the content of the
  /// request.
  api::ServiceResult Handle(const api::Request& request) const;

 private:
  ControlContext& context_;
};

/// Every route of the control API, by topic.
std::span<const ControlRoute> ControlRoutes();

// The routes of each topic, in the file of the same name.
std::span<const ControlRoute> IndexRoutes();
std::span<const ControlRoute> OpenApiRoutes();
std::span<const ControlRoute> HealthRoutes();
std::span<const ControlRoute> MetricsRoutes();
std::span<const ControlRoute> CertificateRoutes();
std::span<const ControlRoute> ClockRoutes();
std::span<const ControlRoute> SandboxRoutes();
std::span<const ControlRoute> WebhookRoutes();
std::span<const ControlRoute> WebhookSettingsRoutes();
std::span<const ControlRoute> AgendaRoutes();
std::span<const ControlRoute> RequestRoutes();
std::span<const ControlRoute> ActionRoutes();
std::span<const ControlRoute> JournalRoutes();
std::span<const ControlRoute> ReceiptRoutes();
std::span<const ControlRoute> DemoRoutes();
std::span<const ControlRoute> RecordRoutes();
std::span<const ControlRoute> VerifyRoutes();
std::span<const ControlRoute> WaitRoutes();
std::span<const ControlRoute> FaultRoutes();
std::span<const ControlRoute> ChannelRoutes();
std::span<const ControlRoute> CheckoutRoutes();
std::span<const ControlRoute> WindowRoutes();
std::span<const ControlRoute> EventRoutes();
std::span<const ControlRoute> TimelineRoutes();
std::span<const ControlRoute> MagicValueRoutes();
std::span<const ControlRoute> ScenarioSchemaRoutes();
std::span<const ControlRoute> ScenarioRoutes();

}  // namespace portone::control
