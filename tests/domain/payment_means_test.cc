// SPDX-License-Identifier: MIT
#include <tuple>

#include "domain/decide_payment_means.h"
#include "domain/errors.h"
#include "domain/gateway_rules.h"
#include "support/catch.h"
#include "support/test_sandbox.h"

namespace portone {
namespace {

using testing::GetErrc;
using testing::GetValue;

GatewayRules MakeWalletGateway() {
  GatewayRules rules;
  rules.payment_means = {.default_source = FundingSource::kMoney, .is_wallet = true};
  return rules;
}

/// A gateway with two wallets in its window.
GatewayRules MakeGatewayWithWallets() {
  GatewayRules rules;
  rules.window.wallets = {PayMethod::kKakaopay, PayMethod::kNaverpayPoint};
  return rules;
}

std::string Describe(const PaymentMeans& means) {
  return std::string(Name(means.method)) +
         (means.funding_source ? " " + std::string(Name(*means.funding_source)) : "") +
         (means.wallet ? " in " + std::string(Name(*means.wallet)) : "") +
         (means.has_card_fields ? " with a card" : "");
}

TEST_CASE(
    "payment means: what the buyer chooses comes first, then a card, then the gateway's default",
    "[domain][means]") {
  const GatewayRules wallet = MakeWalletGateway();
  PaymentMeansRequest request;
  CHECK(Describe(GetValue(DecidePaymentMeans(wallet, request))) == "point money");
  request.names_card = true;
  CHECK(Describe(GetValue(DecidePaymentMeans(wallet, request))) == "card card with a card");
  request.pays_with = FundingSource::kPoints;
  CHECK(Describe(GetValue(DecidePaymentMeans(wallet, request))) == "point points");
}

TEST_CASE("payment means: a wallet in a window is named, and its part decides what is spent",
          "[domain][means]") {
  const auto [method, pays_with, expected] =
      GENERATE(table<PayMethod, std::optional<FundingSource>, std::string>({
          {PayMethod::kCard, std::nullopt, "card card with a card"},
          {PayMethod::kCard, FundingSource::kMoney, "point money"},
          {PayMethod::kKakaopay, std::nullopt, "card card in kakaopay with a card"},
          {PayMethod::kKakaopay, FundingSource::kMoney, "point money in kakaopay"},
          {PayMethod::kNaverpayPoint, std::nullopt, "point points in naverpay"},
          {PayMethod::kTrans, std::nullopt, "trans"},
          {PayMethod::kVbank, FundingSource::kCard, "vbank"},
          {PayMethod::kCultureland, std::nullopt, "cultureland"},
      }));
  PaymentMeansRequest request{method, pays_with};
  CHECK(Describe(GetValue(DecidePaymentMeans(MakeGatewayWithWallets(), request))) == expected);
}

TEST_CASE("payment means: money or points of a method without a wallet are refused by name",
          "[domain][means]") {
  const PayMethod method =
      GENERATE(PayMethod::kTrans, PayMethod::kVbank, PayMethod::kPhone, PayMethod::kCultureland);
  const FundingSource pays_with = GENERATE(FundingSource::kMoney, FundingSource::kPoints);
  const auto refused = DecidePaymentMeans(MakeGatewayWithWallets(), {method, pays_with});
  REQUIRE(GetErrc(refused) == Errc::kPaymentMeansUnsupported);
  CHECK_THAT(refused.error().message, Catch::StartsWith("pays_with: "));
}

TEST_CASE("payment means: an account behind a wallet stays an account", "[domain][means]") {
  CHECK(Describe(GetValue(DecidePaymentMeans(MakeWalletGateway(), {PayMethod::kTrans}))) ==
        "trans");
}

TEST_CASE("payment means: a gateway can show no cards and record all under its own name",
          "[domain][means]") {
  GatewayRules rules = MakeWalletGateway();
  rules.payment_means = {.is_wallet = true,
                         .has_card_fields = false,
                         .card_method = PayMethod::kPaypal,
                         .money_method = PayMethod::kPaypal};
  CHECK(Describe(GetValue(DecidePaymentMeans(rules, {PayMethod::kPaypal}))) == "paypal card");
  CHECK(Describe(GetKeyPaymentMeans(rules, FundingSource::kMoney)) == "paypal money");
}

TEST_CASE("payment means: a key is charged with what it was issued for", "[domain][means]") {
  const FundingSource pays_with = GENERATE(FundingSource::kCard, FundingSource::kMoney,
                                           FundingSource::kPoints, FundingSource::kPhoneBill);
  CHECK(GetKeyFundingSource(GetKeyPaymentMeans(MakeWalletGateway(), pays_with)) == pays_with);
  CHECK(Describe(GetKeyPaymentMeans(MakeGatewayWithWallets(), FundingSource::kPhoneBill)) ==
        "phone");
}

}  // namespace
}  // namespace portone
