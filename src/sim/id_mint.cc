// SPDX-License-Identifier: MIT
#include "sim/id_mint.h"

#include "base/hash.h"
#include "base/invariant.h"

namespace portone::sim {
namespace {

std::uint64_t Absorb(std::uint64_t state, std::string_view text) {
  return MixBits(HashText(text, MixBits(state ^ text.size())));
}

}  // namespace

std::uint64_t IdMint::MakeNumber(std::string_view kind, std::string_view cause,
                                 std::uint64_t attempt) const {
  return MixBits(Absorb(Absorb(MixBits(seed_), kind), cause) ^ MixBits(attempt));
}

std::string IdMint::MakeDigits(std::string_view kind, std::string_view cause, std::uint64_t attempt,
                               int digits) const {
  PORTONE_INVARIANT(digits >= 1 && digits <= 18, "an id must have 1 to 18 digits");
  std::uint64_t limit = 1;
  for (int i = 0; i < digits; ++i)
    limit *= 10;
  const std::string text = std::to_string(MakeNumber(kind, cause, attempt) % limit);
  return std::string(static_cast<std::size_t>(digits) - text.size(), '0') + text;
}

std::string IdMint::MakeHex40(std::string_view kind, std::string_view cause,
                              std::uint64_t attempt) const {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  text.reserve(40);
  std::uint64_t word = MakeNumber(kind, cause, attempt);
  for (int i = 0; i < 40; ++i) {
    if (i % 16 == 0 && i > 0) word = MixBits(word);
    text += kHex[(word >> (4U * static_cast<unsigned>(i % 16))) & 0xfU];
  }
  return text;
}

}  // namespace portone::sim
