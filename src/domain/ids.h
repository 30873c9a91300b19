// SPDX-License-Identifier: MIT
// The API's ids, named as on the wire, each with its own type.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/strong_id.h"

namespace portone {

/// The service's id of one payment attempt: "imps_" or "imp_" and 12 digits.
using ImpUid = StrongId<struct ImpUidTag>;
/// The merchant's order number, of at most kMaxMerchantUidLength characters as documented.
using MerchantUid = StrongId<struct MerchantUidTag>;
/// The merchant's name for a stored billing key, at most 80 characters.
using CustomerUid = StrongId<struct CustomerUidTag>;
/// The console's id of one gateway contract: "channel-key-...".
using ChannelKey = StrongId<struct ChannelKeyTag>;
/// The console's id of several channels used as one: "channel-group-...".
using ChannelGroupId = StrongId<struct ChannelGroupIdTag>;
/// A gateway's code: "kcp", "nice", ...
using PgCode = StrongId<struct PgCodeTag>;

/// Identifies a sub-merchant of an agency, in the header `Tier`: three uppercase letters or digits.
/// Empty for the merchant itself.
class TierCode {
 public:
  TierCode() = default;
  /// Nullopt for a malformed code.
  static std::optional<TierCode> Parse(std::string_view text);
  /// Stands for a malformed code: matches no sub-merchant.
  static TierCode Unknown();

  bool empty() const { return letters_.front() == '\0'; }
  /// "" for the merchant itself.
  std::string text() const;

  friend bool operator==(const TierCode&, const TierCode&) = default;
  // NOLINTNEXTLINE(modernize-use-nullptr)
  friend auto operator<=>(const TierCode&, const TierCode&) = default;

 private:
  std::array<char, 3> letters_{};
};

inline constexpr std::size_t kMaxMerchantUidLength = 40;
/// The number of code points of a UTF-8 text.
std::size_t CountCharacters(std::string_view text);
std::size_t CountCharacters(const MerchantUid& merchant_uid);

/// Position of a schedule in its ledger, from 1, never reused.
using ScheduleId = std::uint64_t;
/// Position of a webhook delivery in its sandbox, from 1, never reused.
using WebhookDeliveryId = std::uint64_t;
/// Position of a fault in its sandbox, from 1, never reused.
using FaultId = std::uint64_t;

}  // namespace portone
