// SPDX-License-Identifier: MIT
#include "scenario/fault_reader.h"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "base/http_method.h"
#include "domain/calendar.h"
#include "domain/fault_plan.h"
#include "domain/payment_fields.h"
#include "gateways/registry.h"
#include "json/enum_reader.h"
#include "scenario/fault_keys.h"
#include "snapshot/gateway_code.h"

namespace portone::scenario {
namespace {

constexpr std::int64_t kMaxOccurrences = 1'000'000'000;
constexpr Duration kMaxReplyDelay = std::chrono::minutes{10};
constexpr Duration kMaxWebhookDelay = std::chrono::days{365};

/// Reports the key if it is present and does not apply to the operation.
void CheckApplies(json::StrictObject& object, const FaultKey& key, FaultOperation operation) {
  if (!object.Has(key.name) || key.operations.Has(operation)) return;
  object.Report(key.name,
                "does not apply to the operation \"" + std::string(Name(operation)) + "\"");
}

/// Reads an optional string that must not be empty.
std::optional<std::string> ReadNonEmptyText(json::StrictObject& object, std::string_view key) {
  return object.Has(key) ? object.RequiredText(key) : object.Text(key);
}

std::optional<std::string> ReadGateway(json::StrictObject& when) {
  std::optional<std::string> pg = ReadNonEmptyText(when, "pg");
  if (pg && snapshot::FindGateway(when, "pg", *pg) == nullptr) pg.reset();
  return pg;
}

/// Reads a card pattern. Does not store the full number, and never repeats it in a message.
std::optional<CardPattern> ReadCard(json::StrictObject& when) {
  std::optional<std::string> text = when.Text("card");
  if (!text) return std::nullopt;
  std::erase_if(*text, [](char c) { return c == '-' || c == ' '; });
  const bool only_digits_or_stars = std::all_of(
      text->begin(), text->end(), [](char c) { return (c >= '0' && c <= '9') || c == '*'; });
  if (!only_digits_or_stars || text->size() < 14 || text->size() > 16) {
    when.Report("card", "must be 14 to 16 digits, some of which may be masked with stars");
    return std::nullopt;
  }
  CardPattern card{MaskCardNumber(CardMask{}, *text), {}};
  for (const GatewayRules* rules : gateways::All())
    card.by_gateway.emplace(rules->code, MaskCardNumber(rules->format.mask, *text));
  return card;
}

std::optional<std::string> ReadPath(json::StrictObject& when) {
  std::optional<std::string> path = ReadNonEmptyText(when, "path");
  if (path && !path->starts_with('/') && !path->starts_with('*')) {
    when.Report("path", "must begin with \"/\" or \"*\"");
  }
  if (path && path->find('?') != std::string::npos) {
    when.Report("path", "must not contain a query");
  }
  return path;
}

/// Reads "when"; nothing when it has no valid operation.
std::optional<FaultConditions> ReadWhen(json::StrictObject when) {
  FaultConditions result;
  const auto operation = json::ReadEnum<FaultOperation>(when, "operation");
  if (!when.Has("operation")) when.Report("operation", "is missing");
  if (operation) {
    result.operation = *operation;
    for (const FaultKey& matcher : kFaultConditionKeys)
      CheckApplies(when, matcher, *operation);
  }
  result.path = ReadPath(when);
  if (const auto method = json::ReadEnum<Method>(when, "method")) result.method = Name(*method);
  result.pg = ReadGateway(when);
  result.customer_uid = ReadNonEmptyText(when, "customer_uid");
  result.merchant_uid = ReadNonEmptyText(when, "merchant_uid");
  result.card = ReadCard(when);
  result.status = json::ReadEnum<PaymentStatus>(when, "status");
  when.Finish();
  return operation ? std::optional(std::move(result)) : std::nullopt;
}

/// Reads the name of a refusal that the operation can have.
std::optional<Decline> ReadNamedDecline(json::StrictObject& then, FaultOperation operation) {
  const auto name = then.Choice("decline", ListFaultRefusalNames());
  if (!name) return std::nullopt;
  if (operation == FaultOperation::kReceipt) {
    then.Report(
        "decline",
        "no named refusal applies to the operation \"receipt\"; use {\"code\", \"message\"}");
    return std::nullopt;
  }
  const bool certifies = operation == FaultOperation::kCertification;
  const auto certification = Parse<CertificationRefusal>(*name);
  const std::optional<NamedRefusal> refusal = FindRefusal(*name);
  const bool cancels = refusal && std::holds_alternative<CancelRefusal>(*refusal);
  if (certification && !certifies) {
    then.Report("decline", "\"" + *name + "\" applies only to the operation \"certification\"");
  } else if (cancels && operation != FaultOperation::kCancel) {
    then.Report("decline", "\"" + *name + "\" applies only to the operation \"cancel\"");
  } else if (!certification && certifies) {
    then.Report("decline", "\"" + *name + "\" does not apply to the operation \"certification\"");
  }
  return certification ? Decline{*certification} : Decline{*refusal};
}

std::optional<Decline> ReadFaultDecline(json::StrictObject& then, FaultOperation operation) {
  if (then.IsString("decline")) return ReadNamedDecline(then, operation);
  std::optional<json::StrictObject> object = then.Object("decline");
  if (!object) return std::nullopt;
  GatewayError text{object->RequiredText("code").value_or(""),
                    object->RequiredText("message").value_or("")};
  object->Finish();
  return Decline{std::move(text)};
}

std::optional<ErrorReply> ReadError(json::StrictObject& then) {
  std::optional<json::StrictObject> object = then.Object("error");
  if (!object) return std::nullopt;
  ErrorReply error;
  if (!object->Has("status")) object->Report("status", "is missing");
  error.status = static_cast<int>(object->Integer("status", 400, 599).value_or(0));
  error.code = static_cast<int>(object->Integer("code", -999'999, 999'999).value_or(-1));
  if (error.code == 0) object->Report("code", "must not be 0, which means success");
  error.message = object->RequiredText("message").value_or("");
  object->Finish();
  return error;
}

/// "timeout": true.
bool ReadFlag(json::StrictObject& then, std::string_view name) {
  const std::optional<bool> flag = then.Bool(name);
  if (flag == false) then.Report(name, "must be true or left out");
  return flag.value_or(false);
}

/// Reads the effects that are flags with the names of E.
template <NamedEnum E>
void ReadFlags(json::StrictObject& then, FaultEffect& effect) {
  for (const std::string_view name : Names<E>()) {
    if (ReadFlag(then, name)) effect.action = *Parse<E>(name);
  }
}

void ReadDelay(json::StrictObject& then, bool is_webhook, FaultEffect& effect) {
  const std::optional<std::string> text = then.Text("delay");
  if (!text) return;
  const std::optional<Period> period = ParsePeriod(*text);
  const Duration max = is_webhook ? kMaxWebhookDelay : kMaxReplyDelay;
  if (!period || period->months != 0 || period->duration <= Duration{0} || period->duration > max) {
    then.Report("delay", std::string("must be a duration like \"2s\", at most ") +
                             (is_webhook ? "\"365d\"" : "\"10m\""));
    return;
  }
  effect.delay = period->duration;
  for (const std::string_view excluded :
       {Name(HangUp::kTimeout), Name(WebhookFault::kDrop), Name(WebhookFault::kReorder)}) {
    if (then.Has(excluded)) {
      then.Report("delay", "cannot be combined with \"" + std::string(excluded) + "\"");
    }
  }
}

/// Reports every effect after the first, and the lack of any effect.
void CheckOneEffect(json::StrictObject& then) {
  std::string first;
  for (const FaultKey& effect : kFaultEffectKeys) {
    if (!then.Has(effect.name)) continue;
    if (!first.empty()) then.Report(effect.name, "cannot be combined with \"" + first + "\"");
    if (first.empty()) first = effect.name;
  }
  if (first.empty() && !then.Has("delay")) {
    then.Report("delay", "is missing; give a delay or another effect");
  }
}

FaultEffect ReadThen(json::StrictObject then, FaultOperation operation) {
  FaultEffect effect;
  for (const FaultKey& key : kFaultEffectKeys)
    CheckApplies(then, key, operation);
  CheckOneEffect(then);
  if (auto decline = ReadFaultDecline(then, operation)) effect.action = *std::move(decline);
  if (auto error = ReadError(then)) effect.action = *std::move(error);
  ReadFlags<HangUp>(then, effect);
  ReadFlags<WebhookFault>(then, effect);
  ReadDelay(then, operation == FaultOperation::kWebhook, effect);
  then.Finish();
  return effect;
}

void ReadAt(json::StrictObject& object, Fault& fault) {
  fault.at = json::ReadEnum<FaultPoint>(object, "at").value_or(FaultPoint::kBefore);
  if (fault.at == FaultPoint::kBefore) return;
  if (fault.when.operation == FaultOperation::kWebhook) {
    object.Report("at", "\"after\" does not apply to the operation \"webhook\"");
  }
  if (std::holds_alternative<Decline>(fault.then.action)) {
    object.Report("at", "\"after\" cannot be combined with \"decline\"");
  }
}

}  // namespace

Fault ReadFault(json::StrictObject& object) {
  Fault fault;
  const std::optional<json::StrictObject> when = object.Object("when");
  const std::optional<json::StrictObject> then = object.Object("then");
  if (!when) object.Report("when", "is missing");
  if (!then) object.Report("then", "is missing");
  const std::optional<FaultConditions> fault_when =
      when ? ReadWhen(*when) : std::optional<FaultConditions>();
  // Without an operation it is unknown which effects apply.
  if (fault_when) fault.when = *fault_when;
  if (fault_when && then) fault.then = ReadThen(*then, fault.when.operation);
  if (const auto skip = object.Integer("skip", 0, kMaxOccurrences)) {
    fault.skip = static_cast<std::uint64_t>(*skip);
  }
  if (object.IsString("times")) {
    if (object.Choice("times", {"always"})) fault.times = kAlways;
  } else if (const auto times = object.Integer("times", 1, kMaxOccurrences)) {
    fault.times = static_cast<std::uint64_t>(*times);
  }
  if (const auto probability = object.Integer("probability", 1, 100)) {
    fault.probability = static_cast<int>(*probability);
  }
  ReadAt(object, fault);
  return fault;
}

namespace {

std::uint64_t ReadNumber(json::StrictObject& object, std::string_view key, std::int64_t min) {
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  return static_cast<std::uint64_t>(object.Integer(key, min, kMax).value_or(0));
}

/// Reads the progress of a fault. `last`: the greatest id so far.
void ReadProgress(json::StrictObject& object, Fault& fault, FaultId& last) {
  fault.id = ReadNumber(object, "id", 1);
  fault.seen = ReadNumber(object, "seen", 0);
  fault.applied = ReadNumber(object, "applied", 0);
  if (fault.id != 0 && fault.id <= last)
    object.Report("id", "must be greater than the ids before it");
  last = std::max(last, fault.id);
  if (fault.applied > std::min(fault.seen, fault.times)) {
    object.Report("applied", "must be at most \"seen\" and at most \"times\"");
  }
}

}  // namespace

std::vector<Fault> ReadFaults(json::StrictObject& object, FaultOrigin origin) {
  std::vector<Fault> faults;
  FaultId last = 0;
  const auto list = object.List("faults");
  for (json::StrictObject& fault_object : list ? *list : json::ObjectList()) {
    if (faults.size() == kMaxFaults) {
      object.Report("faults", "must have at most " + std::to_string(kMaxFaults) + " elements");
      break;
    }
    Fault fault = ReadFault(fault_object);
    if (origin == FaultOrigin::kFile) ReadProgress(fault_object, fault, last);
    fault_object.Finish();
    if (!fault_object.problems().full()) faults.push_back(std::move(fault));
  }
  return faults;
}

}  // namespace portone::scenario
