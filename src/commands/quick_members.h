// SPDX-License-Identifier: MIT
// The members of a merchant's quick pay, and the preparations of what they will do with prepaid
// money.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/merchant.h"
#include "domain/quick_pay.h"
#include "domain/result.h"

namespace portone::commands {

/// The channel of a quick pay; without a choice the first. Errors: ModuleNotFound, NoChannel,
/// OperationUnsupported.
Result<Channel> ChooseQuickChannel(const Merchant& merchant, const ChannelChoice& choice);

/// The member of a channel, or null.
const QuickMember* FindQuickMember(const Ledger& ledger, const MemberId& member_id,
                                   const std::string& pg_id);

/// A member, what is left of its prepaid money, and how many autopay keys it has.
struct QuickMemberView {
  QuickMember member;
  std::optional<std::int64_t> money{};  ///< in won; absent: not signed up for any
  std::size_t autopay_keys = 0;
};
QuickMemberView MakeQuickMemberView(const Ledger& ledger, const QuickMember& member);

/// Removes the autopay keys of a member.
void RemoveAutopayKeys(QuickPay& quick_pay, const MemberKey& member);

/// Removes a member with its prepaid money and its autopay keys.
void RemoveQuickMember(QuickPay& quick_pay, const MemberKey& member);

/// Deletes a member with its prepaid money and its autopay keys, and returns it as it was. Errors:
/// QuickMemberNotFound (also where the site code is another one), GatewayFailed (a fault).
// FIDELITY: quick-members
struct DeleteQuickMember {
  MemberId member_id;
  std::string site_code;
};
Result<QuickMember> Apply(Tx& tx, const DeleteQuickMember& command);

/// The result of releasing a member from confirming with a fingerprint.
struct FidoRelease {
  MemberId member_id;
  std::optional<GatewayError> refusal{};  ///< the gateway's; nothing has changed
};

/// Releases a member who is registered for it. Errors: ModuleNotFound or NoChannel,
/// OperationUnsupported, FaultInjected.
// FIDELITY: quick-fido
struct ReleaseFido {
  MemberId member_id;
  ChannelChoice channel;
};
Result<FidoRelease> Apply(Tx& tx, const ReleaseFido& command);

/// Prepares an operation on prepaid money under an order number. Errors: PreparationTaken.
// FIDELITY: quick-preparations
struct PrepareQuickPay {
  static constexpr bool kAddsState = true;  ///< refused when memory is full
  QuickPreparation preparation;
};
Result<QuickPreparation> Apply(Tx& tx, const PrepareQuickPay& command);

/// Replaces a preparation. Errors, in this order: PreparationNotFound, PreparationUsed.
// FIDELITY: quick-preparations
struct ChangeQuickPreparation {
  QuickPreparation preparation;
};
Result<QuickPreparation> Apply(Tx& tx, const ChangeQuickPreparation& command);

}  // namespace portone::commands
