// SPDX-License-Identifier: MIT
#include "scenario/checkout.h"

#include <cstdint>
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
    checkout.buyer_action = MakeNamedDecline(name);
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
  checkout.buyer_action = error;
  checkout.person_action = std::move(error);
}

template <class Action>
void SetAction(CheckoutRequest& checkout, Action action) {
  checkout.buyer_action = action;
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

/// Reads the card that the buyer enters: a whole one, or only the months of instalment.
void ReadCard(json::StrictObject card, CheckoutRequest& checkout) {
  constexpr std::int64_t kMaxQuota = 99;
  const auto quota = card.Integer("quota", 0, kMaxQuota);
  if (quota) checkout.card_quota = static_cast<int>(*quota);
  CardInput input;
  const std::optional<std::string> number = card.Text("number");
  const std::optional<std::string> expiry = card.Text("expiry");
  input.birth = card.Text("birth");
  input.pwd_2digit = card.Text("pwd_2digit");
  input.cvc = card.Text("cvc");
  const bool enters_one =
      card.Has("number") || expiry || input.birth || input.pwd_2digit || input.cvc;
  if (enters_one && !card.Has("number")) card.Report("number", "is missing");
  if (enters_one && !card.Has("expiry")) card.Report("expiry", "is missing");
  card.Finish();
  if (!number || !expiry) return;
  input.number = *number;
  std::erase_if(input.number, [](char c) { return c == '-' || c == ' '; });
  input.expiry = *expiry;
  checkout.card = std::move(input);
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
      "pays_with",
      {Name(FundingSource::kCard), Name(FundingSource::kMoney), Name(FundingSource::kPoints)});
  if (pays_with) checkout.pays_with = *Parse<FundingSource>(*pays_with);
  if (const auto card = object.Object("card")) ReadCard(*card, checkout);
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
