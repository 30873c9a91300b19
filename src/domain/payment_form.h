// SPDX-License-Identifier: MIT
// What payments look like at a gateway, as data: the forms of its transaction numbers, receipts,
// masked card numbers, approval numbers and card companies. Every field of a payment that follows
// from what it is paid with is derived here. Knows no gateway by name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/enum_set.h"
#include "base/instant.h"
#include "domain/pay_method.h"
#include "domain/payment_means.h"
#include "domain/standard_code.h"

namespace portone {

enum class Device : std::uint8_t;
enum class CustomerUidUsage : std::uint8_t;
struct Card;
struct GatewayRules;
struct Payment;

/// The way in which a payment came about.
enum class PaymentStep : std::uint8_t {
  kWindow,     ///< the payment window
  kWindowKey,  ///< the payment window, storing a key
  kOnetime,    ///< the API, with a card or for a virtual account
  kKeyCharge,  ///< a stored key, by the API or a schedule
};

using PaymentSteps = EnumSet<PaymentStep>;

/// The step of a payment.
PaymentStep FindStep(const Payment& payment);

/// Which payments a row of a gateway's data is for; what is empty is for all.
struct PaymentCase {
  PayMethods methods{};
  PaymentSteps steps{};
  std::optional<bool> on_mobile{};
};

/// A form of transaction numbers, as a pattern of domain/number_pattern.h.
struct NumberForm {
  PaymentCase of{};
  std::string_view pattern;
};

/// A form of receipt links: the whole URL as a pattern. Empty: such payments have no receipt and
/// show "".
struct ReceiptForm {
  PaymentCase of{};
  std::string_view url;
  /// What the page's callback is given instead; empty: the same.
  std::string_view callback_url{};
};

/// Which digits of a card number are hidden, from the one at `from` to the one before `to`.
struct CardMask {
  std::size_t from = 6;
  std::size_t to = 12;
  char sign = '*';
  bool hides_last = false;
};

/// How approval numbers are given.
enum class ApprovalNumbers : std::uint8_t {
  kDigits,  ///< eight digits
  kZeros,   ///< "00000000", as on test merchant ids
};

/// How a virtual account of one bank looks; an empty bank code is for all others.
struct AccountForm {
  std::string_view bank_code{};
  std::string_view bank_name{};             ///< empty: the name in the list of banks
  std::string_view number = "{digits:14}";  ///< a pattern
};

/// How a window issues virtual accounts.
// FIDELITY: vbank-forms
struct VbankForm {
  int days = 30;              ///< without vbank_due it ends with the day that is so many days later
  std::string_view holder{};  ///< empty: the buyer's name
  std::span<const AccountForm> accounts{};
};

/// Whether a merchant id stores keys; unlisted ones can do whatever the gateway can.
struct KnownMerchantId {
  std::string_view pg_id;
  bool stores_keys = true;
};

/// What payments look like at a gateway. Without rows, a number or link has the neutral form, which
/// says that it is the emulator's.
// FIDELITY: payment-forms
struct PaymentForm {
  std::span<const NumberForm> numbers{};     ///< the first that fits
  std::span<const ReceiptForm> receipts{};   ///< the first that fits
  bool has_receipts = true;                  ///< false: no payment has one, not even a neutral one
  bool empty_receipt_before_paying = false;  ///< a card payment that is ready shows ""
  CardMask mask{};
  ApprovalNumbers approvals = ApprovalNumbers::kDigits;
  bool empty_approval_of_money = false;     ///< money has the approval number "", not null
  bool names_issuer = false;                ///< card_issuer_* and card_publisher_* are filled
  bool keys_show_type = true;               ///< card_type of stored keys
  bool key_charges_show_type = true;        ///< card_type of payments that store or use a key
  bool keys_show_number = true;             ///< card_number of stored keys
  std::string_view money_number_on_page{};  ///< card_number in the callback of one out of money
  bool key_windows_show_card = true;  ///< card number and approval of windows that store a key
  VbankForm vbank{};
  std::span<const StandardCode> companies{};  ///< names of card companies that differ
};

/// The transaction number of a payment made at that time. `number` is uniform over 64 bits.
std::string FormatPgTid(const GatewayRules& rules, const Payment& payment, Instant at,
                        std::uint64_t number);

/// Where a receipt link is shown.
enum class ReceiptPlace : std::uint8_t { kReply, kCallback };

/// The link that the gateway gives for a payment, or the neutral one; "" where it shows an empty
/// one, nullopt when the payment has no receipt.
std::optional<std::string> FormatReceiptUrl(const GatewayRules& rules, const Payment& payment,
                                            ReceiptPlace place = ReceiptPlace::kReply);

/// The form of accounts at a bank.
AccountForm FindAccountForm(const GatewayRules& rules, std::string_view bank_code);

/// The gateway's name of a bank that has a virtual account.
std::string_view NameBank(const GatewayRules& rules, const StandardCode& bank);

/// When an account that is issued now ends, unless the page says so: the last second of a day.
Instant FindAccountEnd(const GatewayRules& rules, Instant now);

/// A card number with the digits hidden that the gateway hides.
std::string MaskCardNumber(const CardMask& mask, std::string_view digits);

/// The gateway's name of a card company.
std::string_view NameCompany(const GatewayRules& rules, const StandardCode& company);

/// The card number that the page's callback is given; "" where there is none.
std::string_view ShowNumberOnPage(const GatewayRules& rules, const Payment& payment);

/// The approval number of a payment; `digits` are eight random ones.
std::optional<std::string> ChooseApprovalNumber(const GatewayRules& rules, const Payment& payment,
                                                const std::string& digits);

/// Sets what a payment shows of the means it is paid with: the method, the wallet, the card.
void ShowMeans(const GatewayRules& rules, const PaymentMeans& means, const Card& card,
               Payment& payment);

}  // namespace portone
