// SPDX-License-Identifier: MIT
// Access tokens: issuing one, and asking whether one still counts.
#pragma once

#include <string>

#include "commands/transaction.h"
#include "domain/error.h"

namespace portone::commands {

/// What getToken answers.
struct TokenReply {
  AccessToken token;
  Instant now;
};

/// The token of this sandbox's key if it can be handed out unchanged. Refused: Unauthorized, when
/// IssueToken has to decide.
struct FindFreshToken {};
Result<TokenReply> Answer(const View& view, const FindFreshToken& query);

/// Issues, re-issues or extends the token as DecideToken says. Never refused.
struct IssueToken {
  std::string imp_key;  ///< whose token it is: part of the value's seed
};
Result<TokenReply> Apply(Tx& tx, const IssueToken& command);

/// Refused: Unauthorized, when `token` is not this sandbox's or has expired.
struct CheckToken {
  std::string token;
};
Result<Done> Answer(const View& view, const CheckToken& query);

}  // namespace portone::commands
