// SPDX-License-Identifier: MIT
#include "scenario/fault_writer.h"

#include <optional>
#include <string>
#include <variant>

#include "json/json.h"

namespace portone::scenario {
namespace {

template <class Value>
void Put(Json& object, const char* key, const std::optional<Value>& value) {
  if (value) object[key] = *value;
}

Json ToJson(const FaultConditions& when) {
  Json json{{"operation", Name(when.operation)}};
  Put(json, "path", when.path);
  Put(json, "method", when.method);
  Put(json, "pg", when.pg);
  Put(json, "customer_uid", when.customer_uid);
  Put(json, "merchant_uid", when.merchant_uid);
  if (when.card) json["card"] = when.card->masked_number;
  if (when.status) json["status"] = Name(*when.status);
  return json;
}

Json ToJson(const Decline& decline) {
  if (const auto* text = std::get_if<GatewayError>(&decline.reason)) {
    return {{"code", text->code}, {"message", text->message}};
  }
  if (const auto* refusal = std::get_if<CertificationRefusal>(&decline.reason))
    return Name(*refusal);
  return Name(std::get<NamedRefusal>(decline.reason));
}

/// "2s", or "250ms" when it is not a whole number of seconds.
std::string FormatDelay(Duration delay) {
  const auto ms = delay.count();
  return ms % 1000 == 0 ? std::to_string(ms / 1000) + "s" : std::to_string(ms) + "ms";
}

Json ToJson(const FaultEffect& effect) {
  Json json = Json::object();
  if (const auto* decline = std::get_if<Decline>(&effect.action)) {
    json["decline"] = ToJson(*decline);
  } else if (const auto* error = std::get_if<ErrorReply>(&effect.action)) {
    json["error"] = {{"status", error->status}, {"code", error->code}, {"message", error->message}};
  } else if (const auto* hang_up = std::get_if<HangUp>(&effect.action)) {
    json[std::string(Name(*hang_up))] = true;
  } else if (const auto* webhook_fault = std::get_if<WebhookFault>(&effect.action)) {
    json[std::string(Name(*webhook_fault))] = true;
  }
  if (effect.delay > Duration{0}) json["delay"] = FormatDelay(effect.delay);
  return json;
}

}  // namespace

Json FaultToJson(const Fault& fault) {
  const bool always = fault.times == kAlways;
  Json json{{"id", fault.id},
            {"when", ToJson(fault.when)},
            {"skip", fault.skip},
            {"times", always ? Json("always") : Json(fault.times)}};
  if (fault.probability < 100) json["probability"] = fault.probability;
  json["at"] = Name(fault.at);
  json["then"] = ToJson(fault.then);
  json["seen"] = fault.seen;
  json["applied"] = fault.applied;
  return json;
}

}  // namespace portone::scenario
