// SPDX-License-Identifier: MIT
#include "web/window_state_json.h"

#include <string_view>
#include <variant>

#include "base/enum_names.h"
#include "base/lower_case.h"
#include "domain/bank_codes.h"
#include "domain/outcome_titles.h"
#include "gateways/magic_cards.h"
#include "gateways/registry.h"
#include "scenario/checkout.h"
#include "web/display_mode.h"
#include "web/read_checkout.h"
#include "web/window_choices.h"

namespace portone::web {
namespace {

constexpr std::string_view kNeutralColor = "#3d4f66";
constexpr std::string_view kValidExpiry = "2030-12";

void EncodeOrder(json::Writer& json, const Order& order) {
  const auto text = [](const std::optional<std::string>& value) { return value.value_or(""); };
  json.Key("order")
      .BeginObject()
      .Field("merchant_uid", order.merchant_uid.text)
      .Field("name", text(order.name))
      .Field("amount", order.amount)
      .Field("currency", GetCurrencyCode(order.amount.currency))
      .Field("buyer_name", text(order.buyer.name))
      .Field("buyer_tel", text(order.buyer.tel))
      .Field("buyer_email", text(order.buyer.email))
      .EndObject();
}

void EncodeGateway(json::Writer& json, const GatewayRules& rules) {
  json.Key("gateway")
      .BeginObject()
      .Field("code", rules.code)
      .Field("name", rules.name)
      .Field("color", rules.color.empty() ? kNeutralColor : rules.color)
      .EndObject();
}

void EncodeChoices(json::Writer& json, const WindowChoices& choices) {
  json.Field("pay_method", Name(choices.pay_methods.front())).Key("pay_methods").BeginArray();
  for (const PayMethod method : choices.pay_methods)
    json.Text(Name(method));
  json.EndArray().Key("instalments").BeginArray();
  for (const int months : choices.instalments)
    json.Number(months);
  json.EndArray().Key("means").BeginArray();
  for (const FundingSource means : choices.means)
    json.Text(Name(means));
  json.EndArray().Field("card_form", choices.shows_card_form);
}

void EncodeTestCard(json::Writer& json, std::string_view number, std::string_view outcome) {
  const OutcomeTitle& title = GetOutcomeTitle(outcome);
  json.BeginObject()
      .Field("number", number)
      .Field("outcome", outcome)
      .Field("title_ko", title.korean)
      .Field("title_en", title.english)
      .EndObject();
}

/// What the gateway says in a case; nothing when it does not refuse.
std::optional<std::string> FindMessage(const GatewayRules& rules, std::string_view outcome) {
  GatewayError error;
  if (const auto card_outcome = Parse<CardOutcome>(outcome)) {
    error = rules.FindCardError(*card_outcome, Operation::kWindow);
  } else if (const auto refusal = Parse<CertificationRefusal>(outcome)) {
    error = GetErrorText(rules.certification, *refusal).ToError();
  } else {
    return std::nullopt;
  }
  return error.code.empty() ? error.message : "[" + error.code + "] " + error.message;
}

void EncodeTestCards(json::Writer& json, const GatewayRules& rules, bool card_form) {
  json.Key("test_cards").BeginArray();
  if (card_form) {
    // First the card of a buyer who enters none.
    EncodeTestCard(json, gateways::kDefaultBuyerCard, Name(CardOutcome::kApproved));
    for (const gateways::TestCard& card : gateways::GetTestCards()) {
      const CardOutcome card_outcome = gateways::GetCardOutcome(rules, card.digits, kValidExpiry);
      EncodeTestCard(json, card.digits,
                     card.cancel_refusal ? Name(*card.cancel_refusal) : Name(card_outcome));
    }
  }
  json.EndArray();
}

void EncodeBanks(json::Writer& json, bool chooses_bank) {
  json.Key("banks").BeginArray();
  if (chooses_bank) {
    for (const StandardCode& bank : Banks())
      json.BeginObject().Field("code", bank.code).Field("name", bank.name).EndObject();
  }
  json.EndArray();
}

void EncodeOutcomes(json::Writer& json, const GatewayRules& rules, scenario::CheckoutKind kind) {
  json.Key("outcomes").BeginArray();
  for (const std::string_view name : scenario::ListOutcomeNames(kind)) {
    const OutcomeTitle& title = GetOutcomeTitle(name);
    json.BeginObject()
        .Field("name", name)
        .Field("title_ko", title.korean)
        .Field("title_en", title.english)
        .Field("message", FindMessage(rules, name))
        .EndObject();
  }
  json.EndArray();
}

std::optional<std::string_view> FindOrigin(const OpenedWindow& window) {
  if (window.return_origin.empty()) return std::nullopt;
  return window.return_origin;
}

/// English for a page that asks for a language that the windows do not have.
std::string_view GetLanguage(const OpenedWindow& window) {
  const std::string asked = ToLowerCase(ReadText(window.request.params, "language").value_or("ko"));
  const bool is_korean = asked.empty() || asked.starts_with("ko") || asked.starts_with("kr");
  return is_korean ? "ko" : "en";
}

/// What windows of both kinds begin with.
void EncodeCommonFields(json::Writer& json, const OpenedWindow& window) {
  json.Field("kind", Name(window.request.kind))
      .Field("language", GetLanguage(window))
      .Field("device", Name(window.request.device))
      .Field("shown_as", Name(GetDisplayMode(window)));
}

void EncodeEnd(json::Writer& json, const OpenedWindow& window,
               const std::optional<PageResult>& result) {
  json.Field("return_origin", FindOrigin(window)).Key("ended");
  if (!result) {
    json.Null();
    return;
  }
  json.BeginObject();
  EncodeScriptResult(json, *result);
  json.EndObject();
}

/// Who certifies themselves, and what can be chosen instead.
void EncodePerson(json::Writer& json, const Person& person) {
  json.Key("person")
      .BeginObject()
      .Field("name", person.name)
      .Field("birthday", person.birthday)
      .Field("gender", Name(person.gender))
      .Field("foreigner", person.is_foreigner)
      .Field("phone", person.phone)
      .Field("carrier", Name(person.carrier))
      .EndObject()
      .Key("carriers")
      .BeginArray();
  for (const std::string_view carrier : Names<Carrier>())
    json.Text(carrier);
  json.EndArray();
}

void EncodeMinAge(json::Writer& json, const std::optional<int>& min_age) {
  json.Key("min_age");
  if (min_age) {
    json.Number(*min_age);
  } else {
    json.Null();
  }
}

}  // namespace

void EncodePaymentWindow(json::Writer& json, const OpenedWindow& window,
                         const commands::WindowState& state,
                         const std::optional<PageResult>& result) {
  const Payment& payment = state.payment;
  const GatewayRules& rules = gateways::Get(payment.pg);
  const auto& opened = std::get<PaymentWindow>(window.window);
  const WindowChoices choices = GetWindowChoices(rules, opened.checkout, state);
  json.BeginObject();
  EncodeCommonFields(json, window);
  EncodeOrder(json, payment.order);
  EncodeGateway(json, rules);
  EncodeChoices(json, choices);
  json.Field("issues_key", payment.customer_uid_usage == CustomerUidUsage::kIssue)
      .Field("charges", !payment.without_charge);
  EncodeTestCards(json, rules, choices.shows_card_form);
  EncodeBanks(json, choices.asks_for_bank);
  EncodeOutcomes(json, rules, scenario::CheckoutKind::kPayment);
  EncodeEnd(json, window, result);
  json.EndObject();
}

void EncodeCertificationWindow(json::Writer& json, const OpenedWindow& window,
                               const commands::CertificationWindowContents& state,
                               const std::optional<PageResult>& result) {
  const GatewayRules& rules = gateways::Get(state.window.certification.pg);
  const auto& opened = std::get<CertificationWindow>(window.window);
  json.BeginObject();
  EncodeCommonFields(json, window);
  json.Key("order")
      .BeginObject()
      .Field("merchant_uid", state.window.certification.merchant_uid.text)
      .EndObject();
  EncodeGateway(json, rules);
  EncodePerson(json, state.person);
  EncodeMinAge(json, opened.request.min_age);
  json.Field("company", ReadText(window.request.params, "company"));
  EncodeOutcomes(json, rules, scenario::CheckoutKind::kCertification);
  EncodeEnd(json, window, result);
  json.EndObject();
}

}  // namespace portone::web
