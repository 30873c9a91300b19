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
  CardCase card_case;
};

constexpr std::array<NamedOutcome, 5> kDeclineReasons{{
    {"insufficient_funds", CardCase::kInsufficientFunds},
    {"limit_exceeded", CardCase::kLimitExceeded},
    {"lost_card", CardCase::kLost},
    {"expired_card", CardCase::kExpired},
    {"issuer_down", CardCase::kIssuerDown},
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

std::vector<std::string_view> DeclineCaseNames() {
  std::vector<std::string_view> names;
  names.reserve(kDeclineReasons.size());
  for (const NamedOutcome& one : kDeclineReasons)
    names.push_back(one.name);
  return names;
}

std::optional<CardCase> FindDeclineCase(std::string_view name) {
  for (const NamedOutcome& one : kDeclineReasons) {
    if (one.name == name) return one.card_case;
  }
  return std::nullopt;
}

std::string_view DeclineCaseName(CardCase card_case) {
  for (const NamedOutcome& one : kDeclineReasons) {
    if (one.card_case == card_case) return one.name;
  }
  return {};
}

ReplyFault OnReply(const FaultEffect& effect) {
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
