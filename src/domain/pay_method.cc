// SPDX-License-Identifier: MIT
#include "domain/pay_method.h"

#include <algorithm>
#include <array>

namespace portone {
namespace {

constexpr std::array<std::string_view, 43> kTexts{
    "card",          "vbank",         "trans",         "phone",          "point",
    "applepay",      "naverpay",      "naverpay_card", "naverpay_point", "samsungpay",
    "samsung",       "kpay",          "kakaopay",      "payco",          "lpay",
    "ssgpay",        "ssgpay_bank",   "skpay",         "tosspay",        "tosspay_card",
    "tosspay_money", "toss_brandpay", "pinpay",        "cultureland",    "smartculture",
    "culturegift",   "booknlife",     "happymoney",    "paypal",         "alipay",
    "alipay_plus",   "unionpay",      "tenpay",        "wechat",         "molpay",
    "econtext",      "cvs",           "paypay",        "amazonpay",      "rakutenpay",
    "merpay",        "aupay",         "dbarai",
};
static_assert(kTexts.size() == static_cast<std::size_t>(PayMethod::kDbarai) + 1);

}  // namespace

std::string_view PayMethodText(PayMethod method) {
  return kTexts.at(static_cast<std::size_t>(method));
}

std::optional<PayMethod> FindPayMethod(std::string_view text) {
  const auto* const found = std::find(kTexts.begin(), kTexts.end(), text);
  if (found == kTexts.end()) return std::nullopt;
  return static_cast<PayMethod>(found - kTexts.begin());
}

}  // namespace portone
