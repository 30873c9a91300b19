// SPDX-License-Identifier: MIT
// Routes of the OpenAPI tag "paymentwall".
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/decode.h"
#include "api/routes/tags.h"
#include "api/serve.h"
#include "commands/shipments.h"
#include "domain/calendar.h"
#include "domain/errors.h"
#include "domain/texts.h"

namespace portone::api {
namespace {

using commands::ShipmentRefusal;
using commands::ShipmentResult;

constexpr std::array<std::string_view, 2> kTypes{"physical", "digital"};
constexpr std::array<std::string_view, 2> kYesNo{"yes", "no"};

/// One of `choices`. Errors: MissingParameter, InvalidParameter.
Result<std::string> DecodeChoice(const Fields& fields, std::string_view name,
                                 std::span<const std::string_view> choices) {
  // The reference's limit is shorter than its own values.
  constexpr std::size_t kIgnoredLimit = 1024;
  PORTONE_TRY(std::string text, fields.RequiredText(name, kIgnoredLimit));
  if (std::find(choices.begin(), choices.end(), text) != choices.end()) return text;
  return errors::InvalidParameter(fields.GetPath(name), texts::NotOneOf(choices));
}

struct Limit {
  std::string_view name;
  std::size_t max_length;
};

constexpr std::array<Limit, 12> kLimits{{
    {"carrier_tracking_id", 64},
    {"carrier_type", 64},
    {"shipping_address_country", 40},
    {"shipping_address_city", 40},
    {"shipping_address_zip", 40},
    {"shipping_address_state", 40},
    {"shipping_address_street", 40},
    {"shipping_address_phone", 40},
    {"shipping_address_firstname", 40},
    {"shipping_address_lastname", 40},
    {"reason", 64},
    {"details", 400},
}};

/// The shipping parameters that the gateway reads. Absent and empty are equivalent.
Result<Parameters> DecodeShipping(const Fields& fields) {
  Parameters shipping;
  for (const Limit& limit : kLimits) {
    PORTONE_TRY(const std::optional<std::string> text,
                fields.OptionalText(limit.name, limit.max_length));
    if (text) shipping.Put(std::string(limit.name), *text);
  }
  return shipping;
}

Result<commands::RegisterShipment> DecodeRegisterShipment(const Call& call) {
  const Fields& fields = call.fields;
  commands::RegisterShipment command;
  PORTONE_TRY(std::string imp_uid, fields.RequiredText("imp_uid", 40));
  command.imp_uid = ImpUid(std::move(imp_uid));
  PORTONE_TRY(command.merchant_uid, DecodeMerchantUid(fields));
  PORTONE_TRY(const std::string type, DecodeChoice(fields, "type", kTypes));
  command.is_physical = type == "physical";
  PORTONE_TRY(const std::string stage,
              DecodeChoice(fields, "status", Names<commands::ShipmentStage>()));
  command.stage = *Parse<commands::ShipmentStage>(stage);
  for (const std::string_view name : {"estimated_delivery_datetime", "estimated_update_datetime"}) {
    PORTONE_RETURN_IF_ERROR(fields.RequiredUnixTime(name));
  }
  PORTONE_RETURN_IF_ERROR(DecodeChoice(fields, "refundable", kYesNo));
  PORTONE_RETURN_IF_ERROR(fields.RequiredText("shipping_address_email", 50));
  PORTONE_TRY(command.parameters, DecodeShipping(fields));
  return command;
}

/// The only refusal whose envelope has a non-null response.
// FIDELITY: paymentwall-delivery
Reply MakeGatewayErrorReply(const ShipmentRefusal& refusal) {
  const WireError wire = ToWireError(Errc::kChargeRefused);
  const std::string& digits = refusal.error.code;
  int code = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), code);
  ReplyWriter json;
  json.BeginObject()
      .Field("code", wire.code)
      .Field("message", FormatFailReason(refusal.error))
      .Key("response")
      .BeginObject()
      .Field("error_code", code)
      .Field("error", refusal.error.message)
      .Key("notices")
      .BeginArray();
  for (const std::string& notice : refusal.missing_parameters)
    json.Text(notice);
  json.EndArray().EndObject().EndObject();
  Reply reply;
  reply.status = wire.http_status;
  reply.code = wire.code;
  reply.message = refusal.error.message;
  reply.body = json.Take();
  return reply;
}

Reply MakeShipmentReply(const ReplyOptions& options, const ShipmentResult& result) {
  if (result.refusal) return MakeGatewayErrorReply(*result.refusal);
  return MakeSuccessReply(
      options, [](ReplyWriter& json) { json.BeginObject().Field("success", 1).EndObject(); });
}

constexpr std::array kPaymentwallRoutes{
    Route{Method::kPost, "/paymentwall/delivery", Access::kToken,
          Serve<DecodeRegisterShipment, MakeShipmentReply>},
};

}  // namespace

std::span<const Route> PaymentwallRoutes() {
  return kPaymentwallRoutes;
}

}  // namespace portone::api
