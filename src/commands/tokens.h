// SPDX-License-Identifier: MIT
// Access tokens: issuing and checking them.
#pragma once

#include <string>

#include "commands/transaction.h"
#include "domain/result.h"

namespace portone::commands {

/// The reply of getToken.
struct TokenReply {
  AccessToken token;
  Instant now;
};

/// The sandbox's token, if it can be returned unchanged. Errors: Unauthorized, when the caller
/// must use IssueToken instead.
struct FindReusableToken {};
Result<TokenReply> Handle(const View& view, const FindReusableToken& query);

/// Issues, returns or extends the token as DecideToken decides. Never refused.
struct IssueToken {
  std::string id_source;  ///< the token's value is derived from this and the seed
};
Result<TokenReply> Apply(Tx& tx, const IssueToken& command);

/// Errors: Unauthorized, when `token` is not this sandbox's or has expired.
struct CheckToken {
  std::string token;
};
Result<Done> Handle(const View& view, const CheckToken& query);

}  // namespace portone::commands
