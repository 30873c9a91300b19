// SPDX-License-Identifier: MIT
// The payment methods.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "base/enum_names.h"
#include "base/enum_set.h"

namespace portone {

/// The values of `pay_method`.
enum class PayMethod : std::uint8_t {
  kCard,
  kVbank,
  kTrans,
  kPhone,
  kPoint,
  kApplepay,
  kNaverpay,
  kNaverpayCard,
  kNaverpayPoint,
  kSamsungpay,
  kSamsung,
  kKpay,
  kKakaopay,
  kPayco,
  kLpay,
  kSsgpay,
  kSsgpayBank,
  kSkpay,
  kTosspay,
  kTosspayCard,
  kTosspayMoney,
  kTossBrandpay,
  kPinpay,
  kCultureland,
  kSmartculture,
  kCulturegift,
  kBooknlife,
  kHappymoney,
  kPaypal,
  kAlipay,
  kAlipayPlus,
  kUnionpay,
  kTenpay,
  kWechat,
  kMolpay,
  kEcontext,
  kCvs,
  kPaypay,
  kAmazonpay,
  kRakutenpay,
  kMerpay,
  kAupay,
  kDbarai,
};

template <>
struct EnumNames<PayMethod> {
  static constexpr std::array<std::string_view, 43> kNames{
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
};

/// A set of payment methods.
using PayMethods = EnumSet<PayMethod>;

}  // namespace portone
