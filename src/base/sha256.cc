// SPDX-License-Identifier: MIT
#include "base/sha256.h"

#include <array>
#include <openssl/sha.h>

namespace portone {

std::string HashToHex(std::string_view text) {
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  std::string hex;
  for (const unsigned char byte : digest) {
    hex += kHexDigits[byte >> 4U];
    hex += kHexDigits[byte & 0xfU];
  }
  return hex;
}

}  // namespace portone
