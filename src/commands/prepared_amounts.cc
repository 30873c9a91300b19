// SPDX-License-Identifier: MIT
#include "commands/prepared_amounts.h"

#include "commands/charging.h"
#include "domain/errors.h"

namespace portone::commands {

Result<PreparedAmount> Apply(Tx& tx, const RegisterPreparedAmount& command) {
  PreparedAmountTable& table = tx.ledger.prepared_amounts;
  if (table.Find(command.prepared.merchant_uid) != nullptr) return errors::AlreadyPrepared();
  WarnAboutLongMerchantUid(tx, command.prepared.merchant_uid);
  return table.Store(command.prepared);
}

Result<PreparedAmount> Apply(Tx& tx, const ChangePreparedAmount& command) {
  PreparedAmountTable& table = tx.ledger.prepared_amounts;
  if (table.Find(command.prepared.merchant_uid) == nullptr) {
    return errors::PreparedAmountNotFound();
  }
  return table.Store(command.prepared);
}

Result<PreparedAmount> Handle(const View& view, const FindPreparedAmount& query) {
  const PreparedAmount* found = view.ledger.prepared_amounts.Find(query.merchant_uid);
  if (found == nullptr) return errors::PreparedAmountNotFound();
  return *found;
}

}  // namespace portone::commands
