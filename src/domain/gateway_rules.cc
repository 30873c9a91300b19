// SPDX-License-Identifier: MIT
#include "domain/gateway_rules.h"

#include "base/invariant.h"

namespace portone {
namespace hooks {

std::optional<GatewayFault> KeysAlwaysReady(const Channel& /*channel*/) {
  return std::nullopt;
}

std::optional<GatewayFault> VbankUnrestricted(const Channel& /*channel*/,
                                              const VbankRequest& /*request*/) {
  return std::nullopt;
}

std::optional<GatewayFault> CancelUnrestricted(const Channel& /*channel*/,
                                               const Payment& /*payment*/,
                                               const CancelRequest& /*request*/) {
  return std::nullopt;
}

std::string NumericTid(const TidSource& source) {
  constexpr std::uint64_t kFourteenDigits = 100'000'000'000'000;
  const std::string digits = std::to_string(source.number % kFourteenDigits);
  return std::string(14 - digits.size(), '0') + digits;
}

std::string MaskWithStars(std::string_view digits) {
  std::string masked(digits);
  for (std::size_t i = 6; i < masked.size() && i < 12; ++i)
    masked[i] = '*';
  return masked;
}

std::optional<std::string> NoReceipt(const Payment& /*payment*/) {
  return std::nullopt;
}

}  // namespace hooks

GatewayFault GatewayRules::CardFault(CardCase card_case) const {
  for (const CardFaultText& row : card_faults) {
    if (row.card_case == card_case) return row.text.Fault();
  }
  throw InvariantViolation(std::string(code) + " has no text for a card case");
}

std::optional<GatewayFault> RefusedBeforeCharge(const GatewayRules& rules, Money amount,
                                                int card_quota) {
  if (amount.currency != Currency::kKrw) return std::nullopt;
  // FIDELITY: minimum-amount
  if (amount.minor < rules.minimum_won) return rules.below_minimum.Fault();
  // FIDELITY: instalments
  if (card_quota >= 2 && amount.minor < rules.instalment_from_won) {
    return rules.instalment_refused.Fault();
  }
  return std::nullopt;
}

std::string_view Setting(const GatewayRules& rules, const Channel& channel, std::string_view name) {
  for (const SettingRule& rule : rules.settings) {
    if (rule.name != name) continue;
    const auto found = channel.settings.find(std::string(name));
    return found == channel.settings.end() ? rule.default_value : std::string_view(found->second);
  }
  throw InvariantViolation(std::string(rules.code) + " has no setting " + std::string(name));
}

}  // namespace portone
