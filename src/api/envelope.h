// SPDX-License-Identifier: MIT
// The envelope around every V1 reply: {"code", "message", "response"}.
#pragma once

#include <cstddef>
#include <utility>

#include "api/reply.h"
#include "api/reply_writer.h"
#include "domain/fault.h"
#include "domain/result.h"

namespace portone::api {

/// A reply with code 0, a null message, and the response that `encode` writes.
// FIDELITY: envelope
template <class Encode>
Reply MakeSuccessReply(ReplyOptions options, const Encode& encode) {
  constexpr std::size_t kUsualBytes = 1536;  // one payment
  ReplyWriter json(std::move(options));
  json.Reserve(kUsualBytes);
  json.BeginObject().Field("code", 0).Field("message", nullptr).Key("response");
  encode(json);
  json.EndObject();
  Reply reply;
  reply.body = json.Take();
  return reply;
}

/// A reply with the error's code and message and a null response.
Reply MakeErrorReply(const Error& error);

/// Applies an injected fault to a finished reply.
void ApplyReplyFault(Reply& reply, const ReplyFault& fault);

}  // namespace portone::api
