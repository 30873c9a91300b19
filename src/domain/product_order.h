// SPDX-License-Identifier: MIT
// A product order: one product of an order that is placed at the gateway itself, with its delivery
// and the claims on it. What may be done with one in which state: domain/product_order_states.h.
// Evidence: docs/behaviour/naver-orders.md
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/enum_names.h"
#include "base/instant.h"
#include "domain/ids.h"
#include "domain/money.h"
#include "domain/product_review.h"

namespace portone {

/// The gateway's number of a product order: the day of the payment and 8 digits.
using ProductOrderId = StrongId<struct ProductOrderIdTag>;

inline constexpr std::size_t kMaxProductOrderIdDigits = 40;

/// Whether a text can be the number of a product order: digits, at most kMaxProductOrderIdDigits.
bool IsProductOrderId(std::string_view text);

// FIDELITY: product-order-object
enum class ProductOrderStatus : std::uint8_t {
  kPaymentWaiting,
  kPayed,  ///< the gateway's spelling
  kDelivering,
  kDelivered,
  kPurchaseDecided,
  kExchanged,
  kCanceled,
  kReturned,
  kCanceledByNoPayment,
};

template <>
struct EnumNames<ProductOrderStatus> {
  static constexpr std::array<std::string_view, 9> kNames{
      "PAYMENT_WAITING",      "PAYED",     "DELIVERING", "DELIVERED",
      "PURCHASE_DECIDED",     "EXCHANGED", "CANCELED",   "RETURNED",
      "CANCELED_BY_NOPAYMENT"};
};

enum class ClaimType : std::uint8_t {
  kCancel,
  kReturn,
  kExchange,
  kHoldback,  ///< the buyer puts off the confirmation of the purchase
  kAdminCancel,
};

template <>
struct EnumNames<ClaimType> {
  static constexpr std::array<std::string_view, 5> kNames{
      "CANCEL", "RETURN", "EXCHANGE", "PURCHASE_DECISION_HOLDBACK", "ADMIN_CANCEL"};
};

enum class ClaimStatus : std::uint8_t {
  kCancelRequest,
  kCanceling,
  kCancelDone,
  kCancelReject,
  kReturnRequest,
  kCollecting,
  kCollectDone,
  kReturnDone,
  kReturnReject,
  kExchangeRequest,
  kExchangeRedelivering,
  kExchangeDone,
  kExchangeReject,
  kHoldback,
  kHoldbackRedelivering,
  kDecisionRequest,
  kHoldbackRelease,
  kAdminCanceling,
  kAdminCancelDone,
};

template <>
struct EnumNames<ClaimStatus> {
  static constexpr std::array<std::string_view, 19> kNames{
      "CANCEL_REQUEST",
      "CANCELING",
      "CANCEL_DONE",
      "CANCEL_REJECT",
      "RETURN_REQUEST",
      "COLLECTING",
      "COLLECT_DONE",
      "RETURN_DONE",
      "RETURN_REJECT",
      "EXCHANGE_REQUEST",
      "EXCHANGE_REDELIVERING",
      "EXCHANGE_DONE",
      "EXCHANGE_REJECT",
      "PURCHASE_DECISION_HOLDBACK",
      "PURCHASE_DECISION_HOLDBACK_REDELIVERING",
      "PURCHASE_DECISION_REQUEST",
      "PURCHASE_DECISION_HOLDBACK_RELEASE",
      "ADMIN_CANCELING",
      "ADMIN_CANCEL_DONE"};
};

/// Whether a claim of this type can have the status.
bool CanHaveStatus(ClaimType type, ClaimStatus status);

/// Everything that decides what may be done with a product order.
struct ProductOrderState {
  ProductOrderStatus status = ProductOrderStatus::kPayed;
  std::optional<ClaimType> claim_type{};      ///< of the last claim, also when it is closed
  std::optional<ClaimStatus> claim_status{};  ///< set together with `claim_type`
  bool is_placed =
      false;  ///< PortOne's word (the call `place`): the merchant has accepted the order
  bool is_withheld = false;  ///< the return waits, for want of money or goods

  friend bool operator==(const ProductOrderState&, const ProductOrderState&) = default;
};

/// How the goods are delivered, according to the last operation.
struct ProductDelivery {
  std::optional<std::string> method{};
  std::optional<std::string> company{};
  std::optional<std::string> tracking_number{};
  std::optional<Instant> dispatched_at{};

  friend bool operator==(const ProductDelivery&, const ProductDelivery&) = default;
};

/// The reason and terms given with the last claim.
struct ClaimDetails {
  std::optional<std::string> reason{};
  std::optional<std::string> memo{};
  std::int64_t extra_charge = 0;  ///< in won, asked of the buyer

  friend bool operator==(const ClaimDetails&, const ClaimDetails&) = default;
};

struct ProductOrder {
  ProductOrderId id;
  std::uint64_t sequence = 0;  ///< of the event that created it, within the sandbox
  ImpUid imp_uid;              ///< of the payment
  MerchantUid merchant_uid;    ///< of the payment
  ProductOrderState state{};
  std::string product_id;
  std::string product_name;
  std::string option_id;    ///< "" without an option
  std::string option_name;  ///< the same
  int quantity = 1;
  Money product_amount;   ///< for all units, options included
  Money delivery_amount;  ///< what was paid for the delivery
  bool is_tax_free = false;
  std::optional<std::string> shipping_memo{};
  Instant ordered_at{};
  ProductDelivery delivery{};
  ClaimDetails claim{};
  std::optional<ProductReview> review{};
};

}  // namespace portone
