// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "authenticate".
#include <array>
#include <utility>

#include "api/envelope.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/tokens.h"
#include "domain/errors.h"
#include "engine/sandbox.h"

namespace portone::api {
namespace {

void EncodeToken(ReplyWriter& json, const commands::TokenReply& reply) {
  json.BeginObject()
      .Field("access_token", reply.token.value)
      .Field("now", ToUnixSeconds(reply.now))
      .Field("expired_at", ToUnixSeconds(reply.token.expired_at))
      .EndObject();
}

Result<commands::TokenReply> FindOrIssueToken(Call& call) {
  engine::Sandbox& sandbox = *call.sandbox;
  Result<commands::TokenReply> reusable = sandbox.engine.Query(commands::FindReusableToken{});
  if (reusable.ok() || reusable.error().code != Errc::kUnauthorized) return reusable;
  call.is_journalled = true;
  return sandbox.engine.Run(MakeJournalRequest(call),
                            commands::IssueToken{call.registry.GetTokenIdSource(sandbox)});
}

/// Does not use `Serve`: the credentials select the sandbox and may create it.
// FIDELITY: get-token
Result<commands::TokenReply> IssueToken(Call& call) {
  const auto imp_key = call.fields.OptionalText("imp_key", engine::kMaxImpKey);
  const auto imp_secret = call.fields.OptionalText("imp_secret", 1024);
  if (!imp_key.ok() || !imp_secret.ok() || !imp_key.value() || !imp_secret.value()) {
    return errors::CredentialsMissing();
  }
  PORTONE_TRY(call.sandbox, call.registry.Open(*imp_key.value(), *imp_secret.value()));
  PORTONE_TRY(commands::TokenReply reply, FindOrIssueToken(call));
  call.registry.BindToken(reply.token.value, call.sandbox);
  return reply;
}

Reply GetToken(Call& call) {
  const Result<commands::TokenReply> reply = IssueToken(call);
  if (!reply.ok()) return MakeErrorReply(reply.error());
  return MakeSuccessReply(MakeReplyOptions(call),
                          [&](ReplyWriter& json) { EncodeToken(json, reply.value()); });
}

constexpr std::array kAuthenticateRoutes{
    Route{Method::kPost, "/users/getToken", Access::kOpen, GetToken},
};

}  // namespace

std::span<const Route> AuthenticateRoutes() {
  return kAuthenticateRoutes;
}

}  // namespace portone::api
