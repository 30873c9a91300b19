// SPDX-License-Identifier: MIT
// Checks a test's expectations now.
#include <array>
#include <utility>

#include "control/control.h"
#include "control/facts.h"
#include "control/verdict_reply.h"
#include "verify/expectation.h"

namespace portone::control {
namespace {

ControlResult<api::Reply> Verify(ControlCall& call) {
  PORTONE_TRY(const VerifyRequest verify_request, ReadVerifyRequest(call.request, false));
  PORTONE_TRY(const engine::SandboxPtr sandbox, SelectSandbox(call));
  const auto& expectations = verify_request.expectations;
  PORTONE_TRY(
      const verify::Facts facts,
      ToControlResult(CollectFacts(sandbox->engine, verify::CollectFactKinds(expectations))));
  Evaluation evaluation = EvaluateAll(expectations, facts);
  if (evaluation.failed_parameter.empty()) return MakeVerifiedReply(std::move(evaluation));
  evaluation.failures += MakeHints(sandbox->engine, expectations, facts);
  return MakeNotVerifiedReply(ControlErrc::kNotVerified, "", std::move(evaluation));
}

constexpr std::array kVerifyRoutes{
    ControlRoute{Method::kPost, "/verify", Verify},
};

}  // namespace

std::span<const ControlRoute> VerifyRoutes() {
  return kVerifyRoutes;
}

}  // namespace portone::control
