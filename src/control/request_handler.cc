// SPDX-License-Identifier: MIT
#include "control/request_handler.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "api/body_stream.h"
#include "api/envelope.h"
#include "base/path_prefixes.h"
#include "commands/webhook_settings.h"
#include "control/control_token.h"
#include "domain/calendar.h"
#include "json/text.h"
#include "sim/stopwatch.h"

namespace portone::control {
namespace {

/// A larger body takes too long to parse on the thread of an event loop.
constexpr std::size_t kMaxInlineBodyBytes = std::size_t{64} << 10;

/// Refuses a request that was sent to the wrong port.
std::optional<ControlError> RefuseWrongPort(PortScope scope, std::string_view target) {
  const bool is_control = IsControlTarget(target);
  if (scope == PortScope::kV1Only && is_control && !IsOpenToAll(target)) {
    return ControlError{ControlErrc::kUnknownPath,
                        "the control API is not on this port; it has one of its own", ""};
  }
  if (scope == PortScope::kControlOnly && !is_control) {
    return ControlError{ControlErrc::kUnknownPath,
                        "this port has only the control API; the V1 API is on another", ""};
  }
  return std::nullopt;
}

/// The first line of a message, cut to the length that an event may have.
std::string FirstLine(std::string_view message) {
  constexpr std::size_t kMaxCharacters = 300;
  const std::string_view line = message.substr(0, message.find('\n'));
  return json::IsUtf8(line) ? std::string(json::GetFirstCodePoints(line, kMaxCharacters)) : "";
}

}  // namespace

bool IsControlTarget(std::string_view target) {
  if (!target.starts_with(kControlPrefix)) return false;
  const std::string_view rest = target.substr(kControlPrefix.size());
  return rest.empty() || rest.front() == '/' || rest.front() == '?';
}

std::optional<api::Request> RewriteRootTarget(const api::Request& request) {
  constexpr std::array<std::string_view, 3> kTargets{"/metrics", "/livez", "/readyz"};
  const std::string_view target = request.target;
  const std::string_view path = target.substr(0, target.find('?'));
  if (std::find(kTargets.begin(), kTargets.end(), path) == kTargets.end()) return std::nullopt;
  api::Request rewritten = request;
  rewritten.target.insert(0, kControlPrefix);
  return rewritten;
}

api::ServiceResult RequestHandler::ServeV1(const api::RoutedRequest& routed,
                                           engine::Engine::Hold* hold) const {
  const sim::Stopwatch watch;
  api::ServiceResult served = service_.Serve(routed, hold);
  context_.counters.Count(routed.match.row, served.reply, watch.ElapsedNanoseconds());
  return served;
}

api::Reply RequestHandler::Handle(const api::Request& request) const {
  if (const auto rewritten = RewriteRootTarget(request)) return Handle(*rewritten);
  api::Reply reply =
      Finish(IsControlTarget(request.target) ? ReportCall(request, control_.Handle(request))
                                             : HandleNonControl(request),
             true);
  if (reply.pending != nullptr) reply = api::AwaitReply(*reply.pending);
  if (reply.stream != nullptr) reply.body += std::exchange(reply.stream, nullptr)->Read();
  if (reply.on_finished) std::exchange(reply.on_finished, nullptr)();
  return reply;
}

api::Reply RequestHandler::HandleForTransport(const api::Request& request, PortScope scope) const {
  if (const auto rewritten = RewriteRootTarget(request))
    return HandleForTransport(*rewritten, scope);
  if (const auto refusal = RefuseWrongPort(scope, request.target)) {
    return Finish(ReportCall(request, {MakeErrorReply(*refusal), nullptr}), true);
  }
  return Finish(
      IsControlTarget(request.target) ? HandleControl(request) : HandleNonControl(request), true);
}

api::ServiceResult RequestHandler::HandleNonControl(const api::Request& request) const {
  if (const auto match = web::BrowserSide::Find(request))
    return ReportCall(request, browser_.Handle(request, *match));
  if (const auto refusal = RefuseCrossOriginPage(context_.web_guard, request)) {
    return {api::MakeErrorReply(*refusal), nullptr};
  }
  return ServeV1(service_.Route(request));
}

api::ServiceResult RequestHandler::HandleControl(const api::Request& request) const {
  const auto refusal = RefuseWithoutToken(context_.control_token, request);
  if (!refusal) return ReportCall(request, control_.Handle(request));
  api::Reply reply = MakeErrorReply(*refusal);
  reply.headers.push_back({"WWW-Authenticate", "Bearer"});
  return ReportCall(request, {std::move(reply), nullptr});
}

api::ServiceResult RequestHandler::ReportCall(const api::Request& request,
                                              api::ServiceResult served) const {
  const auto report = [feed = context_.registry.shared_feed(), method = request.method,
                       path = request.target.substr(0, request.target.find('?')),
                       watch = request.watch](const api::Reply& reply,
                                              const engine::SandboxPtr& sandbox) {
    engine::EmulatorCallServed event{method, path, reply.status, FirstLine(reply.message),
                                     watch.Elapsed()};
    if (sandbox == nullptr) return feed->Add(nullptr, {}, std::move(event));
    sandbox->engine.activity().AddEvent(sandbox->engine.Now(), std::move(event));
  };
  if (served.reply.pending == nullptr) {
    report(served.reply, served.sandbox);
    return served;
  }
  auto pending = std::make_shared<api::PendingReply>(*served.reply.pending);
  pending->start = [report, start = std::move(pending->start),
                    sandbox = served.sandbox](api::PendingReply::Deliver deliver) {
    start([report, sandbox, deliver = std::move(deliver)](api::Reply reply) {
      report(reply, sandbox);
      deliver(std::move(reply));
    });
  };
  served.reply.pending = std::move(pending);
  return served;
}

api::TryResult RequestHandler::TryHandleForTransport(const api::Request& request,
                                                     PortScope scope) const {
  if (const auto rewritten = RewriteRootTarget(request))
    return TryHandleForTransport(*rewritten, scope);
  if (const auto refusal = RefuseWrongPort(scope, request.target)) {
    return {Finish(ReportCall(request, {MakeErrorReply(*refusal), nullptr}), false)};
  }
  if (IsControlTarget(request.target)) {
    switch (GetControlWait(request)) {
      case ControlWait::kNever:
        if (request.body.size() > kMaxInlineBodyBytes) return {};
        return {Finish(HandleControl(request), false)};
      case ControlWait::kForSandbox:
        return {};
      case ControlWait::kForMerchant:
        return {.can_block_externally = true};
    }
  }
  if (const auto match = web::BrowserSide::Find(request)) return TryBrowserSide(request, *match);
  if (const auto refusal = RefuseCrossOriginPage(context_.web_guard, request)) {
    return {Finish({api::MakeErrorReply(*refusal), nullptr}, false)};
  }
  const api::RoutedRequest routed = service_.Route(request);
  if (routed.may_create) return {};
  if (routed.sandbox == nullptr) return {Finish(ServeV1(routed), false)};
  engine::Engine& engine = routed.sandbox->engine;
  engine::Engine::Hold hold = engine.TryEnter();
  if (!hold.owns_lock()) return {};
  if (engine.DeliversWebhooksFirst()) return {.can_block_externally = true};
  return {Finish(ServeV1(routed, &hold), false)};
}

api::TryResult RequestHandler::TryBrowserSide(const api::Request& request,
                                              const web::BrowserSide::Match& match) const {
  switch (match.wait()) {
    case web::BrowserWait::kNever:
      return {Finish(ReportCall(request, browser_.Handle(request, match)), false)};
    case web::BrowserWait::kForSandbox:
      return {};
    case web::BrowserWait::kForMerchant:
      break;
  }
  return {.can_block_externally = true};
}

/// Adds to a reply what all APIs have in common, and starts the delivery of webhooks.
api::Reply RequestHandler::Finish(api::ServiceResult served, bool may_wait) const {
  if (served.reply.pending != nullptr) return FinishLater(std::move(served));
  const engine::SandboxPtr sandbox =
      served.sandbox != nullptr ? served.sandbox : context_.registry.Default();
  if (sandbox->engine.HasOutgoing()) StartWebhookDelivery(sandbox, served, may_wait);
  const Instant now = served.now ? *served.now : sandbox->engine.Now();
  served.reply.headers.push_back({"X-Emulator-Now", FormatIso(now)});
  served.reply.reported_in_feed = true;
  return std::move(served.reply);
}

/// Finishes the reply that a pending one delivers.
api::Reply RequestHandler::FinishLater(api::ServiceResult served) const {
  auto pending = std::make_shared<api::PendingReply>(*served.reply.pending);
  pending->start = [this, start = std::move(pending->start),
                    sandbox = std::move(served.sandbox)](api::PendingReply::Deliver deliver) {
    start([this, sandbox, deliver = std::move(deliver)](api::Reply reply) {
      deliver(Finish({std::move(reply), sandbox}, false));
    });
  };
  return {.body = "", .pending = std::move(pending)};
}

void RequestHandler::StartWebhookDelivery(const engine::SandboxPtr& sandbox,
                                          api::ServiceResult& served, bool may_wait) const {
  webhook::Dispatcher& dispatcher = context_.dispatcher;
  if (may_wait && sandbox->engine.DeliversWebhooksFirst()) {
    // Not taken while another thread holds it: that thread may be waiting for this very reply, or
    // is advancing the clock.
    if (auto lease = dispatcher.TryAcquire(sandbox)) lease->Deliver();
  }
  served.reply.on_finished = [&dispatcher, sandbox, sequence = served.sequence] {
    sandbox->engine.EndReply(sequence);
    dispatcher.Wake(sandbox);
  };
}

}  // namespace portone::control
