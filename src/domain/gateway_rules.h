// SPDX-License-Identifier: MIT
// What may differ between payment gateways: facts, and hooks where a fact cannot say it. The domain
// owns this shape; gateways/ fills it in, one file each. Knows no gateway by name.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/instant.h"
#include "domain/channel.h"
#include "domain/error.h"
#include "domain/money.h"
#include "domain/pay_method.h"

namespace portone {

struct Payment;
struct CancelRequest;
struct VbankRequest;

/// What a gateway finds when it looks at a card. The first group is refused when the card is
/// presented (issue, key-in), the second only when it is charged.
// FIDELITY: decline-layers
enum class CardCase : std::uint8_t {
  kGood,
  kUnknownBin,
  kWrongNumber,
  kWrongExpiry,
  kLastAtIssue = kWrongExpiry,
  kDeclined,
  kInsufficientFunds,
  kLimitExceeded,
  kLost,
  kExpired,
  kIssuerDown,
  kDeleted,  ///< the cardholder has taken the registration back at the card company
};

inline bool RefusedAtIssue(CardCase card_case) {
  return card_case != CardCase::kGood && card_case <= CardCase::kLastAtIssue;
}

/// A gateway's code and text for one case, as data.
struct FaultText {
  std::string_view code;
  std::string_view message;

  GatewayFault Fault() const { return {std::string(code), std::string(message)}; }
};

struct CardFaultText {
  CardCase card_case;
  FaultText text;
};

/// A setting that a channel of this gateway may carry.
struct SettingRule {
  std::string_view name;
  std::string_view default_value;
  std::span<const std::string_view> allowed{};  ///< empty: any text
};

/// What a transaction id is made from.
struct TidSource {
  std::string_view pg_id;
  Instant at;
  std::uint64_t number;  ///< uniform over 64 bits
  PayMethod method = PayMethod::kCard;
};

/// What a gateway does with virtual accounts.
struct VbankRules {
  bool issue = false;            ///< by POST /vbanks; what was issued can be revoked
  bool change = false;           ///< by PUT /vbanks/{imp_uid}
  bool fixed_unlimited = false;  ///< has accounts that take any amount, any number of times
  /// Parameters that the gateway insists on, by their names, in the order in which it asks; a
  /// pg_api_key also to revoke.
  std::span<const std::string_view> required{};
  FaultText due_in_past{};  ///< "": PortOne says it
};

/// The common behaviour of the hooks.
namespace hooks {
std::optional<GatewayFault> KeysAlwaysReady(const Channel& channel);
std::optional<GatewayFault> VbankUnrestricted(const Channel& channel, const VbankRequest& request);
std::optional<GatewayFault> CancelUnrestricted(const Channel& channel, const Payment& payment,
                                               const CancelRequest& request);
/// 14 digits.
std::string NumericTid(const TidSource& source);
/// Digits 7 to 12 as '*'.
std::string MaskWithStars(std::string_view digits);
std::optional<std::string> NoReceipt(const Payment& payment);
}  // namespace hooks

struct GatewayRules {
  std::string_view code;           ///< PortOne's code of the gateway
  std::string_view default_pg_id;  ///< the merchant id of a channel that names none

  bool rest_issue = false;     ///< keys by POST /subscribe/customers and /onetime
  bool tells_balance = false;  ///< GET /payments/{imp_uid}/balance

  VbankRules vbank{};

  std::int64_t minimum_won = 0;  ///< a smaller charge is refused
  FaultText below_minimum{};

  std::int64_t instalment_from_won = 0;  ///< card_quota >= 2 on a smaller charge is refused
  FaultText instalment_refused{};

  std::span<const CardFaultText> card_faults{};
  std::span<const SettingRule> settings{};

  /// Refuses to issue a key on a channel that is not set up for it.
  std::optional<GatewayFault> (*check_key_channel)(const Channel&) = hooks::KeysAlwaysReady;
  /// Refuses to issue a virtual account that PortOne itself would pass on.
  std::optional<GatewayFault> (*check_vbank)(const Channel&,
                                             const VbankRequest&) = hooks::VbankUnrestricted;
  /// Refuses a cancellation that PortOne itself would pass on.
  std::optional<GatewayFault> (*check_cancel)(const Channel&, const Payment&,
                                              const CancelRequest&) = hooks::CancelUnrestricted;
  std::string (*pg_tid)(const TidSource&) = hooks::NumericTid;
  std::string (*mask_card)(std::string_view digits) = hooks::MaskWithStars;
  /// The query of the receipt page of a payment that was paid, as the gateway's own page has it.
  std::optional<std::string> (*receipt_query)(const Payment&) = hooks::NoReceipt;

  /// The gateway's text for a card that is not good.
  /// REQUIRES: card_case != kGood and a row for it in card_faults.
  GatewayFault CardFault(CardCase card_case) const;
};

/// What the gateway refuses before it asks the card's issuer: too small an amount, an instalment
/// plan on too small an amount. Nothing when it would go on. Won only; other currencies pass.
std::optional<GatewayFault> RefusedBeforeCharge(const GatewayRules& rules, Money amount,
                                                int card_quota);

/// The value of a channel's setting, or the rule's default. REQUIRES: the gateway has it.
std::string_view Setting(const GatewayRules& rules, const Channel& channel, std::string_view name);

}  // namespace portone
