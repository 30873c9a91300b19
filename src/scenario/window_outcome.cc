// SPDX-License-Identifier: MIT
#include "scenario/window_outcome.h"

#include <string>
#include <utility>
#include <variant>

#include "domain/fault.h"
#include "json/json.h"

namespace portone::scenario {
namespace {

BuyerAction MakeNamedDecline(std::string_view name) {
  const std::optional<NamedRefusal> refusal = FindRefusal(name);
  return DeclineByName{std::get<CardOutcome>(*refusal)};
}

BuyerAction ReadDeclinedOutcome(json::StrictObject outcome) {
  BuyerAction action;
  if (outcome.IsString("decline")) {
    const auto name = outcome.Choice("decline", ListCardRefusalNames());
    if (name) action = MakeNamedDecline(*name);
  } else if (auto decline = outcome.Object("decline")) {
    action = ReadGatewayError(*decline);
  } else {
    outcome.Report("decline", "is missing");
  }
  outcome.Finish();
  return action;
}

WindowOutcome MakeOutcome(CheckoutOutcome outcome) {
  switch (outcome) {
    case CheckoutOutcome::kClose:
      return {CloseWindow{}};
    case CheckoutOutcome::kAbandon:
      return {AbandonWindow{}};
    case CheckoutOutcome::kLoseCallback:
      return {PayInWindow{}, true};
    case CheckoutOutcome::kApprove:
      break;
  }
  return {};
}

/// Reads the outcomes of an array; `location` is its JSON pointer.
std::vector<WindowOutcome> ReadOutcomes(const Json& list, const std::string& location,
                                        json::Problems& problems) {
  std::vector<WindowOutcome> outcomes;
  std::size_t index = 0;
  for (const Json& element : list) {
    const std::string key = std::to_string(index++);
    const Json wrapped{{key, element}};
    json::StrictObject object(wrapped, location, problems);
    outcomes.push_back(ReadOutcome(object, key).value_or(WindowOutcome{}));
  }
  return outcomes;
}

void Write(json::Writer& json, const PayInWindow& /*action*/) {
  json.Text(Name(CheckoutOutcome::kApprove));
}

void Write(json::Writer& json, const CloseWindow& /*action*/) {
  json.Text(Name(CheckoutOutcome::kClose));
}

void Write(json::Writer& json, const AbandonWindow& /*action*/) {
  json.Text(Name(CheckoutOutcome::kAbandon));
}

void Write(json::Writer& json, const DeclineByName& action) {
  json.Text(Name(action.card_outcome));
}

void Write(json::Writer& json, const DeclineInWindow& action) {
  json.BeginObject().Key("decline").BeginObject();
  json.Field("code", action.code).Field("message", action.message).EndObject().EndObject();
}

void WriteOutcome(json::Writer& json, const WindowOutcome& outcome) {
  if (outcome.callback_is_lost) {
    json.Text(Name(CheckoutOutcome::kLoseCallback));
    return;
  }
  std::visit([&json](const auto& action) { Write(json, action); }, outcome.buyer_action);
}

}  // namespace

GatewayError ReadGatewayError(json::StrictObject& decline) {
  GatewayError error;
  error.code = decline.RequiredText("code").value_or("");
  error.message = decline.RequiredText("message").value_or("");
  decline.Finish();
  return error;
}

std::vector<std::string_view> ListOutcomeNames(const std::vector<std::string_view>& refusals) {
  std::vector<std::string_view> names(Names<CheckoutOutcome>().begin(),
                                      Names<CheckoutOutcome>().end());
  names.insert(names.end(), refusals.begin(), refusals.end());
  return names;
}

std::optional<WindowOutcome> ReadOutcome(json::StrictObject& object, std::string_view key) {
  if (!object.IsString(key)) {
    auto declined = object.Object(key);
    if (!declined) return std::nullopt;
    return WindowOutcome{ReadDeclinedOutcome(*std::move(declined))};
  }
  const std::optional<std::string> name =
      object.Choice(key, ListOutcomeNames(ListCardRefusalNames()));
  if (!name) return std::nullopt;
  const auto outcome = Parse<CheckoutOutcome>(*name);
  return outcome ? MakeOutcome(*outcome) : WindowOutcome{MakeNamedDecline(*name)};
}

WindowSettings ReadWindowSettings(json::StrictObject& object) {
  WindowSettings settings;
  const Json* decide = object.Raw("decide");
  if (decide == nullptr) {
    object.Report("decide", "is missing: an outcome, an array of outcomes, or null");
    return settings;
  }
  if (decide->is_null()) return settings;
  if (!decide->is_array()) {
    settings.always = ReadOutcome(object, "decide");
    return settings;
  }
  if (decide->size() > kMaxDecisions) {
    object.Report("decide", "must have at most " + std::to_string(kMaxDecisions) + " elements");
    return settings;
  }
  settings.next = ReadOutcomes(*decide, object.PointerTo("decide"), object.problems());
  return settings;
}

void WriteWindowSettings(json::Writer& json, const WindowSettings& settings) {
  json.BeginObject().Key("decide");
  if (settings.always) {
    WriteOutcome(json, *settings.always);
  } else if (settings.next.empty()) {
    json.Null();
  } else {
    json.BeginArray();
    for (const WindowOutcome& outcome : settings.next)
      WriteOutcome(json, outcome);
    json.EndArray();
  }
  json.EndObject();
}

}  // namespace portone::scenario
