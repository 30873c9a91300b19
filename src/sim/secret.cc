// SPDX-License-Identifier: MIT
#include "sim/secret.h"

#include <random>
#include <string_view>

namespace portone::sim {

std::string MakeSecret() {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::random_device random;  // reads the operating system's, on every system that is supported
  std::string secret;
  while (secret.size() < 64) {
    unsigned word = random();
    for (int digit = 0; digit < 8; ++digit, word >>= 4U)
      secret += kHex[word & 0xfU];
  }
  return secret;
}

}  // namespace portone::sim
