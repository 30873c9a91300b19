// SPDX-License-Identifier: MIT
// The payment methods.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace portone {

/// In the same order as kPayMethodTexts.
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

inline constexpr std::array<std::string_view, 43> kPayMethodTexts{
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
static_assert(kPayMethodTexts.size() == static_cast<std::size_t>(PayMethod::kDbarai) + 1);

/// The wire value of `pay_method`: "card", "vbank".
std::string_view PayMethodText(PayMethod method);
/// The inverse; nullopt for any other text.
std::optional<PayMethod> FindPayMethod(std::string_view text);

/// A set of payment methods.
class PayMethods {
 public:
  constexpr PayMethods() = default;
  constexpr PayMethods(std::initializer_list<PayMethod> methods) {
    for (const PayMethod method : methods)
      bits_ |= Bit(method);
  }
  constexpr bool Has(PayMethod method) const { return (bits_ & Bit(method)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }

 private:
  static constexpr std::uint64_t Bit(PayMethod method) {
    return std::uint64_t{1} << static_cast<unsigned>(method);
  }

  std::uint64_t bits_ = 0;
};

}  // namespace portone
