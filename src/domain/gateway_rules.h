// SPDX-License-Identifier: MIT
// What may differ between payment gateways: facts, and hooks where a fact cannot say it. The domain
// owns this shape; gateways/ fills it in, one file each. Knows no gateway by name.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "domain/channel.h"
#include "domain/error.h"
#include "domain/gateway_facts.h"
#include "domain/gateway_request.h"
#include "domain/money.h"

namespace portone {

struct VbankRequest;

/// The common behaviour of the hooks.
namespace hooks {
std::optional<GatewayFault> Unrestricted(const GatewayAsk& ask);
std::optional<GatewayFault> VbankUnrestricted(const Channel& channel, const VbankRequest& request);
std::optional<GatewayFault> CancelUnrestricted(const CancelAsk& ask);
/// The result of every charge is known at once.
std::optional<Wait> NoWait(const GatewayAsk& ask);
std::optional<Duration> NoCancelWait(const Channel& channel, const Payment& payment);
/// On a PC by callback, on a mobile by redirect.
ReturnBy ReturnByDevice(const GatewayAsk& ask);
Claims NoClaims(const GatewayAsk& ask);
/// 14 digits.
std::string NumericTid(const TidSource& source);
/// Digits 7 to 12 as '*'.
std::string MaskWithStars(std::string_view digits);
std::optional<std::string> NoReceipt(const Payment& payment);
}  // namespace hooks

inline constexpr Currency kWonOnly[] = {Currency::kKrw};  // NOLINT(*-avoid-c-arrays)

struct GatewayRules {
  std::string_view code{};           ///< PortOne's code of the gateway
  std::string_view name{};           ///< as people call it
  std::string_view default_pg_id{};  ///< the merchant id of a channel that names none

  RestRules rest{};
  WindowRules window{};
  VbankRules vbank{};
  CancelRules cancel{};
  OwnOperations own{};
  DeliveryRules delivery{};

  std::span<const Requirement> required{};
  std::span<const Currency> currencies = kWonOnly;  ///< the first: where a window names none
  FaultText currency_refused{};                     ///< "": PortOne says it
  std::span<const AmountLimit> limits{};
  InstalmentRules instalments{};
  OrderNumberRules order_numbers{};

  std::span<const CardFaultText> card_faults{};  ///< where they differ from the common ones
  std::span<const FaultText> known_faults{};     ///< further codes of its book
  std::span<const MagicCvc> magic_cvcs{};
  std::span<const std::string_view>
      good_cards{};  ///< that are good here whatever they mean elsewhere
  std::span<const SettingRule> settings{};

  /// Refuses a channel that is not set up for this, or a card by its form. Asked before the card is
  /// looked at.
  std::optional<GatewayFault> (*check_access)(const GatewayAsk&) = hooks::Unrestricted;
  /// Refuses what is ordered; after all that is data.
  std::optional<GatewayFault> (*check_order)(const GatewayAsk&) = hooks::Unrestricted;
  /// Refuses to issue a virtual account that PortOne itself would pass on.
  std::optional<GatewayFault> (*check_vbank)(const Channel&,
                                             const VbankRequest&) = hooks::VbankUnrestricted;
  /// Refuses a cancellation that PortOne itself would pass on; after all that is data.
  std::optional<GatewayFault> (*check_cancel)(const CancelAsk&) = hooks::CancelUnrestricted;
  /// Whether the gateway says only later what became of a charge, and what it says.
  std::optional<Wait> (*wait)(const GatewayAsk&) = hooks::NoWait;
  /// How long a cancellation takes that was accepted.
  std::optional<Duration> (*cancel_wait)(const Channel&, const Payment&) = hooks::NoCancelWait;
  ReturnBy (*return_by)(const GatewayAsk&) = hooks::ReturnByDevice;
  Claims (*claims)(const GatewayAsk&) = hooks::NoClaims;
  FaultText claimed{};  ///< somebody has claimed it before
  std::string (*pg_tid)(const TidSource&) = hooks::NumericTid;
  std::string (*mask_card)(std::string_view digits) = hooks::MaskWithStars;
  /// The query of the receipt page of a payment that was paid, as the gateway's own page has it.
  std::optional<std::string> (*receipt_query)(const Payment&) = hooks::NoReceipt;

  /// The gateway's text for a card that is not good. REQUIRES: card_case != kGood.
  GatewayFault CardFault(CardCase card_case) const;
  /// The text of one of the gateway's codes; nothing when it is not known here.
  std::optional<GatewayFault> FindFault(std::string_view fault_code) const;
  /// The case of a card that this code is said of, if it is said of one.
  std::optional<CardCase> CaseOf(std::string_view fault_code) const;
};

/// The value of a channel's setting, or the rule's default. REQUIRES: the gateway has it.
std::string_view Setting(const GatewayRules& rules, const Channel& channel, std::string_view name);
/// The same of a setting in seconds.
Duration SecondsSetting(const GatewayRules& rules, const Channel& channel, std::string_view name);

/// Why a text is no value of a setting, or nothing when it is one.
std::optional<std::string> SettingProblem(const SettingRule& rule, std::string_view value);

}  // namespace portone
