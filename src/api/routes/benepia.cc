// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "benepia": points that a buyer has from an employer.
#include "commands/benepia.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "api/codec/payment_json.h"
#include "api/decode.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "domain/errors.h"

namespace portone::api {
namespace {

/// `benepia_user`; the password must be sent, and is neither checked nor kept.
Result<std::string> DecodeUser(const Fields& fields) {
  PORTONE_TRY(std::string user, fields.RequiredText("benepia_user", kNoLimit));
  PORTONE_RETURN_IF_ERROR(fields.RequiredText("benepia_password", kNoLimit));
  return user;
}

Result<commands::LookUpPoints> DecodeAsk(const Call& call) {
  commands::LookUpPoints command;
  PORTONE_TRY(command.user, DecodeUser(call.fields));
  PORTONE_TRY(command.channel, DecodeRequiredChannel(call.fields));
  return command;
}

void EncodePoints(ReplyWriter& json, std::int64_t points) {
  json.BeginObject().Field("point", points).EndObject();
}

Result<commands::PayWithPoints> DecodePay(const Call& call) {
  const Fields& fields = call.fields;
  commands::PayWithPoints command;
  PORTONE_TRY(command.user, DecodeUser(fields));
  PORTONE_TRY(command.order, DecodeOrder(fields));
  if (!command.order.name) return errors::MissingParameter(fields.GetPath("name"));
  PORTONE_TRY(command.channel, DecodeRequiredChannel(fields));
  PORTONE_TRY(const auto member_code, fields.OptionalText("benepia_member_code", kNoLimit));
  command.order.card_quota = 0;
  command.order.extra = {};
  command.order.extra.Put("benepia_user", command.user);
  if (member_code) command.order.extra.Put("benepia_member_code", *member_code);
  command.user_agent = ReadUserAgent(call.request);
  return command;
}

// FIDELITY: benepia
constexpr std::array kBenepiaRoutes{
    Route{Method::kPost, "/benepia/point", Access::kToken, Serve<DecodeAsk, EncodePoints>},
    Route{Method::kPost, "/benepia/payment", Access::kToken, Serve<DecodePay, EncodePayment>},
};

}  // namespace

std::span<const Route> BenepiaRoutes() {
  return kBenepiaRoutes;
}

}  // namespace portone::api
