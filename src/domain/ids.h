// SPDX-License-Identifier: MIT
// The API's ids, spelled as on the wire, each with a type of its own.
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
/// The merchant's order number, at most 40 characters.
using MerchantUid = StrongId<struct MerchantUidTag>;
/// The merchant's name for a stored billing key, at most 80 characters.
using CustomerUid = StrongId<struct CustomerUidTag>;
/// The console's name for one gateway contract: "channel-key-...".
using ChannelKey = StrongId<struct ChannelKeyTag>;
/// The console's name for several channels that serve as one: "channel-group-...".
using ChannelGroupId = StrongId<struct ChannelGroupIdTag>;
/// A gateway's code: "kcp", "nice", ...
using PgCode = StrongId<struct PgCodeTag>;

/// Names a sub-merchant of an agency, in the header `Tier`: three upper-case letters or digits. The
/// empty one is the merchant itself.
class TierCode {
 public:
  TierCode() = default;
  /// Nothing for a text of another form.
  static std::optional<TierCode> Parse(std::string_view text);
  /// What a text of another form stands for: a sub-merchant that nobody can have.
  static TierCode Nobody();

  bool empty() const { return letters_.front() == '\0'; }
  /// "" for the merchant itself.
  std::string text() const;

  friend bool operator==(const TierCode&, const TierCode&) = default;
  // NOLINTNEXTLINE(modernize-use-nullptr)
  friend auto operator<=>(const TierCode&, const TierCode&) = default;

 private:
  std::array<char, 3> letters_{};
};

/// Position of a schedule in its ledger, from 1, never reused.
using ScheduleId = std::uint64_t;
/// Position of a webhook delivery in its sandbox, from 1, never reused.
using DeliveryId = std::uint64_t;
/// Position of a fault among all that its sandbox was given, from 1, never reused.
using FaultId = std::uint64_t;

}  // namespace portone
