// SPDX-License-Identifier: MIT
// The standard code tables of card companies and banks.
#pragma once

#include <span>
#include <string>

#include "commands/transaction.h"
#include "domain/result.h"
#include "domain/standard_code.h"

namespace portone::commands {

/// All card companies. Always succeeds.
struct ListCardCodes {};
Result<std::span<const StandardCode>> Handle(const View& view, const ListCardCodes& query);

/// Errors: CardCodeNotFound.
struct FindCardCode {
  std::string code;
};
Result<StandardCode> Handle(const View& view, const FindCardCode& query);

/// All banks. Always succeeds.
struct ListBankCodes {};
Result<std::span<const StandardCode>> Handle(const View& view, const ListBankCodes& query);

/// Accepts only the standard code, not gateway-specific formats. Errors: BankCodeNotFound.
struct FindBankCode {
  std::string code;
};
Result<StandardCode> Handle(const View& view, const FindBankCode& query);

}  // namespace portone::commands
