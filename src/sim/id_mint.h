// SPDX-License-Identifier: MIT
// Derives ids from the sandbox's seed and the key they are generated for, so that one client's
// calls never change the ids another client sees. Keeps no counter and uses no entropy.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace portone::sim {

class IdMint {
 public:
  /// `scope` distinguishes ids that must be unique among sandboxes with one seed; "" for none.
  explicit IdMint(std::uint64_t seed, std::string scope = "")
      : seed_(seed), scope_(std::move(scope)) {}

  std::uint64_t seed() const { return seed_; }
  /// Callers include it in the cause of ids that must differ between sandboxes; the functions below
  /// do not use it.
  const std::string& scope() const { return scope_; }

  /// A hash of the seed, the kind of id, its cause and the attempt, and nothing else. Callers
  /// increment `attempt` when the id is already taken.
  std::uint64_t MakeNumber(std::string_view kind, std::string_view cause,
                           std::uint64_t attempt) const;

  /// The last `digits` decimal digits of MakeNumber, with leading zeros.
  /// REQUIRES: 1 <= digits <= 18.
  std::string MakeDigits(std::string_view kind, std::string_view cause, std::uint64_t attempt,
                         int digits) const;

  /// 40 lowercase hexadecimal digits.
  std::string MakeHex40(std::string_view kind, std::string_view cause, std::uint64_t attempt) const;

 private:
  std::uint64_t seed_;
  std::string scope_;
};

}  // namespace portone::sim
