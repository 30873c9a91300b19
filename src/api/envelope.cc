// SPDX-License-Identifier: MIT
#include "api/envelope.h"

#include <charconv>
#include <string_view>

#include "api/wire_errors.h"

namespace portone::api {

Reply Refusal(const Error& error) {
  const WireError wire = WireErrorOf(error.code);
  JsonWriter json;
  json.BeginObject()
      .Field("code", wire.code)
      .Field("message", error.message)
      .Field("response", nullptr)
      .EndObject();
  Reply reply;
  reply.status = wire.http_status;
  reply.body = json.Take();
  // FIDELITY: token-refusal
  if (error.code == Errc::kUnauthorized) reply.headers.push_back({"WWW-Authorize", "iamport"});
  return reply;
}

int CodeOf(const Reply& reply) {
  constexpr std::string_view kBefore = "{\"code\":";
  int code = 0;
  const std::string_view body = reply.body;
  std::from_chars(body.data() + kBefore.size(), body.data() + body.size(), code);
  return code;
}

}  // namespace portone::api
