// SPDX-License-Identifier: MIT
// Two small hash functions, for values that look random and are the same on every machine. Not for
// secrets.
#pragma once

#include <cstdint>
#include <string_view>

namespace portone {

inline constexpr std::uint64_t kFnvStart = 0xcbf29ce484222325U;

/// FNV-1a of a text that continues the one whose hash is `hash`.
constexpr std::uint64_t HashText(std::string_view text, std::uint64_t hash = kFnvStart) {
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

/// The increment of the state of SplitMix64 from one number to the next.
inline constexpr std::uint64_t kSplitMixStep = 0x9e3779b97f4a7c15U;

/// The number that SplitMix64 makes of a state: every bit of it affects every bit of the number.
constexpr std::uint64_t MixBits(std::uint64_t state) {
  std::uint64_t x = state + kSplitMixStep;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

}  // namespace portone
