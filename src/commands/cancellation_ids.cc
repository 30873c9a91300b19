// SPDX-License-Identifier: MIT
#include "commands/cancellation_ids.h"

#include <cstdint>
#include <string_view>

namespace portone::commands {

std::string MakeCancellationId(const sim::IdMint& ids, const ImpUid& imp_uid,
                               std::size_t position) {
  constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  constexpr int kHalf = 10;
  const std::string cause = imp_uid.text + "-" + std::to_string(position);
  std::string id;
  for (const std::uint64_t attempt : {std::uint64_t{0}, std::uint64_t{1}}) {
    std::uint64_t number = ids.MakeNumber("cancellation_id", cause, attempt);
    for (int i = 0; i < kHalf; ++i, number /= kDigits.size())
      id += kDigits[number % kDigits.size()];
  }
  return id;
}

}  // namespace portone::commands
