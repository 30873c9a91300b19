// SPDX-License-Identifier: MIT
#include "domain/fault.h"

#include <algorithm>
#include <array>

namespace portone {
namespace {

constexpr std::array<std::string_view, 5> kOperations{"charge", "issue_billing_key", "cancel",
                                                      "request", "webhook"};

struct NamedOutcome {
  std::string_view name;
  CardOutcome card_outcome;
};

constexpr std::array<NamedOutcome, 5> kDeclineReasons{{
    {"insufficient_funds", CardOutcome::kInsufficientFunds},
    {"limit_exceeded", CardOutcome::kLimitExceeded},
    {"lost_card", CardOutcome::kLost},
    {"expired_card", CardOutcome::kExpired},
    {"issuer_down", CardOutcome::kIssuerDown},
}};

}  // namespace

std::string_view OperationText(FaultOperation operation) {
  return kOperations.at(static_cast<std::size_t>(operation));
}

std::optional<FaultOperation> FindFaultOperation(std::string_view text) {
  const auto* const found = std::find(kOperations.begin(), kOperations.end(), text);
  if (found == kOperations.end()) return std::nullopt;
  return static_cast<FaultOperation>(found - kOperations.begin());
}

std::vector<std::string_view> DeclineReasonNames() {
  std::vector<std::string_view> names;
  names.reserve(kDeclineReasons.size());
  for (const NamedOutcome& one : kDeclineReasons)
    names.push_back(one.name);
  return names;
}

std::optional<CardOutcome> FindDeclineReason(std::string_view name) {
  for (const NamedOutcome& one : kDeclineReasons) {
    if (one.name == name) return one.card_outcome;
  }
  return std::nullopt;
}

std::string_view DeclineReasonName(CardOutcome card_outcome) {
  for (const NamedOutcome& one : kDeclineReasons) {
    if (one.card_outcome == card_outcome) return one.name;
  }
  return {};
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
