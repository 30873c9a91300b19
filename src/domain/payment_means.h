// SPDX-License-Identifier: MIT
// What a buyer pays with: a card, the money or points of a wallet, an account, a phone bill.
// domain/decide_payment_means.h decides it, and domain/payment_fields.h derives from it what a
// payment looks like.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/enum_names.h"
#include "domain/pay_method.h"

namespace portone {

/// The source of the money where there is a choice: in a window, or in a wallet.
enum class FundingSource : std::uint8_t {
  kCard,
  kMoney,      ///< the balance of a wallet, or the bank account behind it
  kPoints,     ///< the points of a wallet
  kPhoneBill,  ///< of keys only: elsewhere a phone bill is a method of its own
};

template <>
struct EnumNames<FundingSource> {
  static constexpr std::array<std::string_view, 4> kNames{"card", "money", "points", "phone_bill"};
};

/// How a gateway records what its payments were paid with.
// FIDELITY: payment-means
struct PaymentMeansRules {
  /// What its buyers pay with, unless the request says otherwise.
  FundingSource default_source = FundingSource::kCard;
  bool is_wallet = false;  ///< the gateway itself is a wallet with money or points
  bool has_card_fields =
      true;  ///< false: payments never have card fields, whatever they were paid with
  PayMethod card_method = PayMethod::kCard;  ///< the recorded method of a payment by card
  PayMethod money_method =
      PayMethod::kPoint;  ///< the recorded method of a payment with a wallet's money
};

/// What a payment is paid with.
struct PaymentMeans {
  PayMethod method = PayMethod::kCard;            ///< as it is recorded: `pay_method`
  std::optional<FundingSource> funding_source{};  ///< absent: an account, a phone bill, a voucher
  std::optional<PayMethod> wallet{};              ///< the one inside the gateway's window
  bool has_card_fields = false;                   ///< whether the payment has card fields

  friend bool operator==(const PaymentMeans&, const PaymentMeans&) = default;
};

}  // namespace portone
