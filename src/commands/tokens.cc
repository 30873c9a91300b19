// SPDX-License-Identifier: MIT
#include "commands/tokens.h"

#include "domain/errors.h"

namespace portone::commands {

Result<TokenReply> Handle(const View& view, const FindReusableToken& /*query*/) {
  if (DecideToken(view.world.token, view.token_now) != TokenDecision::kReuse) {
    return errors::Unauthorized();
  }
  return TokenReply{*view.world.token, view.token_now};
}

Result<TokenReply> Apply(Tx& tx, const IssueToken& command) {
  std::optional<AccessToken>& token = tx.world.token;
  switch (DecideToken(token, tx.token_now)) {
    case TokenDecision::kReuse:
      break;
    case TokenDecision::kExtend:
      token->expired_at += kTokenExtension;
      break;
    case TokenDecision::kIssueNew:
      token = AccessToken{tx.ids.MakeHex40("token", command.id_source, tx.world.tokens_issued++),
                          tx.token_now + kTokenLifetime};
      break;
  }
  return TokenReply{*token, tx.token_now};
}

Result<Done> Handle(const View& view, const CheckToken& query) {
  const std::optional<AccessToken>& token = view.world.token;
  if (!token || token->value != query.token || token->expired_at <= view.token_now) {
    return errors::Unauthorized();
  }
  return Done{};
}

}  // namespace portone::commands
