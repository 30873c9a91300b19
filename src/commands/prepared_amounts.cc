// SPDX-License-Identifier: MIT
#include "commands/prepared_amounts.h"

namespace portone::commands {

Result<Registration> Apply(Tx& tx, const RegisterAmount& command) {
  RegistrationTable& table = tx.ledger.registrations;
  if (table.Find(command.registration.merchant_uid) != nullptr) return errors::AlreadyRegistered();
  return table.Store(command.registration);
}

Result<Registration> Apply(Tx& tx, const ChangeAmount& command) {
  RegistrationTable& table = tx.ledger.registrations;
  if (table.Find(command.registration.merchant_uid) == nullptr) {
    return errors::RegistrationNotFound();
  }
  return table.Store(command.registration);
}

Result<Registration> Answer(const View& view, const FindRegistration& query) {
  const Registration* found = view.ledger.registrations.Find(query.merchant_uid);
  if (found == nullptr) return errors::RegistrationNotFound();
  return *found;
}

}  // namespace portone::commands
