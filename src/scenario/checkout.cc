// SPDX-License-Identifier: MIT
#include "scenario/checkout.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "domain/fault.h"
#include "json/json.h"

namespace portone::scenario {
namespace {

commands::BuyerAction MakeNamedDecline(std::string_view name) {
  const std::optional<NamedRefusal> refusal = FindRefusal(name);
  return commands::DeclineByName{std::get<CardOutcome>(*refusal)};
}

commands::BuyerAction ReadDeclinedOutcome(json::StrictObject outcome) {
  GatewayError error;
  if (outcome.IsString("decline")) {
    const auto name = outcome.Choice("decline", CardRefusalNames());
    outcome.Finish();
    return name ? MakeNamedDecline(*name) : commands::BuyerAction();
  }
  if (auto decline = outcome.Object("decline")) {
    error.code = decline->RequiredText("code").value_or("");
    error.message = decline->RequiredText("message").value_or("");
    decline->Finish();
  } else {
    outcome.Report("decline", "is missing");
  }
  outcome.Finish();
  return error;
}

/// Reads "approve", "close", "abandon", "lose_callback", the name of a refusal, or {"decline"} with
/// such a name or {"code", "message"}.
void ReadOutcome(json::StrictObject& object, CheckoutRequest& checkout) {
  if (object.Raw("outcome") == nullptr) return;
  if (!object.IsString("outcome")) {
    if (const auto outcome = object.Object("outcome"))
      checkout.buyer_action = ReadDeclinedOutcome(*outcome);
    return;
  }
  std::vector<std::string_view> names(Names<CheckoutOutcome>().begin(),
                                      Names<CheckoutOutcome>().end());
  const std::vector<std::string_view> refusals = CardRefusalNames();
  names.insert(names.end(), refusals.begin(), refusals.end());
  const std::optional<std::string> name = object.Choice("outcome", names);
  if (!name) return;
  const auto outcome = Parse<CheckoutOutcome>(*name);
  if (!outcome) checkout.buyer_action = MakeNamedDecline(*name);
  if (outcome == CheckoutOutcome::kClose) checkout.buyer_action = commands::CloseWindow{};
  if (outcome == CheckoutOutcome::kAbandon) checkout.buyer_action = commands::AbandonWindow{};
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

}  // namespace

CheckoutRequest ReadCheckout(json::StrictObject& object) {
  CheckoutRequest checkout;
  if (const Json* params = object.Raw("params")) {
    checkout.params = *params;
    if (!params->is_object()) object.Report("params", "must be an object");
  } else {
    object.Report("params", "is missing: the parameters of IMP.request_pay");
  }
  ReadOutcome(object, checkout);
  const auto device = object.Choice("device", {Name(Device::kPc), Name(Device::kMobile)});
  if (device) checkout.device = *Parse<Device>(*device);
  const auto pays_with = object.Choice(
      "pays_with",
      {Name(FundingSource::kCard), Name(FundingSource::kMoney), Name(FundingSource::kPoints)});
  if (pays_with) checkout.pays_with = *Parse<FundingSource>(*pays_with);
  checkout.has_callback_function = object.Bool("callback_function").value_or(true);
  checkout.user_agent = object.Text("user_agent");
  if (const auto card = object.Object("card")) ReadCard(*card, checkout);
  return checkout;
}

}  // namespace portone::scenario
