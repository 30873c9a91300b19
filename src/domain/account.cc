// SPDX-License-Identifier: MIT
#include "domain/account.h"

#include <cstddef>
#include <cstdint>

#include "domain/texts.h"

namespace portone {

bool MayBeAccountNumber(std::string_view number) {
  constexpr std::size_t kFewestDigits = 10;
  constexpr std::size_t kMostDigits = 16;
  return number.size() >= kFewestDigits && number.size() <= kMostDigits &&
         number.find_first_not_of('0') != std::string_view::npos;
}

std::string_view MakeAccountHolder(std::string_view bank_code, std::string_view number) {
  std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a
  for (const std::string_view part : {bank_code, number}) {
    for (const char c : part)
      hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211U;
  }
  // Spreads what the last digits have changed over all bits.
  hash = (hash ^ (hash >> 32U)) * 0x9E37'79B9'7F4A'7C15U;
  return texts::kAccountHolders[(hash >> 32U) % texts::kAccountHolders.size()];
}

}  // namespace portone
