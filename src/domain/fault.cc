// SPDX-License-Identifier: MIT
#include "domain/fault.h"

#include <array>

namespace portone {
namespace {

// What each kind of effect does, in words.

std::string DescribeKind(const std::monostate& /*nothing*/) {
  return "";
}

std::string DescribeKind(const Decline& decline) {
  if (const auto* refusal = std::get_if<NamedRefusal>(&decline.reason))
    return "declined with " + std::string(Name(*refusal));
  if (const auto* refusal = std::get_if<CertificationRefusal>(&decline.reason))
    return "declined with " + std::string(Name(*refusal));
  const auto& error = std::get<GatewayError>(decline.reason);
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

std::vector<std::string_view> ListCardRefusalNames() {
  const auto& names = EnumNames<CardOutcome>::kNames;
  return {names.begin() + 1, names.end()};  // not "approved"
}

std::vector<std::string_view> ListRefusalNames() {
  std::vector<std::string_view> names = ListCardRefusalNames();
  const auto& cancellation_names = EnumNames<CancelRefusal>::kNames;
  names.insert(names.end(), cancellation_names.begin(), cancellation_names.end());
  return names;
}

std::vector<std::string_view> ListFaultRefusalNames() {
  std::vector<std::string_view> names = ListRefusalNames();
  const auto& certification_names = EnumNames<CertificationRefusal>::kNames;
  names.insert(names.end(), certification_names.begin(), certification_names.end());
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

std::string DescribeEffect(const FaultEffect& effect) {
  const std::string what =
      std::visit([](const auto& one) { return DescribeKind(one); }, effect.action);
  if (effect.delay == Duration{0}) return what.empty() ? "nothing" : what;
  const std::string delay = std::to_string(effect.delay.count()) + " ms late";
  return what.empty() ? delay : what + ", " + delay;
}

ReplyFault GetReplyFault(const FaultEffect& effect) {
  ReplyFault fault;
  fault.delay = effect.delay;
  if (const auto* error = std::get_if<ErrorReply>(&effect.action)) fault.error = *error;
  if (const auto* hang_up = std::get_if<HangUp>(&effect.action)) fault.hang_up = *hang_up;
  return fault;
}

bool ReplacesReply(const FaultEffect& effect) {
  return std::holds_alternative<ErrorReply>(effect.action) ||
         std::holds_alternative<HangUp>(effect.action);
}

}  // namespace portone
