// SPDX-License-Identifier: MIT
// The code tables of card companies and banks: all of one, or one of its rows.
#pragma once

#include <span>
#include <string>

#include "commands/transaction.h"
#include "domain/error.h"
#include "domain/standard_code.h"

namespace portone::commands {

/// Every card company. Never refused.
struct ListCardCodes {};
Result<std::span<const StandardCode>> Answer(const View& view, const ListCardCodes& query);

/// Refused: CardCodeNotFound.
struct FindCardCode {
  std::string code;
};
Result<StandardCode> Answer(const View& view, const FindCardCode& query);

/// Every bank. Never refused.
struct ListBankCodes {};
Result<std::span<const StandardCode>> Answer(const View& view, const ListBankCodes& query);

/// By the standard code alone, not by a gateway's form of it. Refused: BankCodeNotFound.
struct FindBankCode {
  std::string code;
};
Result<StandardCode> Answer(const View& view, const FindBankCode& query);

}  // namespace portone::commands
