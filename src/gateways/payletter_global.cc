// SPDX-License-Identifier: MIT
// Payletter for buyers abroad: the result of a payment arrives by webhook only. Evidence:
// docs/gateways/others.md#other-gateways
#include <algorithm>
#include <array>

#include "domain/order.h"
#include "domain/payment.h"
#include "gateways/checks.h"
#include "gateways/registry.h"

namespace portone::gateways::payletter_global {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"buyer_email", {Operation::kWindow}},
}};

constexpr std::array<Currency, 4> kCurrencies{Currency::kKrw, Currency::kUsd, Currency::kJpy,
                                              Currency::kCny};

constexpr std::array<SettingRule, 1> kSettings{{
    {"pending_s", "10", {}, SettingKind::kSeconds},
}};

constexpr std::string_view kPaymentOptionParameter = "bypass.payletter_global.pginfo";
constexpr std::string_view kServiceParameter = "bypass.payletter_global.servicename";

/// A payment option, its currencies, and whether it requires the service name.
struct PaymentOption {
  std::string_view pginfo;
  std::array<Currency, 3> currencies;
  bool needs_service;
};

constexpr std::array<Currency, 3> kCardCurrencies{Currency::kKrw, Currency::kUsd, Currency::kJpy};
constexpr std::array<Currency, 3> kWechatCurrencies{Currency::kKrw, Currency::kUsd, Currency::kCny};

constexpr std::array<PaymentOption, 6> kPaymentOptions{{
    {"PLCreditCard", kCardCurrencies, false},
    {"PLCreditCardMpi", kCardCurrencies, false},
    {"PLUnionPay_HC", kCardCurrencies, false},
    {"WeChatPayQRCodePayment", kWechatCurrencies, true},
    {"WeChatPayH5Payment", kWechatCurrencies, true},
    {"ICBAlipay", {Currency::kUsd, Currency::kCny, Currency::kCny}, true},
}};

/// Defaults to a card; null for an unknown option.
const PaymentOption* FindPaymentOption(const GatewayRequest& request) {
  const std::string_view pginfo = request.order.extra.Text(kPaymentOptionParameter);
  if (pginfo.empty()) return &kPaymentOptions.front();
  const auto* const found =
      std::find_if(kPaymentOptions.begin(), kPaymentOptions.end(),
                   [&](const PaymentOption& option) { return option.pginfo == pginfo; });
  return found == kPaymentOptions.end() ? nullptr : found;
}

std::optional<GatewayError> CheckPaymentOption(const GatewayRequest& request) {
  if (request.operation != Operation::kWindow) return std::nullopt;
  const PaymentOption* option = FindPaymentOption(request);
  if (option == nullptr)
    return MakeInvalidParameterError(kPaymentOptionParameter, "지원되지 않는 결제수단입니다");
  const auto& accepted = option->currencies;
  if (std::find(accepted.begin(), accepted.end(), request.order.amount.currency) ==
      accepted.end()) {
    return MakeInvalidParameterError("currency", "결제수단이 지원하지 않는 통화입니다");
  }
  if (request.customer_uid != nullptr && option->needs_service) {
    return MakeInvalidParameterError("customer_uid", "카드만 빌링키를 발급할 수 있습니다");
  }
  return option->needs_service ? CheckPresent(request, kServiceParameter) : std::nullopt;
}

std::optional<DeferredResult> DeferUntilWebhook(const GatewayRequest& request) {
  if (request.operation != Operation::kWindow) return std::nullopt;
  return DeferredResult{
      GetSecondsSetting(kRules, request.channel, "pending_s"), PaymentStatus::kReady, {}, true};
}

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "payletter_global",
    .name = "페이레터 (해외)",
    .default_pg_id = "payletterglobaltest",
    .rest = {.charges_stored_keys = true},
    .window = {.charges = true, .key_issuance = KeyIssuance::kAlwaysCharges},
    .required = kRequired,
    .currencies = kCurrencies,
    .order_numbers = {.alphanumeric = true},
    .settings = kSettings,
    .check_order = CheckPaymentOption,
    .deferred_result = DeferUntilWebhook,
};

}  // namespace portone::gateways::payletter_global
