// SPDX-License-Identifier: MIT
#include "api/envelope.h"

#include <string>

#include "api/wire_errors.h"
#include "domain/errors.h"

namespace portone::api {

namespace {

void SetErrorEnvelope(Reply& reply, int code, const std::string& message) {
  ReplyWriter json;
  json.BeginObject()
      .Field("code", code)
      .Field("message", message)
      .Field("response", nullptr)
      .EndObject();
  reply.code = code;
  reply.message = message;
  reply.body = json.Take();
}

}  // namespace

Reply MakeErrorReply(const Error& error) {
  const WireError wire = ToWireError(error.code);
  Reply reply;
  reply.status = wire.http_status;
  SetErrorEnvelope(reply, wire.code, error.message);
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
  SetErrorEnvelope(reply, fault.error->code, fault.error->message);
  reply.headers.clear();
}

}  // namespace portone::api
