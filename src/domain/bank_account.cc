// SPDX-License-Identifier: MIT
#include "domain/bank_account.h"

#include <cstddef>
#include <cstdint>

#include "base/hash.h"
#include "domain/texts.h"

namespace portone {

bool IsAccountNumber(std::string_view number) {
  constexpr std::size_t kFewestDigits = 10;
  constexpr std::size_t kMostDigits = 16;
  return number.size() >= kFewestDigits && number.size() <= kMostDigits &&
         number.find_first_not_of('0') != std::string_view::npos;
}

std::string_view MakeAccountHolder(std::string_view bank_code, std::string_view number) {
  std::uint64_t hash = HashText(number, HashText(bank_code));
  // Spreads what the last digits have changed over all bits.
  hash = (hash ^ (hash >> 32U)) * kSplitMixStep;
  return texts::kAccountHolders[(hash >> 32U) % texts::kAccountHolders.size()];
}

}  // namespace portone
