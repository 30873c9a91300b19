// SPDX-License-Identifier: MIT
// What a buyer pays with: a card, the money or points of a wallet, an account, a phone bill.
// Decided here and nowhere else; domain/payment_form.h derives from it what a payment looks like.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/enum_names.h"
#include "domain/pay_method.h"
#include "domain/result.h"

namespace portone {

struct GatewayRules;

/// What is spent where a card can be, in a window or out of a wallet.
enum class PaysWith : std::uint8_t {
  kCard,
  kMoney,      ///< the balance of a wallet, or the bank account behind it
  kPoints,     ///< the points of a wallet
  kPhoneBill,  ///< a phone bill: of keys only, elsewhere it is a method of its own
};

template <>
struct EnumNames<PaysWith> {
  static constexpr std::array<std::string_view, 4> kNames{"card", "money", "points", "phone_bill"};
};

/// How a gateway's payments are told apart by what they are paid with.
// FIDELITY: payment-means
struct MeansRules {
  /// What its buyers pay with, unless the request says otherwise.
  PaysWith habit = PaysWith::kCard;
  bool is_wallet = false;             ///< the gateway itself is one: it pays out of money or points
  bool shows_cards = true;            ///< false: a payment never has a card, whatever is behind it
  PayMethod card = PayMethod::kCard;  ///< what a payment by card is recorded as
  PayMethod money = PayMethod::kPoint;  ///< what one out of a wallet's money is recorded as
};

/// Who pays with what.
struct PaymentMeans {
  PayMethod method = PayMethod::kCard;  ///< as it is recorded: `pay_method`
  std::optional<PaysWith> spends{};     ///< absent: an account, a phone bill, a voucher
  std::optional<PayMethod> wallet{};    ///< the easy pay inside the gateway's window
  bool shows_card = false;              ///< whether the payment has card fields

  friend bool operator==(const PaymentMeans&, const PaymentMeans&) = default;
};

/// What a request says about it.
struct MeansRequest {
  PayMethod method = PayMethod::kCard;  ///< the method that was asked for
  std::optional<PaysWith>
      pays_with{};          ///< what the buyer chooses; of a key: what it was issued for
  bool names_card = false;  ///< a card was entered, or its company chosen beforehand
};

/// Decides what a payment is paid with. In this order: what the buyer chooses, the part of a wallet
/// that the method names (naverpay_point), a card that is entered, the gateway's habit.
/// Errors: MeansUnsupported (`pays_with`: money or points for a method that has none).
Result<PaymentMeans> DecideMeans(const GatewayRules& rules, const MeansRequest& request);

/// The means of a payment by a stored key.
PaymentMeans GetKeyMeans(const GatewayRules& rules, PaysWith pays_with);

/// What a key is issued for that a payment with these means stores.
PaysWith GetKeySpending(const PaymentMeans& means);

}  // namespace portone
