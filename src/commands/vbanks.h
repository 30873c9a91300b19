// SPDX-License-Identifier: MIT
// Virtual accounts: issuing, changing and revoking them, money that comes in, and the day on which
// none has come.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/merchant.h"
#include "domain/payment.h"
#include "domain/timer.h"
#include "domain/vbank.h"

namespace portone::commands {

/// Issues an account; the payment is ready and told of. Refused, in this order: MerchantUidUsed,
/// UnknownChannel, then as DecideVbank.
// FIDELITY: vbank-issue
struct IssueVbank {
  VbankRequest request;
  ChannelChoice channel;
  std::optional<std::string> user_agent;
};
Result<Payment> Apply(Tx& tx, const IssueVbank& command);

/// Changes amount and due of an account that waits for its money. Told to nobody. Refused, in this
/// order: PaymentNotFound, then as DecideVbankChange.
// FIDELITY: vbank-change
struct ChangeVbank {
  ImpUid imp_uid;
  VbankChange change;
};
Result<Payment> Apply(Tx& tx, const ChangeVbank& command);

/// Closes an account that waits for its money: the payment has failed. Told to nobody. Refused, in
/// this order: PaymentNotFound, then as DecideVbankRevoke.
// FIDELITY: vbank-revoke
struct RevokeVbank {
  ImpUid imp_uid;
  bool names_api_key = false;
};
Result<Payment> Apply(Tx& tx, const RevokeVbank& command);

/// Money comes in: an ordinary account is paid and closed, an unlimited one notes the deposit. Told
/// as the payment then is. Refused, in this order: PaymentNotFound, as DecideDeposit, then
/// MerchantUidUsed when the order was paid by another payment.
// FIDELITY: vbank-deposit
struct DepositToVbank {
  std::optional<ImpUid> imp_uid;
  /// Without an imp_uid: the newest of its payments that a bank would take money for, or else the
  /// newest.
  std::optional<MerchantUid> merchant_uid;
  std::optional<Money> amount;  ///< absent: what is due
  std::optional<std::string> depositor_name;
};
Result<Payment> Apply(Tx& tx, const DepositToVbank& command);

/// "79959078731512": how the bank numbers an account of its own accord.
std::string AccountNumberOf(const Tx& tx, const ImpUid& imp_uid);

/// Opens an account for a payment that was begun in a window; it stays ready. Told to nobody.
/// REQUIRES: the bank's code is in the table.
const Payment& OpenAccount(Tx& tx, const ImpUid& imp_uid, const std::string& bank_code,
                           Instant due);

/// Puts the end of an account that waits on the agenda. REQUIRES: the payment has one.
void PlanExpiry(Tx& tx, const Payment& payment);

/// Closes an account that nobody paid into. Told to nobody.
/// REQUIRES: it still waits, with this due, and `tx` is for its ledger.
// FIDELITY: vbank-expiry
Fired Execute(Tx& tx, const ExpireVbank& due);

/// Whether the account still waits, with this due.
bool StillWaits(const Ledger& ledger, const ExpireVbank& due);

}  // namespace portone::commands
