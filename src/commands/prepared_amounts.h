// SPDX-License-Identifier: MIT
// Registering the amount of an order before it is paid in the payment window.
#pragma once

#include "commands/transaction.h"
#include "domain/prepared_amount.h"
#include "domain/result.h"

namespace portone::commands {

/// Errors: AlreadyPrepared.
// FIDELITY: prepare
struct RegisterPreparedAmount {
  static constexpr bool kAddsState = true;  ///< refused when memory is full
  PreparedAmount prepared;
};
Result<PreparedAmount> Apply(Tx& tx, const RegisterPreparedAmount& command);

/// Replaces a registered amount. Errors: PreparedAmountNotFound.
struct ChangePreparedAmount {
  PreparedAmount prepared;
};
Result<PreparedAmount> Apply(Tx& tx, const ChangePreparedAmount& command);

/// Errors: PreparedAmountNotFound.
struct FindPreparedAmount {
  MerchantUid merchant_uid;
};
Result<PreparedAmount> Handle(const View& view, const FindPreparedAmount& query);

}  // namespace portone::commands
