// SPDX-License-Identifier: MIT
// The same operations at every gateway, side by side: fixtures/golden/gateways.txt.
#include <functional>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "commands/vbanks.h"
#include "gateways/registry.h"
#include "support/golden_file.h"
#include "support/world_builder.h"

namespace portone::gateways {
namespace {

using namespace portone::testing;  // NOLINT(google-build-using-namespace)

std::string Told(const Result<Payment>& result) {
  if (!result.ok()) return "refused: " + result.error().message;
  const Payment& payment = result.value();
  std::string text(StatusText(payment.status));
  if (payment.fail_reason) text += ": " + *payment.fail_reason;
  if (!payment.cancellations.empty()) text += " " + FormatAmount(CancelledAmount(payment));
  return text;
}

std::string Told(const Result<BillingKey>& result) {
  if (!result.ok()) return "refused: " + result.error().message;
  return "stored " + result.value().card.number;
}

/// One gateway as the only channel, and what a merchant does there.
struct Bench {
  explicit Bench(const GatewayRules& at, engine::Setup setup)
      : rules(at), sandbox(std::move(setup)) {}

  const GatewayRules& rules;
  TestSandbox sandbox;

  Result<Payment> Charge(std::string_view card, std::int64_t won, int card_quota) {
    commands::ChargeOnce charge = Once("order-1", card);
    charge.order.amount = Won(won);
    charge.order.card_quota = card_quota;
    return sandbox.Run(charge);
  }
  Result<Payment> ChargeAndKeep(std::string_view card) {
    commands::ChargeOnce charge = Once("order-1", card);
    charge.customer_uid = CustomerUid("kim");
    return sandbox.Run(charge);
  }
  Result<Payment> IssueAndCharge(std::string_view card, std::int64_t won, int card_quota) {
    const Result<BillingKey> key = sandbox.Run(Issue("kim", card));
    if (!key.ok()) return key.error();
    commands::ChargeKey again = Again("kim", "order-1");
    again.order.amount = Won(won);
    again.order.card_quota = card_quota;
    return sandbox.Run(again);
  }
  Result<Payment> ChargeAndCancel(std::optional<Money> amount) {
    const Result<Payment> paid = Charge(kGoodCard, 11'000, 0);
    if (!paid.ok()) return paid;
    commands::CancelPayment cancel = Cancel(paid.value().imp_uid);
    cancel.request.amount = amount;
    return sandbox.Run(cancel);
  }
  Result<Payment> Account(bool with_all, bool unlimited) {
    commands::IssueVbank issue;
    VbankRequest& request = issue.request;
    request.order = OrderOf("order-1", 11'000);
    request.bank_code = "004";
    request.due = Start() + std::chrono::hours{24};
    request.fixed_unlimited = unlimited;
    if (with_all) {
      request.order.buyer.name = "kim";
      request.order.buyer.email = "kim@example.com";
      request.holder = "portone";
      request.names_api_key = true;
    }
    return sandbox.Run(issue);
  }
  Result<Payment> ChangeAccount() {
    const Result<Payment> issued = Account(true, false);
    if (!issued.ok()) return issued;
    return sandbox.Run(commands::ChangeVbank{issued.value().imp_uid, {Won(5'000), std::nullopt}});
  }
  Result<Payment> RevokeAccount() {
    const Result<Payment> issued = Account(true, false);
    if (!issued.ok()) return issued;
    return sandbox.Run(commands::RevokeVbank{issued.value().imp_uid, true});
  }
  std::string Scheduled(std::string_view card, std::int64_t won) {
    commands::RegisterSchedules schedules = ScheduleInAnHour("kim", "order-1");
    schedules.card = CardOf(card);
    schedules.entries.front().order.amount = Won(won);
    const auto registered = sandbox.Run(schedules);
    if (!registered.ok()) return "refused: " + registered.error().message;
    sandbox.AdvanceBy(std::chrono::hours{1});
    return Told(Result<Payment>(sandbox.Find("order-1")));
  }
};

struct Operation {
  std::string_view name;
  std::function<std::string(Bench&)> run;
};

std::vector<Operation> Operations() {
  return {
      {"issue key", [](Bench& b) { return Told(b.sandbox.Run(Issue("kim"))); }},
      {"issue key; unknown bin",
       [](Bench& b) { return Told(b.sandbox.Run(Issue("kim", kUnknownBinCard))); }},
      {"issue key; wrong number",
       [](Bench& b) { return Told(b.sandbox.Run(Issue("kim", kWrongNumberCard))); }},
      {"issue key; wrong expiry",
       [](Bench& b) {
         commands::IssueKey issue = Issue("kim");
         issue.card.expiry = "30/12";
         return Told(b.sandbox.Run(issue));
       }},
      {"issue key; declining card",
       [](Bench& b) { return Told(b.sandbox.Run(Issue("kim", kDecliningCard))); }},
      {"onetime", [](Bench& b) { return Told(b.Charge(kGoodCard, 10'000, 0)); }},
      {"onetime; 999 won", [](Bench& b) { return Told(b.Charge(kGoodCard, 999, 0)); }},
      {"onetime; 1,000 won", [](Bench& b) { return Told(b.Charge(kGoodCard, 1'000, 0)); }},
      {"onetime; 2 months of 49,999 won",
       [](Bench& b) { return Told(b.Charge(kGoodCard, 49'999, 2)); }},
      {"onetime; 2 months of 50,000 won",
       [](Bench& b) { return Told(b.Charge(kGoodCard, 50'000, 2)); }},
      {"onetime; unknown bin", [](Bench& b) { return Told(b.Charge(kUnknownBinCard, 10'000, 0)); }},
      {"onetime; wrong number",
       [](Bench& b) { return Told(b.Charge(kWrongNumberCard, 10'000, 0)); }},
      {"onetime; declining card",
       [](Bench& b) { return Told(b.Charge(kDecliningCard, 10'000, 0)); }},
      {"onetime and key", [](Bench& b) { return Told(b.ChargeAndKeep(kGoodCard)); }},
      {"onetime and key; unknown bin",
       [](Bench& b) { return Told(b.ChargeAndKeep(kUnknownBinCard)); }},
      {"again", [](Bench& b) { return Told(b.IssueAndCharge(kGoodCard, 10'000, 0)); }},
      {"again; 999 won", [](Bench& b) { return Told(b.IssueAndCharge(kGoodCard, 999, 0)); }},
      {"again; 2 months of 49,999 won",
       [](Bench& b) { return Told(b.IssueAndCharge(kGoodCard, 49'999, 2)); }},
      {"again; declining card",
       [](Bench& b) { return Told(b.IssueAndCharge(kDecliningCard, 10'000, 0)); }},
      {"schedule with a card", [](Bench& b) { return b.Scheduled(kGoodCard, 10'000); }},
      {"schedule with a card; wrong number",
       [](Bench& b) { return b.Scheduled(kWrongNumberCard, 10'000); }},
      {"schedule with a card; declining card",
       [](Bench& b) { return b.Scheduled(kDecliningCard, 10'000); }},
      {"schedule with a card; 999 won", [](Bench& b) { return b.Scheduled(kGoodCard, 999); }},
      {"cancel", [](Bench& b) { return Told(b.ChargeAndCancel(std::nullopt)); }},
      {"cancel; a part", [](Bench& b) { return Told(b.ChargeAndCancel(Won(1'000))); }},
      {"virtual account", [](Bench& b) { return Told(b.Account(true, false)); }},
      {"virtual account; nothing but what all need",
       [](Bench& b) { return Told(b.Account(false, false)); }},
      {"virtual account; unlimited", [](Bench& b) { return Told(b.Account(true, true)); }},
      {"virtual account; changed", [](Bench& b) { return Told(b.ChangeAccount()); }},
      {"virtual account; revoked", [](Bench& b) { return Told(b.RevokeAccount()); }},
      {"transaction id",
       [](Bench& b) {
         const Result<Payment> paid = b.Charge(kGoodCard, 10'000, 0);
         return paid.ok() ? paid.value().pg_tid.value_or("none") : Told(paid);
       }},
      {"receipt",
       [](Bench& b) {
         const Result<Payment> paid = b.Charge(kGoodCard, 10'000, 0);
         if (!paid.ok()) return Told(paid);
         return gateways::Of(paid.value().pg).receipt_query(paid.value()).value_or("none");
       }},
  };
}

engine::Setup OnlyAt(const GatewayRules& rules,
                     const std::map<std::string, std::string>& settings) {
  engine::Setup setup = StandardSetup();
  const std::string code(rules.code);
  setup.merchant.channels = {{ChannelKey("channel-key-" + code), PgCode(code),
                              std::string(rules.default_pg_id), settings}};
  return setup;
}

std::string Column(const GatewayRules& rules, const std::map<std::string, std::string>& settings) {
  std::string text;
  for (const Operation& operation : Operations()) {
    Bench bench(rules, OnlyAt(rules, settings));
    text += "  " + std::string(operation.name) + ": " + operation.run(bench) + "\n";
  }
  return text;
}

/// What a setting changes: only the lines that differ from the default's.
std::string LinesThatDiffer(const std::string& text, const std::string& usual) {
  std::string different;
  std::istringstream lines(text);
  std::istringstream usual_lines(usual);
  std::string line;
  std::string usual_line;
  while (std::getline(lines, line) && std::getline(usual_lines, usual_line)) {
    if (line != usual_line) different += line + "\n";
  }
  return different;
}

/// The values to try of a setting: those it allows, or none at all where it allows any text.
std::vector<std::string> ValuesToTry(const SettingRule& rule) {
  if (rule.allowed.empty()) return {""};
  return {rule.allowed.begin(), rule.allowed.end()};
}

TEST_CASE("conformance: the same operations at every gateway give the golden answers",
          "[gateway][golden]") {
  std::string text = "# The same operations at every gateway, and what each setting changes.\n";
  for (const GatewayRules* rules : All()) {
    const std::string usual = Column(*rules, {});
    text += "\n" + std::string(rules->code) + "\n" + usual;
    for (const SettingRule& rule : rules->settings) {
      for (const std::string& value : ValuesToTry(rule)) {
        if (value == rule.default_value) continue;
        text += "\n" + std::string(rules->code) + " with " + std::string(rule.name) + "=\"" +
                value + "\"\n" +
                LinesThatDiffer(Column(*rules, {{std::string(rule.name), value}}), usual);
      }
    }
  }
  const std::string difference = DifferenceFromGolden("gateways.txt", text);
  INFO(difference);
  CHECK(difference.empty());
}

}  // namespace
}  // namespace portone::gateways
