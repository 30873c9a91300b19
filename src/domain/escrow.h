// SPDX-License-Identifier: MIT
// The delivery of the goods of an escrow payment, and what the buyer decides about them: the money
// is held until then. Evidence: docs/behaviour/escrow.md#escrow
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/enum_names.h"
#include "base/instant.h"
#include "domain/parameters.h"

namespace portone {

enum class EscrowStatus : std::uint8_t {
  kRegistered,       ///< the delivery is registered, the buyer has not decided
  kConfirmed,        ///< the buyer keeps the goods
  kAutoConfirmed,    ///< the gateway confirmed because the buyer decided nothing
  kForceConfirmed,   ///< the gateway confirmed for the buyer
  kDenied,           ///< the buyer does not want the goods
  kCancelled,        ///< the payment was cancelled before the buyer had kept the goods
  kDenialConfirmed,  ///< the merchant has accepted that the buyer does not want them
};

template <>
struct EnumNames<EscrowStatus> {
  static constexpr std::array<std::string_view, 7> kNames{
      "registered", "confirmed", "auto_confirmed",  "force_confirmed",
      "denied",     "cancelled", "denial_confirmed"};
};

/// What the buyer, the gateway or the merchant decides about goods that are under way.
enum class EscrowDecision : std::uint8_t {
  kConfirm,        ///< the buyer keeps them
  kAutoConfirm,    ///< the gateway's time for a decision is over
  kForceConfirm,   ///< the gateway decides for the buyer
  kDeny,           ///< the buyer does not want them
  kConfirmDenial,  ///< the merchant accepts that
};

template <>
struct EnumNames<EscrowDecision> {
  static constexpr std::array<std::string_view, 5> kNames{
      "confirm", "auto_confirm", "force_confirm", "deny", "confirm_denial"};
};

struct EscrowDelivery {
  std::string company;  ///< the code of a carrier (NormalizeDeliveryCompany)
  std::string invoice;
  Instant sent_at{};
  Instant applied_at{};  ///< when it was registered or last changed
  EscrowStatus status = EscrowStatus::kRegistered;
  Instant changed_at{};  ///< when the status was reached
  std::optional<std::string> denied_reason{};
  Parameters shipping{};  ///< who sends what to whom: "sender.name", "products[0].id" ...
};

/// Whether the goods stay with the buyer.
constexpr bool IsConfirmed(EscrowStatus status) {
  return status >= EscrowStatus::kConfirmed && status <= EscrowStatus::kForceConfirmed;
}

/// The status as webhooks name it: "2", "31", ...
// FIDELITY: escrow-webhooks
std::string_view GetEscrowStatusNumber(EscrowStatus status);

/// The code under which a carrier is kept: some have merged, and an unknown one is "ETC".
// FIDELITY: escrow
std::string_view NormalizeDeliveryCompany(std::string_view company);

/// The status that a decision leads to; nullopt where it cannot be taken.
// FIDELITY: escrow-decisions
std::optional<EscrowStatus> FindNextEscrowStatus(EscrowStatus status, EscrowDecision decision);

/// The status once the whole payment is cancelled.
// FIDELITY: escrow-decisions
EscrowStatus GetStatusAfterCancellation(EscrowStatus status);

}  // namespace portone
