// SPDX-License-Identifier: MIT
#include "gateways/magic_values.h"

#include "gateways/magic_cards.h"
#include "gateways/registry.h"

namespace portone::gateways {
namespace {

/// "4000-0000-0000-9995".
std::string FormatDashed(std::string_view digits) {
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i % 4 == 0) text += '-';
    text += digits[i];
  }
  return text;
}

std::string GetLayer(CardOutcome card_outcome) {
  if (card_outcome == CardOutcome::kApproved) return "approve";
  return IsRefusedAtIssue(card_outcome) ? "issue" : "charge";
}

std::string_view DescribeEffect(MagicCvc::Effect effect) {
  switch (effect) {
    case MagicCvc::Effect::kRefused:
      return "refused";
    case MagicCvc::Effect::kReviewAccepted:
      return "failed at first, accepted after a risk review";
    case MagicCvc::Effect::kReviewDeclined:
      return "failed at first, declined after a risk review";
  }
  return "";
}

}  // namespace

std::vector<MagicValue> CollectMagicValues() {
  std::vector<MagicValue> values;
  for (const TestCard& card : TestCards()) {
    values.push_back({"card_number", FormatDashed(card.digits), "every gateway",
                      GetLayer(card.card_outcome), std::string(card.meaning)});
  }
  for (const GatewayRules* rules : All()) {
    const std::string code(rules->code);
    for (const std::string_view digits : rules->good_cards)
      values.push_back({"card_number", FormatDashed(digits), code, "approve", "is approved here"});
    for (const MagicCvc& row : rules->magic_cvcs) {
      const bool refused = row.effect == MagicCvc::Effect::kRefused;
      const CardOutcome card_outcome =
          rules->FindCardOutcome(row.error.code).value_or(CardOutcome::kDeclined);
      values.push_back({"cvc", std::string(row.cvc), code,
                        refused ? GetLayer(card_outcome) : "review",
                        std::string(DescribeEffect(row.effect)) + ": [" +
                            std::string(row.error.code) + "] " + std::string(row.error.message)});
    }
  }
  values.push_back({"X-PortOne-Test-Code", "CODE", "every gateway", "issue, charge or cancel",
                    "this request is refused with the gateway's code and its text"});
  values.push_back({"X-PortOne-Test-Code", "CODE:message", "every gateway",
                    "issue, charge or cancel",
                    "this request is refused with this code and this text"});
  return values;
}

}  // namespace portone::gateways
