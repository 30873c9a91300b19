// SPDX-License-Identifier: MIT
#include "domain/payment_means.h"

#include <tuple>

#include "domain/errors.h"
#include "domain/gateway_rules.h"
#include "support/catch.h"
#include "support/world_builder.h"

namespace portone {
namespace {

using testing::OutcomeOf;
using testing::ValueOf;

GatewayRules Wallet() {
  GatewayRules rules;
  rules.means = {.habit = PaysWith::kMoney, .is_wallet = true};
  return rules;
}

/// A gateway with two wallets in its window.
GatewayRules Window() {
  GatewayRules rules;
  rules.window.easy_pays = {PayMethod::kKakaopay, PayMethod::kNaverpayPoint};
  return rules;
}

std::string Describe(const PaymentMeans& means) {
  return std::string(Name(means.method)) +
         (means.spends ? " " + std::string(Name(*means.spends)) : "") +
         (means.wallet ? " in " + std::string(Name(*means.wallet)) : "") +
         (means.shows_card ? " with a card" : "");
}

TEST_CASE("means: what the buyer chooses comes first, then a card, then the gateway's habit",
          "[domain][means]") {
  const GatewayRules wallet = Wallet();
  MeansRequest request;
  CHECK(Describe(ValueOf(DecideMeans(wallet, request))) == "point money");
  request.names_card = true;
  CHECK(Describe(ValueOf(DecideMeans(wallet, request))) == "card card with a card");
  request.pays_with = PaysWith::kPoints;
  CHECK(Describe(ValueOf(DecideMeans(wallet, request))) == "point points");
}

TEST_CASE("means: a wallet in a window is named, and its part decides what is spent",
          "[domain][means]") {
  const auto [method, pays_with, expected] =
      GENERATE(table<PayMethod, std::optional<PaysWith>, std::string>({
          {PayMethod::kCard, std::nullopt, "card card with a card"},
          {PayMethod::kCard, PaysWith::kMoney, "point money"},
          {PayMethod::kKakaopay, std::nullopt, "card card in kakaopay with a card"},
          {PayMethod::kKakaopay, PaysWith::kMoney, "point money in kakaopay"},
          {PayMethod::kNaverpayPoint, std::nullopt, "point points in naverpay"},
          {PayMethod::kTrans, std::nullopt, "trans"},
          {PayMethod::kVbank, PaysWith::kCard, "vbank"},
          {PayMethod::kCultureland, std::nullopt, "cultureland"},
      }));
  MeansRequest request{method, pays_with};
  CHECK(Describe(ValueOf(DecideMeans(Window(), request))) == expected);
}

TEST_CASE("means: money or points of a method without a wallet are refused by name",
          "[domain][means]") {
  const PayMethod method =
      GENERATE(PayMethod::kTrans, PayMethod::kVbank, PayMethod::kPhone, PayMethod::kCultureland);
  const PaysWith pays_with = GENERATE(PaysWith::kMoney, PaysWith::kPoints);
  const auto refused = DecideMeans(Window(), {method, pays_with});
  REQUIRE(OutcomeOf(refused) == Errc::kMeansUnsupported);
  CHECK_THAT(refused.error().message, Catch::StartsWith("pays_with: "));
}

TEST_CASE("means: an account behind a wallet stays an account", "[domain][means]") {
  CHECK(Describe(ValueOf(DecideMeans(Wallet(), {PayMethod::kTrans}))) == "trans");
}

TEST_CASE("means: a gateway can show no cards and record all under its own name",
          "[domain][means]") {
  GatewayRules rules = Wallet();
  rules.means = {.is_wallet = true,
                 .shows_cards = false,
                 .card = PayMethod::kPaypal,
                 .money = PayMethod::kPaypal};
  CHECK(Describe(ValueOf(DecideMeans(rules, {PayMethod::kPaypal}))) == "paypal card");
  CHECK(Describe(GetKeyMeans(rules, PaysWith::kMoney)) == "paypal money");
}

TEST_CASE("means: a key is charged with what it was issued for", "[domain][means]") {
  const PaysWith pays_with =
      GENERATE(PaysWith::kCard, PaysWith::kMoney, PaysWith::kPoints, PaysWith::kPhoneBill);
  CHECK(GetKeySpending(GetKeyMeans(Wallet(), pays_with)) == pays_with);
  CHECK(Describe(GetKeyMeans(Window(), PaysWith::kPhoneBill)) == "phone");
}

}  // namespace
}  // namespace portone
