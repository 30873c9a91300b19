// SPDX-License-Identifier: MIT
#include "gateways/magic_values.h"

#include "domain/fault.h"
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

std::string GetStage(CardOutcome card_outcome) {
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
  for (const TestCard& card : GetTestCards()) {
    values.push_back({"card_number", FormatDashed(card.digits), "every gateway",
                      card.cancel_refusal ? "cancel" : GetStage(card.card_outcome),
                      std::string(card.meaning)});
  }
  for (const GatewayRules* rules : All()) {
    const std::string code(rules->code);
    for (const std::string_view digits : rules->approved_cards)
      values.push_back({"card_number", FormatDashed(digits), code, "approve", "is approved here"});
    for (const MagicCvc& row : rules->magic_cvcs) {
      const bool refused = row.effect == MagicCvc::Effect::kRefused;
      const CardOutcome card_outcome =
          rules->FindCardOutcome(row.error.code).value_or(CardOutcome::kDeclined);
      values.push_back({"cvc", std::string(row.cvc), code,
                        refused ? GetStage(card_outcome) : "review",
                        std::string(DescribeEffect(row.effect)) + ": [" +
                            std::string(row.error.code) + "] " + std::string(row.error.message)});
    }
  }
  for (const std::string_view name : ListRefusalNames()) {
    values.push_back({"X-PortOne-Test-Code", std::string(name), "every gateway",
                      "issue, charge or cancel",
                      "this request is refused with the gateway's own code and text for the case"});
  }
  values.push_back({"X-PortOne-Test-Code", "CODE", "every gateway", "issue, charge or cancel",
                    "this request is refused with the gateway's code and its text"});
  values.push_back({"X-PortOne-Test-Code", "CODE:message", "every gateway",
                    "issue, charge or cancel",
                    "this request is refused with this code and this text"});
  return values;
}

std::vector<RefusalText> CollectRefusals(const GatewayRules& rules) {
  std::vector<RefusalText> refusals;
  for (const std::string_view name : ListRefusalNames()) {
    const NamedRefusal refusal = *FindRefusal(name);
    if (const auto* cancel = std::get_if<CancelRefusal>(&refusal)) {
      const CancelErrorText row = rules.DescribeCancelError(*cancel);
      refusals.push_back({name, "cancel", row.text, row.source});
      continue;
    }
    const auto card_outcome = std::get<CardOutcome>(refusal);
    const bool at_issue = IsRefusedAtIssue(card_outcome);
    const CardErrorText row =
        rules.DescribeCardError(card_outcome, at_issue ? Operation::kIssue : Operation::kAgain);
    refusals.push_back({name, at_issue ? "issue" : "charge", row.text, row.source});
  }
  return refusals;
}

}  // namespace portone::gateways
