// SPDX-License-Identifier: MIT
// The merchant's own quick pay, run by a gateway: its members, the preparations of what they will
// do with prepaid money, and keys that charge without them. Evidence:
// docs/behaviour/quick-pay.md#quick-members
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "base/instant.h"
#include "domain/card.h"
#include "domain/ids.h"
#include "domain/point_account.h"

namespace portone {

/// The merchant's name for a member, of at most kMaxMemberIdLength characters.
using MemberId = StrongId<struct MemberIdTag>;
inline constexpr std::size_t kMaxMemberIdLength = 16;

/// What tells members apart: each site of the gateway has members of its own.
struct MemberKey {
  MemberId member_id;
  std::string pg_id;  ///< the site code

  friend bool operator==(const MemberKey&, const MemberKey&) = default;
  // NOLINTNEXTLINE(modernize-use-nullptr)
  friend auto operator<=>(const MemberKey&, const MemberKey&) = default;
};

struct QuickMember {
  MemberId member_id;
  std::uint64_t sequence = 0;  ///< of the event that created it, within the sandbox
  ChannelKey channel_key;
  PgCode pg;
  std::string pg_id;                      ///< the site code
  bool has_fido = false;                  ///< confirms with a fingerprint or a face
  std::optional<PointAccount> money{};    ///< prepaid money; absent: not signed up for it
  std::optional<Instant> pin_reset_at{};  ///< means of payment registered before are void
  Instant inserted{};
  Instant updated{};
};

/// Limits of a preparation: of `btid`, `vender_type` and `reward_id` in characters, of
/// `prepaid_amount` in won.
inline constexpr std::size_t kMaxPreparationTextLength = 20;
inline constexpr std::int64_t kMaxPrepaidAmount = 999'999'999;

/// A prepared operation on prepaid money, under the order number that it will have.
struct QuickPreparation {
  MerchantUid merchant_uid;
  std::string btid;            ///< the merchant's number of the operation
  std::string cust_ip;         ///< the buyer's address
  bool is_authorized = false;  ///< prepaid_auth_yn
  std::optional<std::int64_t> prepaid_amount{};
  std::optional<std::string> vender_type{};
  std::optional<std::string> reward_id{};
  Instant prepared_at{};
  bool is_used = false;  ///< the operation has taken place
};

/// A key that charges a member's card without the member.
struct AutopayKey {
  CustomerUid customer_uid;
  MemberId member_id;
  ChannelKey channel_key;
  PgCode pg;
  std::string pg_id;
  Card card{};
  Instant inserted{};
};

inline MemberKey GetMemberKey(const QuickMember& member) {
  return {member.member_id, member.pg_id};
}

/// That of the member whose card the key charges.
inline MemberKey GetMemberKey(const AutopayKey& key) {
  return {key.member_id, key.pg_id};
}

struct QuickPay {
  std::map<MemberKey, QuickMember> members;
  std::map<MerchantUid, QuickPreparation> preparations;
  std::map<CustomerUid, AutopayKey> autopay_keys;

  bool empty() const { return members.empty() && preparations.empty() && autopay_keys.empty(); }
};

}  // namespace portone
