// SPDX-License-Identifier: MIT
#include "commands/standard_codes.h"

#include "domain/bank_codes.h"
#include "domain/card_codes.h"
#include "domain/errors.h"

namespace portone::commands {

Result<std::span<const StandardCode>> Handle(const View& /*view*/, const ListCardCodes& /*query*/) {
  return CardCompanies();
}

Result<StandardCode> Handle(const View& /*view*/, const FindCardCode& query) {
  const StandardCode* company = FindCardCompany(query.code);
  if (company == nullptr) return errors::CardCodeNotFound(query.code);
  return *company;
}

Result<std::span<const StandardCode>> Handle(const View& /*view*/, const ListBankCodes& /*query*/) {
  return Banks();
}

Result<StandardCode> Handle(const View& /*view*/, const FindBankCode& query) {
  const StandardCode* bank = FindBank(query.code);
  if (bank == nullptr) return errors::BankCodeNotFound(query.code);
  return *bank;
}

}  // namespace portone::commands
