// SPDX-License-Identifier: MIT
#include "gateways/registry.h"

#include <algorithm>
#include <array>

#include "base/invariant.h"

namespace portone::gateways {

extern const GatewayRules kAlipay;
extern const GatewayRules kBluewalnut;
extern const GatewayRules kChai;
extern const GatewayRules kDanal;
extern const GatewayRules kDanalTpay;
extern const GatewayRules kDaou;
extern const GatewayRules kEximbay;
extern const GatewayRules kGalaxia;
extern const GatewayRules kHtml5Inicis;
extern const GatewayRules kInicis;
extern const GatewayRules kInicisJp;
extern const GatewayRules kInicisUnified;
extern const GatewayRules kJtnet;
extern const GatewayRules kKakao;
extern const GatewayRules kKakaopay;
extern const GatewayRules kKcp;
extern const GatewayRules kKcpBilling;
extern const GatewayRules kKcpQuick;
extern const GatewayRules kKcpV2;
extern const GatewayRules kKicc;
extern const GatewayRules kKiccV2;
extern const GatewayRules kKsnet;
extern const GatewayRules kMobilians;
extern const GatewayRules kMobiliansV2;
extern const GatewayRules kNaverco;
extern const GatewayRules kNaverpay;
extern const GatewayRules kNice;
extern const GatewayRules kNiceV2;
extern const GatewayRules kPayco;
extern const GatewayRules kPayletterGlobal;
extern const GatewayRules kPaymentwall;
extern const GatewayRules kPaypal;
extern const GatewayRules kPaypalV2;
extern const GatewayRules kSettle;
extern const GatewayRules kSettleAcc;
extern const GatewayRules kSettleFirm;
extern const GatewayRules kSmartro;
extern const GatewayRules kSmartroV2;
extern const GatewayRules kSmilepay;
extern const GatewayRules kTossBrandpay;
extern const GatewayRules kTosspay;
extern const GatewayRules kTosspayV2;
extern const GatewayRules kTosspayments;
extern const GatewayRules kUplus;
extern const GatewayRules kWelcome;

namespace {

// Sorted by code, as Find requires.
// clang-format off
constexpr auto kAll = std::to_array<const GatewayRules*>({
    &kAlipay,
    &kBluewalnut,
    &kChai,
    &kDanal,
    &kDanalTpay,
    &kDaou,
    &kEximbay,
    &kGalaxia,
    &kHtml5Inicis,
    &kInicis,
    &kInicisJp,
    &kInicisUnified,
    &kJtnet,
    &kKakao,
    &kKakaopay,
    &kKcp,
    &kKcpBilling,
    &kKcpQuick,
    &kKcpV2,
    &kKicc,
    &kKiccV2,
    &kKsnet,
    &kMobilians,
    &kMobiliansV2,
    &kNaverco,
    &kNaverpay,
    &kNice,
    &kNiceV2,
    &kPayco,
    &kPayletterGlobal,
    &kPaymentwall,
    &kPaypal,
    &kPaypalV2,
    &kSettle,
    &kSettleAcc,
    &kSettleFirm,
    &kSmartro,
    &kSmartroV2,
    &kSmilepay,
    &kTossBrandpay,
    &kTosspay,
    &kTosspayV2,
    &kTosspayments,
    &kUplus,
    &kWelcome,
});
// clang-format on

}  // namespace

std::span<const GatewayRules* const> All() {
  return kAll;
}

const GatewayRules* Find(std::string_view code) {
  const auto found = std::lower_bound(
      kAll.begin(), kAll.end(), code,
      [](const GatewayRules* rules, std::string_view wanted) { return rules->code < wanted; });
  return found != kAll.end() && (*found)->code == code ? *found : nullptr;
}

const GatewayRules& Get(const PgCode& pg) {
  const GatewayRules* rules = Find(pg.text);
  PORTONE_INVARIANT(rules != nullptr, "a channel names a gateway that does not exist");
  return *rules;
}

std::string_view FindGatewayNameWith(bool OptionalOperations::*operation) {
  for (const GatewayRules* rules : kAll) {
    if (rules->optional_operations.*operation) return rules->name;
  }
  return "";
}

}  // namespace portone::gateways
