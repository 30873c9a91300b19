// SPDX-License-Identifier: MIT
#include "domain/fault.h"

#include <algorithm>
#include <array>

namespace portone {
namespace {

constexpr std::array kDeclineReasons{CardOutcome::kInsufficientFunds, CardOutcome::kLimitExceeded,
                                     CardOutcome::kLost, CardOutcome::kExpired,
                                     CardOutcome::kIssuerDown};

}  // namespace

std::vector<std::string_view> DeclineReasonNames() {
  std::vector<std::string_view> names;
  names.reserve(kDeclineReasons.size());
  for (const CardOutcome reason : kDeclineReasons)
    names.push_back(Name(reason));
  return names;
}

std::optional<CardOutcome> FindDeclineReason(std::string_view name) {
  const auto* const found =
      std::find_if(kDeclineReasons.begin(), kDeclineReasons.end(),
                   [name](CardOutcome reason) { return Name(reason) == name; });
  return found == kDeclineReasons.end() ? std::nullopt : std::optional(*found);
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
