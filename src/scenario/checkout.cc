// SPDX-License-Identifier: MIT
#include "scenario/checkout.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "domain/bank_codes.h"
#include "domain/fault.h"
#include "json/enum_reader.h"
#include "json/json.h"
#include "scenario/window_outcome.h"

namespace portone::scenario {
namespace {

std::vector<std::string_view> ListCertificationRefusalNames() {
  const auto names = Names<CertificationRefusal>();
  return {names.begin(), names.end()};
}

commands::PersonAction MakePersonAction(CheckoutOutcome outcome) {
  if (outcome == CheckoutOutcome::kClose) return CloseWindow{};
  if (outcome == CheckoutOutcome::kAbandon) return AbandonWindow{};
  return commands::CertifyInWindow{};
}

/// Reads {"decline"} with the name of a refusal or {"code", "message"}.
void ReadDeclinedCertification(json::StrictObject outcome, CheckoutRequest& checkout) {
  if (outcome.IsString("decline")) {
    const auto name = outcome.Choice("decline", ListCertificationRefusalNames());
    if (name) checkout.person_action = *Parse<CertificationRefusal>(*name);
  } else if (auto decline = outcome.Object("decline")) {
    checkout.person_action = ReadGatewayError(*decline);
  } else {
    outcome.Report("decline", "is missing");
  }
  outcome.Finish();
}

/// Reads "outcome" of a certification, whose refusals have names of their own.
void ReadPersonAction(json::StrictObject& object, CheckoutRequest& checkout) {
  if (object.Raw("outcome") == nullptr) return;
  if (!object.IsString("outcome")) {
    if (auto outcome = object.Object("outcome"))
      ReadDeclinedCertification(*std::move(outcome), checkout);
    return;
  }
  const std::optional<std::string> name =
      object.Choice("outcome", ListOutcomeNames(CheckoutKind::kCertification));
  if (!name) return;
  if (const auto refusal = Parse<CertificationRefusal>(*name)) {
    checkout.person_action = *refusal;
    return;
  }
  const auto outcome = Parse<CheckoutOutcome>(*name);
  checkout.person_action = MakePersonAction(*outcome);
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
  const bool enters_card =
      card.Has("number") || expiry || input.birth || input.pwd_2digit || input.cvc;
  if (enters_card && !card.Has("number")) card.Report("number", "is missing");
  if (enters_card && !card.Has("expiry")) card.Report("expiry", "is missing");
  card.Finish();
  if (!number || !expiry) return;
  input.number = *number;
  std::erase_if(input.number, [](char c) { return c == '-' || c == ' '; });
  input.expiry = *expiry;
  checkout.card = std::move(input);
}

/// Reads the cash receipt that the buyer chooses: for whom it is.
ReceiptChoice ReadReceipt(json::StrictObject receipt) {
  ReceiptChoice choice;
  choice.type = json::ReadEnum<ReceiptType>(receipt, "type").value_or(ReceiptType::kPerson);
  choice.identifier_type = json::ReadEnum<IdentifierType>(receipt, "identifier_type");
  choice.identifier = receipt.RequiredText("identifier").value_or("");
  const bool is_number = ClassifyIdentifier(choice.identifier, choice.identifier_type).has_value();
  if (!choice.identifier.empty() && !is_number) {
    receipt.Report("identifier",
                   "must be a telephone, business or resident number or that of a tax card");
  }
  receipt.Finish();
  return choice;
}

/// Reads an object whose members the V1 API interprets.
std::optional<Json> ReadObject(json::StrictObject& object, std::string_view key) {
  const Json* value = object.Raw(key);
  if (value == nullptr) return std::nullopt;
  if (!value->is_object()) object.Report(key, "must be an object");
  return *value;
}

/// Reports the keys that only windows of another kind have.
void RefuseKeys(json::StrictObject& object, CheckoutKind kind,
                std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    if (object.Raw(key) != nullptr)
      object.Report(key, "applies only to the kind \"" + std::string(Name(kind)) + "\"");
  }
}

}  // namespace

std::vector<std::string_view> ListOutcomeNames(CheckoutKind kind) {
  return ListOutcomeNames(kind == CheckoutKind::kPayment ? ListCardRefusalNames()
                                                         : ListCertificationRefusalNames());
}

void ReadBuyer(json::StrictObject& object, CheckoutRequest& checkout) {
  if (checkout.kind == CheckoutKind::kCertification) {
    ReadPersonAction(object, checkout);
    checkout.person = ReadObject(object, "person");
    RefuseKeys(object, CheckoutKind::kPayment, {"bank_code", "card", "cash_receipt", "pays_with"});
    return;
  }
  RefuseKeys(object, CheckoutKind::kCertification, {"person"});
  if (const auto outcome = ReadOutcome(object, "outcome")) {
    checkout.buyer_action = outcome->buyer_action;
    checkout.callback_is_lost = outcome->callback_is_lost;
  }
  const auto pays_with = object.Choice(
      "pays_with",
      {Name(FundingSource::kCard), Name(FundingSource::kMoney), Name(FundingSource::kPoints)});
  if (pays_with) checkout.pays_with = *Parse<FundingSource>(*pays_with);
  checkout.bank_code = object.Text("bank_code");
  if (checkout.bank_code && FindBank(*checkout.bank_code) == nullptr)
    object.Report("bank_code", "no bank has this code; GET /banks lists them");
  if (const auto card = object.Object("card")) ReadCard(*card, checkout);
  if (const auto receipt = object.Object("cash_receipt"))
    checkout.cash_receipt = ReadReceipt(*receipt);
}

CheckoutRequest ReadCheckout(json::StrictObject& object) {
  CheckoutRequest checkout;
  checkout.kind = json::ReadEnum<CheckoutKind>(object, "kind").value_or(CheckoutKind::kPayment);
  const bool pays = checkout.kind == CheckoutKind::kPayment;
  if (const auto params = ReadObject(object, "params")) {
    checkout.params = *params;
  } else {
    object.Report("params", pays ? "is missing: the parameters of IMP.request_pay"
                                 : "is missing: the parameters of IMP.certification");
  }
  const auto device = object.Choice("device", {Name(Device::kPc), Name(Device::kMobile)});
  if (device) checkout.device = *Parse<Device>(*device);
  checkout.has_callback_function = object.Bool("callback_function").value_or(true);
  checkout.user_agent = object.Text("user_agent");
  ReadBuyer(object, checkout);
  if (pays) {
    RefuseKeys(object, CheckoutKind::kCertification, {"origin"});
  } else {
    checkout.origin = object.Text("origin");
  }
  return checkout;
}

}  // namespace portone::scenario
