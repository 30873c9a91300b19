// SPDX-License-Identifier: MIT
// The envelope around every V1 reply: {"code", "message", "response"}.
#pragma once

#include <utility>

#include "api/reply.h"
#include "api/reply_writer.h"
#include "domain/error.h"
#include "domain/fault.h"

namespace portone::api {

/// Code 0, message null, and what `encode` writes as the response.
// FIDELITY: envelope
template <class Encode>
Reply Success(ReplyOptions options, const Encode& encode) {
  ReplyWriter json(std::move(options));
  json.BeginObject().Field("code", 0).Field("message", nullptr).Key("response");
  encode(json);
  json.EndObject();
  Reply reply;
  reply.body = json.Take();
  return reply;
}

/// The error's code and text, response null.
Reply Refusal(const Error& error);

/// Does to a finished reply what a fault asks for.
void Disturb(Reply& reply, const ReplyFault& fault);

/// The code in a reply's envelope. REQUIRES: the reply is one of the above.
int CodeOf(const Reply& reply);

}  // namespace portone::api
