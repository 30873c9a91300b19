// SPDX-License-Identifier: MIT
#include "commands/faults.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "commands/fault_target.h"
#include "domain/errors.h"
#include "domain/texts.h"
#include "gateways/registry.h"

namespace portone::commands {
namespace {

constexpr std::string_view kNoReply = "portone-emulator: an injected fault suppressed the reply";

Operation ToOperation(const FaultTarget& target) {
  return target.operation == FaultOperation::kIssueBillingKey ? Operation::kIssue
                                                              : Operation::kAgain;
}

/// A named refusal is expressed in the error text of its gateway.
GatewayError ToGatewayError(const Decline& decline, const FaultTarget& target) {
  if (const auto* text = std::get_if<GatewayError>(&decline.reason)) return *text;
  const PgCode pg{std::string(target.pg)};
  const GatewayRules& rules = gateways::Get(pg);
  if (const auto* refusal = std::get_if<CertificationRefusal>(&decline.reason))
    return GetErrorText(rules.certification, *refusal).ToError();
  return FindNamedError(rules, std::get<NamedRefusal>(decline.reason), ToOperation(target));
}

/// The error requested by the request's test-code header: a gateway code or the name of a
/// refusal, optionally with a message. Nothing for operations without a reply.
// FIDELITY: test-code
std::optional<GatewayError> FindTestCodeError(const Tx& tx, const FaultTarget& target) {
  if (tx.test_code.empty() || !target.has_reply) return std::nullopt;
  const std::size_t colon = std::min(tx.test_code.find(':'), tx.test_code.size());
  const std::string_view code = tx.test_code.substr(0, colon);
  const PgCode pg{std::string(target.pg)};
  const GatewayRules& rules = gateways::Get(pg);
  if (colon < tx.test_code.size()) {
    return GatewayError{std::string(code), std::string(tx.test_code.substr(colon + 1))};
  }
  const auto certification = Parse<CertificationRefusal>(code);
  if (certification && target.operation == FaultOperation::kCertification)
    return GetErrorText(rules.certification, *certification).ToError();
  if (const auto refusal = FindRefusal(code)) {
    return FindNamedError(rules, *refusal, ToOperation(target));
  }
  return rules.FindError(code).value_or(
      GatewayError{std::string(code), std::string(texts::kRefusedByTestCode)});
}

}  // namespace

Result<std::optional<GatewayError>> ApplyFault(Tx& tx, FaultTarget target) {
  if (auto error = FindTestCodeError(tx, target)) return error;
  const std::optional<GatewayError> not_declined;
  if (tx.world.faults.empty()) return not_declined;
  if (target.has_reply) target.path = tx.path;
  const std::optional<FaultHit> hit = tx.world.faults.Match(target, MakeFaultDraw(tx.ids)).hit;
  if (!hit) return not_declined;
  tx.NoteAppliedFault(*hit, target);
  if (tx.reply_fault != nullptr) *tx.reply_fault = GetReplyFault(hit->effect);
  if (const auto* decline = std::get_if<Decline>(&hit->effect.action)) {
    return std::optional(ToGatewayError(*decline, target));
  }
  if (hit->at == FaultPoint::kAfter || !ReplacesReply(hit->effect)) return not_declined;
  const auto* error = std::get_if<ErrorReply>(&hit->effect.action);
  return errors::FaultInjected(error == nullptr ? kNoReply : std::string_view(error->message));
}

Result<std::optional<std::vector<Fault>>> Apply(Tx& tx, const AddFaults& command) {
  FaultPlan& plan = tx.world.faults;
  if (plan.All().size() + command.faults.size() > kMaxFaults)
    return std::optional<std::vector<Fault>>();
  return std::optional(plan.Add(command.faults));
}

Result<bool> Apply(Tx& tx, const RemoveFault& command) {
  return tx.world.faults.Remove(command.fault);
}

Result<std::size_t> Apply(Tx& tx, const ClearFaults& /*command*/) {
  return tx.world.faults.Clear();
}

Result<std::vector<Fault>> Handle(const View& view, const ListFaults& /*query*/) {
  return view.world.faults.All();
}

}  // namespace portone::commands
