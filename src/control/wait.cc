// SPDX-License-Identifier: MIT
// Calls that wait: until a test's expectations hold, and until webhooks are delivered.
#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "control/control.h"
#include "control/verdict_reply.h"
#include "control/waiting_calls.h"
#include "json/writer.h"
#include "verify/evaluate.h"

namespace portone::control {
namespace {

/// Holds when all expectations hold at once.
class ExpectationsCondition final : public WaitCondition {
 public:
  ExpectationsCondition(VerifyRequest request, engine::Engine& engine)
      : request_(std::move(request)),
        kinds_(verify::CollectFactKinds(request_.expectations)),
        engine_(engine) {}

  verify::FactKindSet kinds() const override { return kinds_; }

  std::optional<api::Reply> Check(const verify::Facts& facts, bool is_last) override {
    const std::vector<verify::Expectation>& all = request_.expectations;
    const bool all_hold = std::all_of(all.begin(), all.end(), [&facts](const auto& expectation) {
      return verify::Holds(expectation, facts);
    });
    if (all_hold) return MakeVerifiedReply(EvaluateAll(all, facts));
    if (!is_last) return std::nullopt;
    Evaluation evaluation = EvaluateAll(all, facts);
    evaluation.failures += MakeHints(engine_, all, facts);
    return MakeNotVerifiedReply(
        ControlErrc::kTimeout,
        "not met within " + std::to_string(request_.timeout.count()) + " ms\n",
        std::move(evaluation));
  }

 private:
  const VerifyRequest request_;
  const verify::FactKindSet kinds_;
  engine::Engine& engine_;
};

ControlResult<api::Reply> Wait(ControlCall& call) {
  PORTONE_TRY(VerifyRequest verify_request, ReadVerifyRequest(call.request, true));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  const auto timeout = verify_request.timeout;
  auto condition =
      std::make_unique<ExpectationsCondition>(std::move(verify_request), sandbox->engine);
  return api::Reply{
      .body = "",
      .pending = call.context.waiting_calls.Wait(sandbox, std::move(condition), timeout)};
}

/// Holds when no webhook of a sandbox is waiting to be posted or being posted.
class SettledCondition final : public WaitCondition {
 public:
  SettledCondition(webhook::Dispatcher& dispatcher, const engine::SandboxPtr& sandbox)
      : dispatcher_(dispatcher), sandbox_(sandbox) {}

  std::optional<api::Reply> Check(const verify::Facts& /*facts*/, bool is_last) override {
    if (!std::exchange(has_caught_up_, true)) {
      sandbox_->engine.CatchUp();  // fires what is due now
      dispatcher_.Wake(sandbox_);
    }
    if (is_last) return MakeErrorReply(MakeShuttingDownError());
    if (!dispatcher_.IsSettled(sandbox_)) return std::nullopt;
    json::Writer json;
    json.BeginObject().Field("settled", true).EndObject();
    return MakeJsonReply(json);
  }

 private:
  webhook::Dispatcher& dispatcher_;
  const engine::SandboxPtr sandbox_;
  bool has_caught_up_ = false;
};

ControlResult<api::Reply> Settle(ControlCall& call) {
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  if (sandbox->engine.IsAdvancing()) return MakeAdvancingError();
  auto condition = std::make_unique<SettledCondition>(call.context.dispatcher, sandbox);
  return api::Reply{.body = "",
                    .pending = call.context.waiting_calls.Wait(sandbox, std::move(condition))};
}

constexpr std::array kWaitRoutes{
    ControlRoute{Method::kPost, "/wait", Wait, ControlWait::kNever},
    ControlRoute{Method::kPost, "/settle", Settle, ControlWait::kNever},
};

}  // namespace

std::span<const ControlRoute> WaitRoutes() {
  return kWaitRoutes;
}

}  // namespace portone::control
