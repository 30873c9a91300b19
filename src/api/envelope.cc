// SPDX-License-Identifier: MIT
#include "api/envelope.h"

#include <charconv>
#include <string_view>

#include "api/wire_errors.h"
#include "domain/errors.h"

namespace portone::api {

namespace {

std::string MakeErrorEnvelope(int code, const std::string& message) {
  ReplyWriter json;
  json.BeginObject()
      .Field("code", code)
      .Field("message", message)
      .Field("response", nullptr)
      .EndObject();
  return json.Take();
}

}  // namespace

Reply MakeErrorReply(const Error& error) {
  const WireError wire = ToWireError(error.code);
  Reply reply;
  reply.status = wire.http_status;
  reply.body = MakeErrorEnvelope(wire.code, error.message);
  // FIDELITY: token-refusal
  if (error.code == Errc::kUnauthorized) reply.headers.push_back({"WWW-Authorize", "iamport"});
  return reply;
}

void ApplyReplyFault(Reply& reply, const ReplyFault& fault) {
  reply.delay += fault.delay;
  if (fault.hang_up != HangUp::kNone) reply.hang_up = fault.hang_up;
  if (!fault.error) return;
  reply.hang_up = HangUp::kNone;
  reply.status = fault.error->status;
  reply.body = MakeErrorEnvelope(fault.error->code, fault.error->message);
  reply.headers.clear();
}

int GetReplyCode(const Reply& reply) {
  constexpr std::string_view kPrefix = "{\"code\":";
  int code = 0;
  const std::string_view body = reply.body;
  std::from_chars(body.data() + kPrefix.size(), body.data() + body.size(), code);
  return code;
}

}  // namespace portone::api
