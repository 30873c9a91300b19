// SPDX-License-Identifier: MIT
// Eximbay, for buyers abroad: eleven currencies, US dollars by default. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "domain/payment.h"
#include "gateways/registry.h"

namespace portone::gateways::eximbay {

extern const GatewayRules kRules;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"buyer_tel", {Operation::kWindow}},
}};

constexpr std::array<Currency, 11> kCurrencies{
    Currency::kUsd, Currency::kKrw, Currency::kEur, Currency::kGbp, Currency::kJpy, Currency::kThb,
    Currency::kSgd, Currency::kRub, Currency::kHkd, Currency::kCad, Currency::kAud};

constexpr std::array<SettingRule, 1> kSettings{{
    {"econtext_s", "600", {}, SettingKind::kSeconds},
}};

/// The buyer pays at a convenience store later.
std::optional<DeferredResult> DeferUntilStorePayment(const GatewayRequest& request) {
  if (request.method != PayMethod::kEcontext) return std::nullopt;
  return DeferredResult{
      GetSecondsSetting(kRules, request.channel, "econtext_s"), PaymentStatus::kReady, {}, true};
}

// FIDELITY: payment-forms
constexpr std::array<TransactionNumberPattern, 1> kTransactionNumbers{{
    {.pattern = "{mid}W{digits:13}"},
}};

constexpr std::array<KnownMerchantId, 1> kMerchantIds{{
    {"1849705C64"},
}};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kRules{
    .code = "eximbay",
    .name = "엑심베이",
    .color = "#0b5ed7",
    .default_pg_id = "1849705C64",
    .merchant_ids = kMerchantIds,
    .window = {.charges = true,
               .methods = {PayMethod::kCard, PayMethod::kAlipay, PayMethod::kUnionpay,
                           PayMethod::kTenpay, PayMethod::kEcontext, PayMethod::kWechat,
                           PayMethod::kMolpay},
               .popup_parameter = "popup",
               .popup_by_default = true},
    .format = {.transaction_numbers = kTransactionNumbers},
    .required = kRequired,
    .currencies = kCurrencies,
    .settings = kSettings,
    .deferred_result = DeferUntilStorePayment,
};

}  // namespace portone::gateways::eximbay
