// SPDX-License-Identifier: MIT
// Virtual accounts: issuing, changing, revoking, deposits and expiry.
#pragma once

#include <optional>
#include <string>

#include "commands/transaction.h"
#include "domain/merchant.h"
#include "domain/payment.h"
#include "domain/result.h"
#include "domain/timer.h"
#include "domain/vbank.h"

namespace portone::commands {

/// Issues an account. The payment is ready, and a webhook is sent. Errors, in this order:
/// MerchantUidUsed, ModuleNotFound and NoChannel (the channel), then as DecideVbank.
// FIDELITY: vbank-issue
struct IssueVbank {
  static constexpr bool kAddsState = true;  ///< refused when memory is full
  VbankRequest request;
  ChannelChoice channel;
  std::optional<std::string> user_agent;
};
Result<Payment> Apply(Tx& tx, const IssueVbank& command);

/// Changes amount and due time of an open account. Sends no webhook. Errors, in this order:
/// PaymentNotFound, then as DecideVbankChange.
// FIDELITY: vbank-change
struct ChangeVbank {
  ImpUid imp_uid;
  VbankChange change;
};
Result<Payment> Apply(Tx& tx, const ChangeVbank& command);

/// Closes an open account; the payment becomes failed. Sends no webhook. Errors, in this order:
/// PaymentNotFound, then as DecideVbankRevocation.
// FIDELITY: vbank-revoke
struct RevokeVbank {
  ImpUid imp_uid;
  bool has_api_key = false;
};
Result<Payment> Apply(Tx& tx, const RevokeVbank& command);

/// Deposits money: an ordinary account becomes paid and closed, an unlimited one records the
/// deposit. Sends a webhook with the payment's new status. Errors, in this order: PaymentNotFound,
/// DepositRefused when the gateway confirms the payment itself, as DecideDeposit, then
/// MerchantUidUsed when the order was paid by another payment.
// FIDELITY: vbank-deposit
struct DepositToVbank {
  std::optional<ImpUid> imp_uid;
  /// Used without an imp_uid: selects its newest payment that can accept a deposit, or else its
  /// newest payment.
  std::optional<MerchantUid> merchant_uid;
  std::optional<Money> amount;  ///< absent: the amount due
  std::optional<std::string> depositor_name;
};
Result<Payment> Apply(Tx& tx, const DepositToVbank& command);

/// The generated account number of a payment, such as "79959078731512".
std::string MakeAccountNumber(const Tx& tx, const Payment& payment, std::string_view bank_code);

/// Opens an account for a payment created in a payment window; the payment stays ready. Sends no
/// webhook. REQUIRES: the bank code is in the table.
const Payment& OpenAccount(Tx& tx, const ImpUid& imp_uid, const std::string& bank_code,
                           Instant due);

/// Puts the expiry of an open account on the agenda. REQUIRES: the payment has an account.
void PlanVbankExpiry(Tx& tx, const Payment& payment);

/// Closes an expired account that received no deposit. Sends no webhook. REQUIRES: IsPending, and
/// `tx` is for its ledger.
// FIDELITY: vbank-expiry
FiredTimer Execute(Tx& tx, const ExpireVbank& timer);

/// Whether the account is still open and its due time has not changed.
bool IsPending(const Ledger& ledger, const ExpireVbank& timer);

}  // namespace portone::commands
