// SPDX-License-Identifier: MIT
// The access token of an API key, and its lifetime.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/instant.h"

namespace portone {

struct AccessToken {
  std::string value;  ///< 40 lowercase hexadecimal digits
  Instant expired_at;
};

inline constexpr Duration kTokenLifetime = std::chrono::minutes{30};
inline constexpr Duration kTokenExtensionWindow = std::chrono::minutes{1};
inline constexpr Duration kTokenExtension = std::chrono::minutes{5};

/// What getToken does with the key's current token.
enum class TokenDecision : std::uint8_t { kReuse, kExtend, kIssueNew };

/// The current token is reused until it expires; a request in its last minute extends it by five
/// minutes.
// FIDELITY: get-token
inline TokenDecision DecideToken(const std::optional<AccessToken>& current, Instant now) {
  if (!current || current->expired_at <= now) return TokenDecision::kIssueNew;
  if (current->expired_at - now < kTokenExtensionWindow) return TokenDecision::kExtend;
  return TokenDecision::kReuse;
}

}  // namespace portone
