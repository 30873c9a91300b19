// SPDX-License-Identifier: MIT
#include "domain/fault.h"

#include <algorithm>
#include <array>

namespace portone {
namespace {

constexpr std::array kDeclineReasons{CardOutcome::kInsufficientFunds, CardOutcome::kLimitExceeded,
                                     CardOutcome::kLost, CardOutcome::kExpired,
                                     CardOutcome::kIssuerDown};

// What each kind of effect does, in words.

std::string DescribeKind(const std::monostate& /*nothing*/) {
  return "";
}

std::string DescribeKind(const Decline& decline) {
  if (const auto* outcome = std::get_if<CardOutcome>(&decline.why))
    return "declined with " + std::string(Name(*outcome));
  const auto& error = std::get<GatewayError>(decline.why);
  return "declined with " + error.code;
}

std::string DescribeKind(const ErrorReply& error) {
  return "answered with HTTP " + std::to_string(error.status) + ", code " +
         std::to_string(error.code);
}

std::string DescribeKind(HangUp hang_up) {
  return "connection ends without a reply: " + std::string(Name(hang_up));
}

std::string DescribeKind(WebhookFault fault) {
  switch (fault) {
    case WebhookFault::kDrop:
      return "webhook dropped";
    case WebhookFault::kDuplicate:
      return "webhook sent twice";
    case WebhookFault::kReorder:
      break;
  }
  return "webhook held until after the next one";
}

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

std::string DescribeEffect(const FaultEffect& effect) {
  const std::string what =
      std::visit([](const auto& one) { return DescribeKind(one); }, effect.what);
  if (effect.delay == Duration{0}) return what.empty() ? "nothing" : what;
  const std::string delay = std::to_string(effect.delay.count()) + " ms late";
  return what.empty() ? delay : what + ", " + delay;
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
