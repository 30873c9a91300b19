// SPDX-License-Identifier: MIT
#include "commands/account_holders.h"

#include <algorithm>
#include <limits>

#include "domain/bank_account.h"
#include "domain/bank_codes.h"
#include "domain/errors.h"

namespace portone::commands {
namespace {

/// The open virtual account of this number, or null.
const Payment* FindOpenAccount(const PaymentTable& payments, const StandardCode& bank,
                               const std::string& number) {
  PaymentFilter filter;
  filter.statuses = StatusSet{PaymentStatus::kReady};
  constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();
  for (const Payment* payment : payments.List(filter, {}, 0, kAll)) {
    const auto& account = payment->vbank;
    if (account && account->bank_code == bank.code && account->number == number) return payment;
  }
  return nullptr;
}

}  // namespace

Result<std::string> Handle(const View& view, const FindAccountHolder& query) {
  std::string number = query.number;
  std::erase_if(number, [](char c) { return c < '0' || c > '9'; });
  const StandardCode* bank = FindBankInAnyFormat(query.bank_code);
  if (bank == nullptr || !IsAccountNumber(number)) return errors::AccountNotFound();
  const Payment* issued = FindOpenAccount(view.ledger.payments, *bank, number);
  if (issued != nullptr && issued->vbank->holder) return *issued->vbank->holder;
  return std::string(MakeAccountHolder(bank->code, number));
}

}  // namespace portone::commands
