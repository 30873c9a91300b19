// SPDX-License-Identifier: MIT
// Payletter for buyers abroad: what became of a payment is said by webhook alone. Evidence:
// docs/fidelity.md#other-gateways
#include <algorithm>
#include <array>

#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kPayletterGlobal;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"buyer_email", {Occasion::kWindow}},
}};

constexpr std::array<Currency, 4> kCurrencies{Currency::kKrw, Currency::kUsd, Currency::kJpy,
                                              Currency::kCny};

constexpr std::array<SettingRule, 1> kSettings{{
    {"pending_s", "10", {}, SettingKind::kSeconds},
}};

constexpr std::string_view kMeansName = "bypass.payletter_global.pginfo";
constexpr std::string_view kServiceName = "bypass.payletter_global.servicename";

/// A means of payment, the currencies it takes, and whether the service has to be named.
struct Means {
  std::string_view pginfo;
  std::array<Currency, 3> currencies;
  bool names_service;
};

constexpr std::array<Currency, 3> kCards{Currency::kKrw, Currency::kUsd, Currency::kJpy};
constexpr std::array<Currency, 3> kWechat{Currency::kKrw, Currency::kUsd, Currency::kCny};

constexpr std::array<Means, 6> kMeans{{
    {"PLCreditCard", kCards, false},
    {"PLCreditCardMpi", kCards, false},
    {"PLUnionPay_HC", kCards, false},
    {"WeChatPayQRCodePayment", kWechat, true},
    {"WeChatPayH5Payment", kWechat, true},
    {"ICBAlipay", {Currency::kUsd, Currency::kCny, Currency::kCny}, true},
}};

/// A window that names no means takes a card.
const Means* MeansOf(const GatewayAsk& ask) {
  const std::string_view pginfo = ask.order.extra.Text(kMeansName);
  if (pginfo.empty()) return &kMeans.front();
  const auto* const found = std::find_if(
      kMeans.begin(), kMeans.end(), [&](const Means& means) { return means.pginfo == pginfo; });
  return found == kMeans.end() ? nullptr : found;
}

std::optional<GatewayFault> CheckMeans(const GatewayAsk& ask) {
  if (ask.occasion != Occasion::kWindow) return std::nullopt;
  const Means* means = MeansOf(ask);
  if (means == nullptr) return Wrong(kMeansName, "지원되지 않는 결제수단입니다");
  const auto& taken = means->currencies;
  if (std::find(taken.begin(), taken.end(), ask.order.amount.currency) == taken.end()) {
    return Wrong("currency", "결제수단이 지원하지 않는 통화입니다");
  }
  if (ask.customer_uid != nullptr && means->names_service) {
    return Wrong("customer_uid", "카드만 빌링키를 발급할 수 있습니다");
  }
  return means->names_service ? IfMissing(ask, kServiceName) : std::nullopt;
}

std::optional<Wait> UntilTold(const GatewayAsk& ask) {
  if (ask.occasion != Occasion::kWindow) return std::nullopt;
  return Wait{
      SecondsSetting(kPayletterGlobal, ask.channel, "pending_s"), PaymentStatus::kReady, {}, true};
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kPayletterGlobal{
    .code = "payletter_global",
    .name = "페이레터 (해외)",
    .default_pg_id = "payletterglobaltest",
    .rest = {.again = true},
    .window = {.pays = true, .issue = WindowIssue::kAlwaysPays},
    .required = kRequired,
    .currencies = kCurrencies,
    .order_numbers = {.alphanumeric = true},
    .settings = kSettings,
    .check_order = CheckMeans,
    .wait = UntilTold,
};

}  // namespace portone::gateways
