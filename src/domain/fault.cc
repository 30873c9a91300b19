// SPDX-License-Identifier: MIT
#include "domain/fault.h"

#include <array>

namespace portone {
std::vector<std::string_view> CardRefusalNames() {
  const auto& names = EnumNames<CardOutcome>::kNames;
  return {names.begin() + 1, names.end()};  // not "approved"
}

std::vector<std::string_view> RefusalNames() {
  std::vector<std::string_view> names = CardRefusalNames();
  const auto& of_cancellations = EnumNames<CancelRefusal>::kNames;
  names.insert(names.end(), of_cancellations.begin(), of_cancellations.end());
  return names;
}

std::optional<NamedRefusal> FindRefusal(std::string_view name) {
  if (const auto refusal = Parse<CancelRefusal>(name)) return NamedRefusal(*refusal);
  const auto card_outcome = Parse<CardOutcome>(name);
  if (!card_outcome || *card_outcome == CardOutcome::kApproved) return std::nullopt;
  return NamedRefusal(*card_outcome);
}

std::string_view Name(const NamedRefusal& refusal) {
  return std::visit([](auto one) { return Name(one); }, refusal);
}

GatewayError FindNamedError(const GatewayRules& rules, const NamedRefusal& refusal,
                            Operation operation) {
  if (const auto* cancel = std::get_if<CancelRefusal>(&refusal)) {
    return rules.DescribeCancelError(*cancel).text.ToError();
  }
  return rules.FindCardError(std::get<CardOutcome>(refusal), operation);
}

ReplyFault GetReplyFault(const FaultEffect& effect) {
  ReplyFault fault;
  fault.delay = effect.delay;
  if (const auto* error = std::get_if<ErrorReply>(&effect.what)) fault.error = *error;
  if (const auto* hang_up = std::get_if<HangUp>(&effect.what)) fault.hang_up = *hang_up;
  return fault;
}

bool ReplacesReply(const FaultEffect& effect) {
  return std::holds_alternative<ErrorReply>(effect.what) ||
         std::holds_alternative<HangUp>(effect.what);
}

}  // namespace portone
