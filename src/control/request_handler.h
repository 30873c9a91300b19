// SPDX-License-Identifier: MIT
// The single entry point for requests, whether they come from a socket, a test or the embedding
// program.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "api/reply.h"
#include "api/request.h"
#include "api/service.h"
#include "api/try_result.h"
#include "control/control.h"
#include "web/browser_side.h"

namespace portone::control {

/// Whether a request target belongs to the control API.
bool IsControlTarget(std::string_view target);

/// The same request below /_emulator, for a target that tools expect at the root: /metrics, /livez
/// and /readyz. nullopt for any other.
std::optional<api::Request> RewriteRootTarget(const api::Request& request);

/// Which requests a port takes. With a port for each API, targets for which IsOpenToAll is true are
/// on both.
enum class PortScope : std::uint8_t {
  kAll,
  kV1Only,       ///< not the control API, which has a port of its own
  kControlOnly,  ///< nothing but the control API
};

/// Thread-safe.
class RequestHandler {
 public:
  /// REQUIRES: `context` outlives it.
  explicit RequestHandler(ControlContext& context)
      : context_(context),
        service_(context.registry),
        browser_(
            {context.registry, context.dispatcher.sender(), context.windows, context.notice_hosts}),
        control_(context) {}

  /// For callers in this process, who need no control token. Never throws because of the content of
  /// the request. Waits for a reply that is pending. When it returns, delivery of the webhooks that
  /// the request caused has started but not finished, unless the sandbox has the setting
  /// `webhook_first`.
  api::Reply Handle(const api::Request& request) const;

  /// For a transport: delivery of the webhooks starts when the transport calls the reply's
  /// `on_finished`, and a call that waits returns a pending reply. REQUIRES: the handler outlives
  /// the reply.
  // FIDELITY: webhook-order
  api::Reply HandleForTransport(const api::Request& request,
                                PortScope scope = PortScope::kAll) const;

  /// As HandleForTransport, for a thread that must neither wait (for a sandbox in use, for a
  /// receiver) nor work for long. Returns without having done anything when that may be needed.
  api::TryResult TryHandleForTransport(const api::Request& request,
                                       PortScope scope = PortScope::kAll) const;

 private:
  /// Handles a control request from the network.
  api::ServiceResult HandleControl(const api::Request& request) const;
  /// A request that is not for the control API.
  api::ServiceResult HandleNonControl(const api::Request& request) const;
  /// As TryHandleForTransport, of the browser side. REQUIRES: `match` was found for the request.
  api::TryResult TryBrowserSide(const api::Request& request,
                                const web::BrowserSide::Match& match) const;
  /// Serves a V1 request and counts it.
  api::ServiceResult ServeV1(const api::RoutedRequest& routed,
                             engine::Engine::Hold* hold = nullptr) const;
  /// Adds an event for the control call to the feed, as soon as it has its reply.
  api::ServiceResult ReportCall(const api::Request& request, api::ServiceResult served) const;
  api::Reply Finish(api::ServiceResult served, bool may_wait) const;
  api::Reply FinishLater(api::ServiceResult served) const;
  void StartWebhookDelivery(const engine::SandboxPtr& sandbox, api::ServiceResult& served,
                            bool may_wait) const;

  ControlContext& context_;
  api::Service service_;
  web::BrowserSide browser_;
  Control control_;
};

}  // namespace portone::control
