// SPDX-License-Identifier: MIT
// Makes ids from the sandbox's seed and the key that causes them, so that what one client does
// never changes the ids another one sees. Holds no counter and reads no entropy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace portone::sim {

class IdMint {
 public:
  explicit IdMint(std::uint64_t seed) : seed_(seed) {}

  std::uint64_t seed() const { return seed_; }

  /// 64 bits that depend on the seed, the kind of id, its cause and the attempt, and nothing else.
  /// `attempt` is what a caller raises when the id is taken already.
  std::uint64_t Number(std::string_view kind, std::string_view cause, std::uint64_t attempt) const;

  /// `digits` decimal digits with leading zeros, from Number. REQUIRES: 1 <= digits <= 18.
  std::string Digits(std::string_view kind, std::string_view cause, std::uint64_t attempt,
                     int digits) const;

  /// 40 lower-case hexadecimal digits.
  std::string Hex40(std::string_view kind, std::string_view cause, std::uint64_t attempt) const;

 private:
  std::uint64_t seed_;
};

}  // namespace portone::sim
