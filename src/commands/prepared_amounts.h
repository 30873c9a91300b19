// SPDX-License-Identifier: MIT
// Registering the amount of an order before it is paid in the payment window.
#pragma once

#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/prepared_amount.h"

namespace portone::commands {

/// Refused: AlreadyRegistered.
// FIDELITY: prepare
struct RegisterAmount {
  Registration registration;
};
Result<Registration> Apply(Tx& tx, const RegisterAmount& command);

/// Replaces a registered amount. Refused: RegistrationNotFound.
struct ChangeAmount {
  Registration registration;
};
Result<Registration> Apply(Tx& tx, const ChangeAmount& command);

/// Refused: RegistrationNotFound.
struct FindRegistration {
  MerchantUid merchant_uid;
};
Result<Registration> Answer(const View& view, const FindRegistration& query);

}  // namespace portone::commands
