// SPDX-License-Identifier: MIT
// Looking up the holder of a bank account, as merchants do before they send money to it.
#pragma once

#include <string>

#include "commands/transaction.h"
#include "domain/result.h"

namespace portone::commands {

/// The name of an account's owner. An open virtual account of this merchant has the name that it
/// was issued with; any other account has one that follows from its number. Errors: AccountNotFound
/// (no such bank, or no number that an account can have).
// FIDELITY: account-holders
struct FindAccountHolder {
  std::string bank_code;  ///< in any gateway's format
  std::string number;     ///< may contain characters other than digits
};
Result<std::string> Handle(const View& view, const FindAccountHolder& query);

}  // namespace portone::commands
