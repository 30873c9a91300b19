// SPDX-License-Identifier: MIT
// PayPal Express Checkout: payment window only, by redirect, in any currency but won. Evidence:
// docs/gateways/others.md#other-gateways
#include <array>

#include "gateways/registry.h"

namespace portone::gateways {

extern const GatewayRules kPaypal;

namespace {

constexpr std::array<Requirement, 1> kRequired{{
    {"m_redirect_url", {Operation::kWindow}},
}};

constexpr std::array<Currency, 10> kCurrencies{
    Currency::kUsd, Currency::kEur, Currency::kJpy, Currency::kGbp, Currency::kThb,
    Currency::kSgd, Currency::kTwd, Currency::kHkd, Currency::kCad, Currency::kAud};

}  // namespace

// FIDELITY: other-gateways
const GatewayRules kPaypal{
    .code = "paypal",
    .name = "페이팔 (Express Checkout)",
    .color = "#003087",
    .default_pg_id = "paypaltest",
    .window = {.charges = true,
               .methods = {PayMethod::kCard},
               .always_redirects = true,
               .popup_parameter = "popup"},
    .payment_means = {.shows_cards = false},
    .required = kRequired,
    .currencies = kCurrencies,
};

}  // namespace portone::gateways
