// SPDX-License-Identifier: MIT
// What payments look like at a gateway, as data: the formats of its transaction numbers, receipts,
// masked card numbers, approval numbers and card companies. domain/payment_fields.h derives the
// fields of a payment from it. Names no gateway.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/enum_set.h"
#include "domain/pay_method.h"
#include "domain/standard_code.h"

namespace portone {

/// What is paid by card, or out of a wallet: its numbers and links are those of cards.
inline constexpr PayMethods kCardOrWallet{PayMethod::kCard, PayMethod::kPoint};

/// The way in which a payment came about.
enum class PaymentOrigin : std::uint8_t {
  kWindow,     ///< the payment window
  kWindowKey,  ///< the payment window, storing a key
  kOnetime,    ///< the API, with a card or for a virtual account
  kKeyCharge,  ///< a stored key, by the API or a schedule
};

using PaymentOrigins = EnumSet<PaymentOrigin>;

/// The payments to which a row of a gateway's data applies. An empty member restricts nothing.
struct PaymentCase {
  PayMethods methods{};
  PaymentOrigins origins{};
  std::optional<bool> on_mobile{};
};

/// The transaction numbers of some payments, as a pattern of domain/number_pattern.h.
struct TransactionNumberPattern {
  PaymentCase payments{};
  std::string_view pattern;
};

/// The receipt links of some payments: the whole URL as a pattern. Empty: such payments have no
/// receipt and show "".
struct ReceiptUrlPattern {
  PaymentCase payments{};
  std::string_view url;
  /// The URL in the page's callback; empty: the same.
  std::string_view callback_url{};
};

/// Which digits of a card number are hidden, from the one at `from` to the one before `to`.
struct CardMask {
  std::size_t from = 6;
  std::size_t to = 12;
  char character = '*';
  bool hides_last = false;
};

/// What approval numbers look like.
enum class ApprovalNumberFormat : std::uint8_t {
  kDigits,  ///< eight digits
  kZeros,   ///< "00000000", as on test merchant ids
};

/// The virtual accounts of one bank; an empty bank code applies to all others.
struct AccountFormat {
  std::string_view bank_code{};
  std::string_view bank_name{};             ///< empty: the name in the list of banks
  std::string_view number = "{digits:14}";  ///< a pattern
};

/// How a window issues virtual accounts.
// FIDELITY: vbank-forms
struct VbankFormat {
  int days =
      30;  ///< without vbank_due, an account is due at the end of the day this many days later
  bool ends_with_day = false;  ///< the time of day in vbank_due is ignored
  std::string_view holder{};   ///< empty: the buyer's name
  std::span<const AccountFormat> accounts{};
};

/// Whether a merchant id stores keys; unlisted ones can do whatever the gateway can.
struct KnownMerchantId {
  std::string_view pg_id;
  bool stores_keys = true;
};

/// What payments look like at a gateway. Without rows, a number or link has a neutral format, which
/// shows that it is the emulator's.
// FIDELITY: payment-forms
struct PaymentFormat {
  std::span<const TransactionNumberPattern> transaction_numbers{};  ///< the first that fits
  std::span<const ReceiptUrlPattern> receipt_urls{};                ///< the first that fits
  bool has_receipt_url = true;  ///< false: no payment has one, not even a neutral one
  bool empty_receipt_url_before_paying = false;  ///< a card payment that is ready shows ""
  CardMask mask{};
  ApprovalNumberFormat approval_numbers = ApprovalNumberFormat::kDigits;
  bool empty_money_approval_number = false;  ///< money has the approval number "", not null
  bool names_issuer = false;                 ///< card_issuer_* and card_publisher_* are filled
  bool keys_show_type = true;                ///< card_type of stored keys
  bool key_charges_show_type = true;         ///< card_type of payments that store or use a key
  bool keys_show_number = true;              ///< card_number of stored keys
  std::string_view
      money_callback_card_number{};   ///< card_number in the callback of a payment with money
  bool key_windows_show_card = true;  ///< card number and approval of windows that store a key
  VbankFormat vbank{};
  std::span<const StandardCode> companies{};  ///< names of card companies that differ
};

}  // namespace portone
