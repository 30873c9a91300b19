// SPDX-License-Identifier: MIT
#include "scenario/checkout.h"

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "domain/fault.h"
#include "json/enum_choice.h"
#include "json/json.h"

namespace portone::scenario {
namespace {

commands::BuyerAction MakeNamedDecline(std::string_view name) {
  const std::optional<NamedRefusal> refusal = FindRefusal(name);
  return commands::DeclineByName{std::get<CardOutcome>(*refusal)};
}

/// The names that refuse a window of this kind.
std::vector<std::string_view> RefusalNames(CheckoutKind kind) {
  if (kind == CheckoutKind::kPayment) return CardRefusalNames();
  const auto names = Names<CertificationRefusal>();
  return {names.begin(), names.end()};
}

void SetNamedDecline(CheckoutRequest& checkout, std::string_view name) {
  if (checkout.kind == CheckoutKind::kPayment) {
    checkout.buyer = MakeNamedDecline(name);
  } else {
    checkout.person_action = *Parse<CertificationRefusal>(name);
  }
}

void ReadDeclinedOutcome(json::StrictObject outcome, CheckoutRequest& checkout) {
  if (outcome.IsString("decline")) {
    const auto name = outcome.Choice("decline", RefusalNames(checkout.kind));
    outcome.Finish();
    if (name) SetNamedDecline(checkout, *name);
    return;
  }
  GatewayError error;
  if (auto decline = outcome.Object("decline")) {
    error.code = decline->RequiredText("code").value_or("");
    error.message = decline->RequiredText("message").value_or("");
    decline->Finish();
  } else {
    outcome.Report("decline", "is missing");
  }
  outcome.Finish();
  checkout.buyer = error;
  checkout.person_action = std::move(error);
}

template <class Action>
void SetAction(CheckoutRequest& checkout, Action action) {
  checkout.buyer = action;
  checkout.person_action = action;
}

/// Reads "approve", "close", "abandon", "lose_callback", the name of a refusal, or {"decline"} with
/// such a name or {"code", "message"}.
void ReadOutcome(json::StrictObject& object, CheckoutRequest& checkout) {
  if (object.Raw("outcome") == nullptr) return;
  if (!object.IsString("outcome")) {
    if (const auto outcome = object.Object("outcome")) ReadDeclinedOutcome(*outcome, checkout);
    return;
  }
  std::vector<std::string_view> names(Names<CheckoutOutcome>().begin(),
                                      Names<CheckoutOutcome>().end());
  const std::vector<std::string_view> refusals = RefusalNames(checkout.kind);
  names.insert(names.end(), refusals.begin(), refusals.end());
  const std::optional<std::string> name = object.Choice("outcome", names);
  if (!name) return;
  const auto outcome = Parse<CheckoutOutcome>(*name);
  if (!outcome) SetNamedDecline(checkout, *name);
  if (outcome == CheckoutOutcome::kClose) SetAction(checkout, commands::CloseWindow{});
  if (outcome == CheckoutOutcome::kAbandon) SetAction(checkout, commands::AbandonWindow{});
  checkout.callback_is_lost = outcome == CheckoutOutcome::kLoseCallback;
}

/// Reads an object whose members the V1 API interprets.
std::optional<Json> ReadObject(json::StrictObject& object, std::string_view key) {
  const Json* value = object.Raw(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_object()) object.Report(key, "must be an object");
  return *value;
}

void ReadPaymentKeys(json::StrictObject& object, CheckoutRequest& checkout) {
  const auto pays_with = object.Choice(
      "pays_with", {Name(PaysWith::kCard), Name(PaysWith::kMoney), Name(PaysWith::kPoints)});
  if (pays_with) checkout.pays_with = *Parse<PaysWith>(*pays_with);
  checkout.card = ReadObject(object, "card");
}

void ReadCertificationKeys(json::StrictObject& object, CheckoutRequest& checkout) {
  checkout.person = ReadObject(object, "person");
  checkout.origin = object.Text("origin");
}

/// Reports the keys that only windows of another kind have.
void RefuseKeysOf(json::StrictObject& object, CheckoutKind kind,
                  std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    if (object.Raw(key) != nullptr)
      object.Report(key, "applies only to the kind \"" + std::string(Name(kind)) + "\"");
  }
}

}  // namespace

CheckoutRequest ReadCheckout(json::StrictObject& object) {
  CheckoutRequest checkout;
  checkout.kind = json::EnumChoice<CheckoutKind>(object, "kind").value_or(CheckoutKind::kPayment);
  const bool pays = checkout.kind == CheckoutKind::kPayment;
  if (const auto params = ReadObject(object, "params")) {
    checkout.params = *params;
  } else {
    object.Report("params", pays ? "is missing: the parameters of IMP.request_pay"
                                 : "is missing: the parameters of IMP.certification");
  }
  ReadOutcome(object, checkout);
  const auto device = object.Choice("device", {Name(Device::kPc), Name(Device::kMobile)});
  if (device) checkout.device = *Parse<Device>(*device);
  checkout.has_callback_function = object.Bool("callback_function").value_or(true);
  checkout.user_agent = object.Text("user_agent");
  if (pays) {
    ReadPaymentKeys(object, checkout);
    RefuseKeysOf(object, CheckoutKind::kCertification, {"person", "origin"});
  } else {
    ReadCertificationKeys(object, checkout);
    RefuseKeysOf(object, CheckoutKind::kPayment, {"card", "pays_with"});
  }
  return checkout;
}

}  // namespace portone::scenario
